/// Whether claims, look-ups and lists stay as fast when the tables grow.
@NullMarked
package io.firstclaim.benchmarks.scale;

import org.jspecify.annotations.NullMarked;
