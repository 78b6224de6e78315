/// Trusted certificates over gRPC.
@NullMarked
package io.firstclaim.server.trust;

import org.jspecify.annotations.NullMarked;
