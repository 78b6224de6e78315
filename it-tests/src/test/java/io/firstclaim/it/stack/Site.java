package io.firstclaim.it.stack;

import io.firstclaim.api.Caller;
import io.firstclaim.edge.EdgeIdentity;
import io.firstclaim.proto.account.v1.AccountServiceGrpc.AccountServiceBlockingStub;
import io.firstclaim.proto.account.v1.CreateAccountRequest;
import io.grpc.Channel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Base64;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/// A core and an edge, each in a process of its own that can be killed and started again, and the network between the two, which can be cut. Tests reach the
/// core directly.
public final class Site implements Installation, AutoCloseable {
    /// The device key pairs that an idle edge keeps ready.
    public static final int KEY_PAIRS = EdgeProcess.KEY_PAIRS;

    private final Path folder;
    private final CoreInProcess core;
    private final EdgeIdentity edgeIdentity;
    private final TcpGate gate;
    private final Deque<Runnable> lent = new ArrayDeque<>();
    private final AtomicInteger makers = new AtomicInteger();
    private int edgeStarts;
    private JavaProcess edge;
    private final String[] edgePorts;

    private Site(Path folder) throws IOException {
        this.folder = folder;
        core = CoreInProcess.start(folder);
        gate = TcpGate.before(core.address().port());
        edgeIdentity = core.edgeIdentity();
        edgeIdentity.save(folder.resolve("edge"));
        edge = launchEdge("0", "0", "0");
        String[] ready = edge.awaitLine("READY");
        edgePorts = Arrays.copyOfRange(ready, 1, ready.length);
    }

    /// Starts both.
    public static Site start(Path folder) throws IOException {
        return new Site(folder);
    }

    private JavaProcess launchEdge(String... ports) throws IOException {
        edgeStarts++;
        return JavaProcess.start(EdgeProcess.class, folder.resolve("edge-" + edgeStarts + ".log"),
                Integer.toString(gate.port()), core.coreCaFile().toString(), folder.resolve("edge").toString(),
                ports[0], ports[1], ports[2]);
    }

    /// `kill -9` of the edge.
    public void killEdge() {
        edge.kill();
    }

    /// Starts the edge again, with the same ports and identity, and waits until it serves.
    public void restartEdge() throws IOException {
        edge = launchEdge(edgePorts);
        edge.awaitLine("READY");
    }

    /// `kill -9` of the core.
    public void killCore() {
        core.kill();
    }

    /// Starts the core again, on the same data and port.
    public void restartCore() throws IOException {
        core.restart();
    }

    /// The network between edge and core.
    public TcpGate gate() {
        return gate;
    }

    /// A new account that may own so many devices.
    public Tenant tenant(String name, int deviceQuota) {
        return tenant(CreateAccountRequest.newBuilder().setDisplayName(name).setDeviceQuota(deviceQuota));
    }

    /// A new factory with a CA of its own.
    public Maker maker(String name) {
        return new Maker(this, name, folder.resolve("maker-" + makers.incrementAndGet()));
    }

    /// Has the core hold the calls that the names of devices say, from now on.
    public void holdCalls() throws IOException {
        Files.createFile(core.callsAreHeld());
    }

    /// Lets all calls pass from now on; those that were held stay so.
    public void letCallsPass() throws IOException {
        Files.delete(core.callsAreHeld());
    }

    /// Whether the core holds the call that the meter's name says.
    public boolean holdsCallOf(Meter meter) {
        return core.said("HELD").stream().anyMatch(words -> words[1].equals(meter.endpointName()));
    }

    /// Every credential that the core has made for the meter, oldest first.
    public List<byte[]> credentialsOf(Meter meter) {
        return core.said("ISSUED").stream().filter(words -> words[1].equals(meter.endpointName()))
                .map(words -> Base64.getDecoder().decode(words[2])).toList();
    }

    /// What an edge can ask the core.
    public EdgeCalls edgeCalls() {
        return new EdgeCalls(core.channel(Caller.edge(edgeIdentity.chain(), edgeIdentity.key())));
    }

    /// A number among the edge's metrics.
    public double metric(String name) {
        return Metrics.find(Integer.parseInt(edgePorts[2]), name)
                .orElseThrow(() -> new AssertionError("no metric " + name));
    }

    @Override
    public String bootstrapUri() {
        return "coaps://localhost:" + edgePorts[0];
    }

    @Override
    public Path serverCaFile() {
        return core.serverCaFile();
    }

    @Override
    public AccountServiceBlockingStub accounts() {
        return core.accounts();
    }

    @Override
    public Channel channel(Caller caller) {
        return core.channel(caller);
    }

    @Override
    public void atEnd(Runnable close) {
        lent.push(close);
    }

    @Override
    public void close() {
        lent.forEach(Runnable::run);
        edge.kill();
        gate.close();
        core.close();
    }
}
