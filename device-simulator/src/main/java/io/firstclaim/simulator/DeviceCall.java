package io.firstclaim.simulator;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// A request of a device to a server.
///
/// @param queries the Uri-Query options in order
/// @param contentFormat of the payload, if there is one
/// @param freshOnly whether the request carries Max-Age 0, as every request of the Pelion client does
record DeviceCall(DeviceRequest.Method method, List<String> path, List<String> queries,
        @Nullable Integer contentFormat, Octets payload, boolean freshOnly) {}
