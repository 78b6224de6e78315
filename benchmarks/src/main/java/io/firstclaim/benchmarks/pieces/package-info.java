/// The pieces of the product that run for every device or every row, measured one by one with JMH: `./firstclaim bench jmh`.
@NullMarked
package io.firstclaim.benchmarks.pieces;

import org.jspecify.annotations.NullMarked;
