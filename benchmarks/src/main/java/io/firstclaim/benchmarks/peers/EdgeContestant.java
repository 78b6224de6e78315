package io.firstclaim.benchmarks.peers;

import io.firstclaim.benchmarks.load.Client;
import io.firstclaim.benchmarks.load.Device;
import io.firstclaim.benchmarks.load.Suite;
import io.firstclaim.benchmarks.serve.Kind;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/// The edge in one process, a core that answers from memory in another, which does not count.
record EdgeContestant(ServerProcess core, ServerProcess edge) implements Contestant {
    static EdgeContestant start(Path folder, List<String> flags) throws IOException {
        var core = ServerProcess.start(Kind.MEMORY_CORE, folder, List.of(), "");
        try {
            return new EdgeContestant(core, ServerProcess.start(Kind.EDGE, folder, flags, core.fact("core")));
        } catch (IOException e) {
            core.close();
            throw e;
        }
    }

    @Override
    public Client client(Suite suite) {
        return new Client(edge.address(), suite);
    }

    /// It lets everyone in.
    @Override
    public void expect(List<Device> devices) {}

    @Override
    public CpuTime cpu() {
        return edge.cpu();
    }

    @Override
    public void close() throws IOException {
        edge.close();
        core.close();
    }
}
