package io.firstclaim.it.chaos;

/// Who can be killed.
enum Actor {
    /// The first core.
    CORE_1,
    /// The second core.
    CORE_2,
    /// The first edge.
    EDGE_1,
    /// The second edge.
    EDGE_2,
    /// The primary database server; its standby takes its place, and it never comes back.
    PRIMARY
}
