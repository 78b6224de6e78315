/// Power cuts: of the device, the edge, the core and the networks between them, after each step.
@NullMarked
package io.firstclaim.it.power;

import org.jspecify.annotations.NullMarked;
