package io.firstclaim.web.http;

import java.util.List;

/// A resource of the interface: its endpoints. It keeps nothing between two requests.
public interface Resource {
    /// All of them.
    List<Endpoint> endpoints();
}
