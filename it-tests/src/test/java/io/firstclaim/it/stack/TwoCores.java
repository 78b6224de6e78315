package io.firstclaim.it.stack;

import static org.awaitility.Awaitility.await;

import io.firstclaim.api.Caller;
import io.firstclaim.api.CoreAddress;
import io.firstclaim.api.CoreAddresses;
import io.firstclaim.api.CoreChannel;
import io.firstclaim.edge.BootstrapEdge;
import io.firstclaim.edge.EdgeConfig;
import io.firstclaim.edge.EdgeConfig.Sessions;
import io.firstclaim.edge.EdgeIdentity;
import io.firstclaim.persistence.DatabaseConfig;
import io.firstclaim.persistence.TestPostgres;
import io.firstclaim.proto.account.v1.AccountServiceGrpc;
import io.firstclaim.proto.account.v1.AccountServiceGrpc.AccountServiceBlockingStub;
import io.firstclaim.server.CoreConfig;
import io.firstclaim.server.CoreServer;
import io.firstclaim.server.PassphraseFile;
import io.grpc.Channel;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.Callable;

/// Two cores in this JVM on one PostgreSQL database, started at the same moment when the database was empty, and edges that know one of them or both.
/// Each core stands behind a gate of its own, and is as good as dead for others when that is shut.
public final class TwoCores implements AutoCloseable {
    private static final int SIZE = 2;

    private final Path folder;
    private final List<CoreServer> cores;
    private final List<TcpGate> gates = new ArrayList<>();
    private final String platformKey;
    private final Deque<Runnable> atEnd = new ArrayDeque<>();
    private int edges;

    /// Starts both.
    public static TwoCores start(Path folder) throws Exception {
        return new TwoCores(folder);
    }

    private TwoCores(Path folder) throws Exception {
        this.folder = folder;
        PassphraseFile.makeIfMissing(folder.resolve("passphrase"), new SecureRandom());
        String database = TestPostgres.newEmptyDatabase();
        List<Callable<CoreServer>> starts = new ArrayList<>();
        for (int i = 0; i < SIZE; i++) {
            CoreConfig config = CoreConfig.in(data(i)).with(new CoreConfig.Listen("localhost", 0, List.of()))
                    .with(new CoreConfig.Storage(data(i), DatabaseConfig.of(database),
                            folder.resolve("passphrase")));
            starts.add(() -> CoreServer.start(config));
        }
        cores = Together.all(starts, Limits.START);
        for (CoreServer core : cores) {
            gates.add(TcpGate.before(core.port()));
        }
        platformKey = keys().getFirst();
    }

    private Path data(int core) {
        return folder.resolve("core-" + core);
    }

    /// The first keys of the platform that the cores made.
    public List<String> keys() {
        return cores.stream().flatMap(core -> core.firstPlatformKey().stream()).toList();
    }

    /// A running core.
    public CoreServer core(int number) {
        return cores.get(number);
    }

    /// The network before a core.
    public TcpGate gate(int core) {
        return gates.get(core);
    }

    /// The installation as it looks from one core, with an edge that knows only that one.
    public Side side(int core) throws Exception {
        return new Side(core, edge(CoreAddresses.of(behindGate(core))));
    }

    /// The installation as it looks from one core, with an edge that knows both.
    public Side both(int core) throws Exception {
        return new Side(core, edge(CoreAddresses.of(behindGate(0), behindGate(1))));
    }

    private CoreAddress behindGate(int core) {
        return new CoreAddress("localhost", gates.get(core).port());
    }

    private BootstrapEdge edge(CoreAddresses known) throws Exception {
        CoreServer any = cores.getFirst();
        edges++;
        EdgeIdentity identity = EdgeIdentity.join(new CoreAddress("localhost", any.port()), any.coreCaCertificate(),
                any.createJoinToken().text());
        BootstrapEdge edge = BootstrapEdge.start(EdgeConfig.of(known, any.coreCaCertificate(), identity)
                .onFreeLoopbackPorts().withKeyPairs(EdgeProcess.KEY_PAIRS).withSessions(new Sessions(edges, null)));
        atEnd.push(edge::close);
        await("the edge is ready").atMost(Limits.START).until(edge::isReady);
        return edge;
    }

    @Override
    public void close() {
        atEnd.forEach(Runnable::run);
        gates.forEach(TcpGate::close);
        cores.forEach(CoreServer::close);
    }

    /// One core, and an edge.
    public final class Side implements Installation {
        private final int core;
        private final BootstrapEdge edge;

        private Side(int core, BootstrapEdge edge) {
            this.core = core;
            this.edge = edge;
        }

        @Override
        public String bootstrapUri() {
            return "coaps://localhost:" + edge.bootstrapPort();
        }

        @Override
        public Path serverCaFile() {
            return data(core).resolve("server-ca.pem");
        }

        @Override
        public AccountServiceBlockingStub accounts() {
            return AccountServiceGrpc.newBlockingStub(channel(Caller.apiKey(platformKey)));
        }

        @Override
        public Channel channel(Caller caller) {
            CoreChannel opened = CoreChannel.open(new CoreAddress("localhost", cores.get(core).port()),
                    cores.get(core).coreCaCertificate(), caller);
            atEnd.push(opened::close);
            return opened.channel();
        }

        @Override
        public void atEnd(Runnable close) {
            atEnd.push(close);
        }
    }
}
