package io.firstclaim.benchmarks.peers;

import io.firstclaim.benchmarks.load.Client;
import io.firstclaim.benchmarks.load.Device;
import io.firstclaim.benchmarks.load.Maker;
import io.firstclaim.benchmarks.load.Suite;
import io.firstclaim.benchmarks.serve.Kind;
import io.firstclaim.benchmarks.serve.Serve;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// Leshan's bootstrap server.
record LeshanContestant(ServerProcess server) implements Contestant {
    /// @param kind
    ///            on which cryptography
    /// @param devices
    ///            how many of them it will meet
    static LeshanContestant start(Kind kind, Path folder, List<String> flags, Maker maker, int devices)
            throws IOException {
        Files.createDirectories(folder);
        Files.writeString(folder.resolve(Serve.TRUSTED_FILE), maker.pem());
        return new LeshanContestant(ServerProcess.start(kind, folder, flags, Integer.toString(devices)));
    }

    @Override
    public Client client(Suite suite) {
        return new Client(server.address(), suite);
    }

    /// It knows them all.
    @Override
    public void expect(List<Device> devices) {}

    @Override
    public CpuTime cpu() {
        return server.cpu();
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
