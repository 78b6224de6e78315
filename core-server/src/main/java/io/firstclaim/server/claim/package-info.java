/// The edge's side of the claim, and the history, over gRPC.
@NullMarked
package io.firstclaim.server.claim;

import org.jspecify.annotations.NullMarked;
