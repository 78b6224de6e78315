package io.firstclaim.it.chaos;

import io.firstclaim.api.Caller;
import io.firstclaim.api.CoreAddress;
import io.firstclaim.api.CoreChannel;
import io.firstclaim.edge.EdgeIdentity;
import io.firstclaim.it.stack.Identity;
import io.firstclaim.it.stack.Installation;
import io.firstclaim.persistence.PostgresPair;
import io.firstclaim.proto.account.v1.AccountServiceGrpc;
import io.firstclaim.proto.credential.v1.CreateJoinTokenRequest;
import io.firstclaim.proto.credential.v1.EdgeIdentityServiceGrpc;
import io.firstclaim.server.PassphraseFile;
import io.grpc.Channel;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// Two cores and two edges as the command line starts them, each a process of its own, on a PostgreSQL primary with a synchronous standby.
final class Cluster implements Installation, AutoCloseable {
    private static final int SIZE = 2;
    private static final String DATABASE = "firstclaim";

    private final Path folder;
    private final PostgresPair database;
    private final List<Member> cores = new ArrayList<>();
    private final List<Member> edges = new ArrayList<>();
    private final List<Runnable> atEnd = new ArrayList<>();
    private final Channel platform;

    private Cluster(Path folder, PostgresPair database) throws IOException {
        this.folder = folder;
        this.database = database;
        database.createDatabase(DATABASE);
        PassphraseFile.makeIfMissing(folder.resolve("passphrase"), new SecureRandom());
        for (int number = 1; number <= SIZE; number++) {
            cores.add(startCore(number));
        }
        platform = channels(Caller.apiKey(Files.readString(folder.resolve("platform-key")).strip())).getFirst();
        for (int number = 1; number <= SIZE; number++) {
            edges.add(startEdge(number));
        }
    }

    /// Starts all.
    static Cluster start(Path folder) throws IOException {
        PostgresPair database = PostgresPair.start();
        try {
            return new Cluster(folder, database);
        } catch (IOException | RuntimeException | AssertionError failed) {
            database.close();
            throw failed;
        }
    }

    private Member startCore(int number) throws IOException {
        return Member.start("core-" + number, folder, "core", ports -> List.of("core", "--data",
                data(number).toString(), "--database", database.jdbcUrl(DATABASE), "--passphrase-file",
                folder.resolve("passphrase").toString(), "--key-file", folder.resolve("platform-key").toString(),
                "--core-port", ports.getFirst()));
    }

    private Member startEdge(int number) throws IOException {
        Path identity = folder.resolve("edge-" + number);
        String token = EdgeIdentityServiceGrpc.newBlockingStub(platform)
                .createJoinToken(CreateJoinTokenRequest.getDefaultInstance()).getToken();
        EdgeIdentity.join(coreAddresses().getFirst(), coreCa(), token).save(identity);
        return Member.start("edge-" + number, folder, "bootstrap",
                ports -> List.of("bootstrap-edge", "--identity", identity.toString(), "--core",
                        coreAddresses().stream().map(CoreAddress::toString).collect(Collectors.joining(",")),
                        "--core-ca", coreCaFile().toString(),
                        "--device-address", "127.0.0.1", "--bootstrap-port", ports.get(0), "--registration-port",
                        ports.get(1), "--health-port", ports.get(2)));
    }

    private Path data(int number) {
        return folder.resolve("data-" + number);
    }

    private Path coreCaFile() {
        return data(1).resolve("core-ca.pem");
    }

    private X509Certificate coreCa() throws IOException {
        return Identity.certificate(Files.readAllBytes(coreCaFile()));
    }

    private List<CoreAddress> coreAddresses() {
        return cores.stream().map(core -> new CoreAddress("localhost", Integer.parseInt(core.ports().getFirst())))
                .toList();
    }

    /// A channel to each core.
    List<Channel> channels(Caller caller) {
        return IntStream.range(0, SIZE).mapToObj(number -> channel(caller, number)).toList();
    }

    private Channel channel(Caller caller, int number) {
        try {
            CoreChannel opened = CoreChannel.open(coreAddresses().get(number), coreCa(), caller);
            atEnd(opened::close);
            return opened.channel();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// `kill -9`.
    void kill(Actor actor) {
        if (actor == Actor.PRIMARY) {
            database.killPrimary();
        } else {
            member(actor).kill();
        }
    }

    /// Starts it again on the same ports and files, or promotes the standby in its place, and waits until it says that it is there.
    void replace(Actor actor) throws IOException {
        if (actor == Actor.PRIMARY) {
            database.promoteStandby();
        } else {
            member(actor).restart();
        }
    }

    /// Has a core or an edge stand still, or go on.
    void freeze(Actor actor, boolean still) throws IOException {
        member(actor).signal(still ? "STOP" : "CONT");
    }

    private Member member(Actor actor) {
        return switch (actor) {
            case CORE_1 -> cores.get(0);
            case CORE_2 -> cores.get(1);
            case EDGE_1 -> edges.get(0);
            case EDGE_2 -> edges.get(1);
            case PRIMARY -> throw new IllegalArgumentException("the database is no member");
        };
    }

    /// Where each edge bootstraps devices.
    List<String> bootstrapUris() {
        return edges.stream().map(edge -> "coaps://localhost:" + edge.ports().getFirst()).toList();
    }

    @Override
    public String bootstrapUri() {
        return bootstrapUris().getFirst();
    }

    @Override
    public Path serverCaFile() {
        return data(1).resolve("server-ca.pem");
    }

    @Override
    public AccountServiceGrpc.AccountServiceBlockingStub accounts() {
        return AccountServiceGrpc.newBlockingStub(platform);
    }

    @Override
    public Channel channel(Caller caller) {
        return channel(caller, 0);
    }

    @Override
    public void atEnd(Runnable close) {
        atEnd.add(close);
    }

    @Override
    public void close() {
        try {
            atEnd.reversed().forEach(Runnable::run);
            edges.forEach(Member::kill);
            cores.forEach(Member::kill);
        } finally {
            database.close();
        }
    }
}
