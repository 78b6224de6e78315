/// How long a server takes to be there.
@NullMarked
package io.firstclaim.benchmarks.start;

import org.jspecify.annotations.NullMarked;
