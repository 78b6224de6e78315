/// The enrollment list over gRPC.
@NullMarked
package io.firstclaim.server.enrollment;

import org.jspecify.annotations.NullMarked;
