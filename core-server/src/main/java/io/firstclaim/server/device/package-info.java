/// The directory of devices over gRPC.
@NullMarked
package io.firstclaim.server.device;

import org.jspecify.annotations.NullMarked;
