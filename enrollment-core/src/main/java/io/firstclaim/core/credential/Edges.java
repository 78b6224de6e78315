package io.firstclaim.core.credential;

import java.time.Instant;
import java.util.Optional;

/// Where devices reach the system, as the edges announced it.
public interface Edges {
    /// Writes an announcement in the place of an earlier one of the same URIs.
    void announce(ServerUris uris, Instant now);

    /// The latest announcement.
    Optional<ServerUris> latest();
}
