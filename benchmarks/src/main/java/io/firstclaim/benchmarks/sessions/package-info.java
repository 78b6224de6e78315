/// What sessions that are open cost an edge.
@NullMarked
package io.firstclaim.benchmarks.sessions;

import org.jspecify.annotations.NullMarked;
