package io.firstclaim.simulator;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// A request of a server to a device, its blocks put together.
///
/// @param path the segments of the Uri-Path
/// @param contentFormat the payload's content format, if the request names one
/// @param accept the content format the server wants back, if it says
record DeviceRequest(Method method, List<String> path, @Nullable Integer contentFormat, @Nullable Integer accept,
        Octets payload) {
    /// A CoAP method.
    enum Method {
        GET, POST, PUT, DELETE, OTHER
    }

    /// The path with slashes between its segments, as the Pelion client shows it.
    String pathText() {
        return String.join("/", path);
    }

    boolean is(Method wanted, String wantedPath) {
        return method == wanted && pathText().equals(wantedPath);
    }
}
