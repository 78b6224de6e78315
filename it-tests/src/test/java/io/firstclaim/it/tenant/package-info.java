/// Two accounts, and what one can learn of the other: nothing.
@NullMarked
package io.firstclaim.it.tenant;

import org.jspecify.annotations.NullMarked;
