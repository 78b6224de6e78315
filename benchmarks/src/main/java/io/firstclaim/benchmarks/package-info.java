/// What the product can do, measured by commands that anyone can run.
@NullMarked
package io.firstclaim.benchmarks;

import org.jspecify.annotations.NullMarked;
