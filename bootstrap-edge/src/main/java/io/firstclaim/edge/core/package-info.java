/// The edge's side of the calls to the core.
@NullMarked
package io.firstclaim.edge.core;

import org.jspecify.annotations.NullMarked;
