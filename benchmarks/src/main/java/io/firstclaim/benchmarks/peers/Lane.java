package io.firstclaim.benchmarks.peers;

import io.firstclaim.benchmarks.load.Device;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// A row's server, and the devices that it has not seen yet.
record Lane(Row row, Contestant contestant, List<Device> left) implements AutoCloseable {
    static Lane of(Row row, Contestant contestant, List<Device> devices) throws IOException {
        contestant.expect(devices);
        return new Lane(row, contestant, new ArrayList<>(devices));
    }

    List<Device> next(int count) {
        var next = new ArrayList<>(left.subList(left.size() - count, left.size()));
        left.subList(left.size() - count, left.size()).clear();
        return next;
    }

    @Override
    public void close() throws IOException {
        contestant.close();
    }
}
