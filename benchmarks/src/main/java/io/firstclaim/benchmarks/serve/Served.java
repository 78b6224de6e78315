package io.firstclaim.benchmarks.serve;

import java.util.Map;

/// A server that runs in this process.
interface Served extends AutoCloseable {
    /// What whoever started it must know: where it listens, and how to use it.
    Map<String, String> facts();

    @Override
    void close();
}
