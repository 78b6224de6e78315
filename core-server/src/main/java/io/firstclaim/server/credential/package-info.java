/// Server credentials and the identity of edges over gRPC.
@NullMarked
package io.firstclaim.server.credential;

import org.jspecify.annotations.NullMarked;
