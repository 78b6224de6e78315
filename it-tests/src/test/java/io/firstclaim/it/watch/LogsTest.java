package io.firstclaim.it.watch;

import static io.firstclaim.it.stack.MeterAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.firstclaim.api.Caller;
import io.firstclaim.api.CoreAddress;
import io.firstclaim.api.CoreChannel;
import io.firstclaim.cli.Firstclaim;
import io.firstclaim.edge.EdgeIdentity;
import io.firstclaim.it.stack.Identity;
import io.firstclaim.it.stack.Installation;
import io.firstclaim.it.stack.JavaProcess;
import io.firstclaim.it.stack.Limits;
import io.firstclaim.it.stack.Maker;
import io.firstclaim.proto.account.v1.AccountServiceGrpc;
import io.firstclaim.proto.account.v1.AccountServiceGrpc.AccountServiceBlockingStub;
import io.firstclaim.proto.account.v1.CreateAccountRequest;
import io.firstclaim.proto.credential.v1.CreateJoinTokenRequest;
import io.firstclaim.proto.credential.v1.EdgeIdentityServiceGrpc;
import io.grpc.Channel;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The logs of a core and an edge, as processes of their own, with `--log-format json`.
class LogsTest implements Installation {
    private static final JsonMapper JSON = new JsonMapper();

    private final Deque<Runnable> atEnd = new ArrayDeque<>();
    @TempDir
    private Path folder = Path.of("");
    private CoreAddress address = new CoreAddress("localhost", 1);
    private String bootstrapUri = "";

    @AfterEach
    void end() {
        atEnd.forEach(Runnable::run);
    }

    @Test
    void aBootstrapHasTheSameIdsInTheLogsOfBothProcesses() throws Exception {
        start();
        var acme = tenant(CreateAccountRequest.newBuilder().setDisplayName("Acme"));
        var maker = new Maker(this, "Maker", folder.resolve("maker"));
        var meter = maker.makes("meter-1");
        acme.trusts(maker);
        acme.enroll(meter.enrollmentId());
        meter.powerOn();
        atEnd(meter::powerOff);
        assertThat(meter).isRegisteredTo(acme);
        await().atMost(Limits.STEP).until(() -> !with("edge", "device_id").isEmpty());

        var atEdge = with("edge", "device_id").getFirst();
        assertThat(atEdge.get("enrollment_id").asText()).isEqualTo(meter.enrollmentId());
        assertThat(atEdge.get("account_id").asText()).isEqualTo(acme.id());
        assertThat(with("core", "device_id")).filteredOn(ids -> ids.get("request_id").equals(atEdge.get("request_id")))
                .isNotEmpty().allSatisfy(ids -> {
                    assertThat(ids.get("device_id")).isEqualTo(atEdge.get("device_id"));
                    assertThat(ids.get("enrollment_id")).isEqualTo(atEdge.get("enrollment_id"));
                    assertThat(ids.get("account_id")).isEqualTo(atEdge.get("account_id"));
                });
        assertThat(lines("core")).anySatisfy(line -> {
            assertThat(line.path("loggerName").asText()).isEqualTo("io.firstclaim.audit");
            assertThat(line.path("kvpList").toString()).contains("ACCOUNT_CREATED");
            assertThat(line.path("mdc").path("request_id").asText()).isNotEmpty();
        });
    }

    private void start() throws IOException {
        var core = JavaProcess.start(Firstclaim.class, folder.resolve("core.log"), "core", "--data",
                folder.resolve("data").toString(), "--core-port", "0", "--key-file",
                folder.resolve("platform-key").toString(), "--log-format", "json");
        atEnd(core::kill);
        address = CoreAddress.parse(core.awaitLine("core")[2].replace(",", ""));
        var token = EdgeIdentityServiceGrpc.newBlockingStub(platform())
                .createJoinToken(CreateJoinTokenRequest.getDefaultInstance()).getToken();
        EdgeIdentity.join(address, coreCa(), token).save(folder.resolve("identity"));
        var edge = JavaProcess.start(Firstclaim.class, folder.resolve("edge.log"), "bootstrap-edge", "--identity",
                folder.resolve("identity").toString(), "--core", address.toString(), "--core-ca",
                folder.resolve("data/core-ca.pem").toString(), "--device-address", "127.0.0.1", "--bootstrap-port",
                "0", "--registration-port", "0", "--health-port", "0", "--log-format", "json");
        atEnd(edge::kill);
        bootstrapUri = edge.awaitLine("bootstrap")[2].replace(",", "");
    }

    /// The ids of the lines that have this one.
    private List<JsonNode> with(String process, String id) {
        return lines(process).stream().map(line -> line.path("mdc")).filter(ids -> ids.has(id)).toList();
    }

    /// The whole lines of a log. What a process prints to stdout says where it is, and is no object.
    private List<JsonNode> lines(String process) {
        try {
            var text = Files.readString(folder.resolve(process + ".log"));
            var all = text.substring(0, text.lastIndexOf('\n') + 1).lines().toList();
            assertThat(all).filteredOn(line -> !line.startsWith("{")).hasSizeLessThanOrEqualTo(2)
                    .allMatch(line -> line.startsWith("core at ") || line.startsWith("bootstrap at ")
                            || line.startsWith("platform key"));
            return all.stream().filter(line -> line.startsWith("{")).map(LogsTest::parsed).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static JsonNode parsed(String line) {
        try {
            return JSON.readTree(line);
        } catch (IOException e) {
            throw new AssertionError("no JSON: " + line, e);
        }
    }

    private X509Certificate coreCa() throws IOException {
        return Identity.certificate(Files.readAllBytes(folder.resolve("data/core-ca.pem")));
    }

    private Channel platform() {
        try {
            return channel(Caller.apiKey(Files.readString(folder.resolve("platform-key")).strip()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String bootstrapUri() {
        return bootstrapUri;
    }

    @Override
    public Path serverCaFile() {
        return folder.resolve("data/server-ca.pem");
    }

    @Override
    public AccountServiceBlockingStub accounts() {
        return AccountServiceGrpc.newBlockingStub(platform());
    }

    @Override
    public Channel channel(Caller caller) {
        try {
            var opened = CoreChannel.open(address, coreCa(), caller);
            atEnd(opened::close);
            return opened.channel();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void atEnd(Runnable close) {
        atEnd.push(close);
    }
}
