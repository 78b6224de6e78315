/// Readers of what strangers send, under the eyes of Jazzer.
@NullMarked
package io.firstclaim.it.fuzz;

import org.jspecify.annotations.NullMarked;
