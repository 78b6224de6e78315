/// Traces, metrics and logs of the whole system.
@NullMarked
package io.firstclaim.it.watch;

import org.jspecify.annotations.NullMarked;
