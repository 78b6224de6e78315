/// The whole system in one JVM, and the words of the seed to speak to it: a stack, its tenants, the makers and their meters.
@NullMarked
package io.firstclaim.it.stack;

import org.jspecify.annotations.NullMarked;
