package io.firstclaim.benchmarks.peers;

import io.firstclaim.benchmarks.load.Device;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.List;

/// A server under measurement.
interface Contestant extends AutoCloseable {
    /// Where devices find it.
    InetSocketAddress address();

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
