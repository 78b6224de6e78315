package io.firstclaim.benchmarks.serve;

/// What a process can serve.
public enum Kind {
    /// The core's service for edges, answered from memory.
    MEMORY_CORE,
    /// A bootstrap edge at such a core.
    EDGE,
    /// Core and edge in one process, on a database.
    PRODUCT,
    /// Leshan's bootstrap server on the JDK's cryptography.
    LESHAN,
    /// The same with a native provider before it.
    LESHAN_NATIVE
}
