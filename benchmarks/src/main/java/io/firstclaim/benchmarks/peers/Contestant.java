package io.firstclaim.benchmarks.peers;

import io.firstclaim.benchmarks.load.Client;
import io.firstclaim.benchmarks.load.Client.Visit;
import io.firstclaim.benchmarks.load.Device;
import io.firstclaim.benchmarks.load.Suite;
import java.io.IOException;
import java.util.List;

/// A server under measurement.
interface Contestant extends AutoCloseable {
    /// What visits it.
    Client client(Suite suite);

    /// What devices want of it.
    default Visit visit() {
        return Visit.BOOTSTRAP;
    }

    /// How many of them it can serve at once.
    default int atMost() {
        return Integer.MAX_VALUE;
    }

    /// Makes it know devices that are yet to come.
    void expect(List<Device> devices) throws IOException;

    /// What its own processes have used so far.
    CpuTime cpu();

    /// What its database, in processes beside its own, has used so far.
    default CpuTime databaseCpu() {
        return new CpuTime(0, 0);
    }

    @Override
    void close() throws IOException;
}
