/// A bulk job from the first byte of its file to the last of its report, as a client meets it: the core in a process of its own.
@NullMarked
package io.firstclaim.benchmarks.bulk;

import org.jspecify.annotations.NullMarked;
