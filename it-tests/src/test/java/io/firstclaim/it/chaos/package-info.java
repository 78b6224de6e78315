/// The whole system as processes of its own, killed in turn while a fleet comes in.
@NullMarked
package io.firstclaim.it.chaos;

import org.jspecify.annotations.NullMarked;
