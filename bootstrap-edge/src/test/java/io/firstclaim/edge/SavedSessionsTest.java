package io.firstclaim.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.firstclaim.edge.EdgeConfig.Listening;
import io.firstclaim.edge.EdgeConfig.Sessions;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.californium.core.coap.CoAP.ResponseCode;
import org.eclipse.californium.scandium.dtls.HandshakeType;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// DTLS sessions across a planned restart of an edge.
class SavedSessionsTest {

    private static final String LOCATION = "/rd/" + ScriptedCore.ACCOUNT + "/" + ScriptedCore.DEVICE;

    @TempDir
    Path folder;

    private EdgeConfig config;
    private EdgeStack stack;
    private TestDevice device;
    private TestDevice fresh;

    @BeforeEach
    void registerADevice() {
        List<EdgeConfig> started = new ArrayList<>();
        stack = EdgeStack.start(defaults -> {
            started.add(defaults.withSessions(new Sessions(7, folder)));
            return started.getFirst();
        });
        InetAddress loopback = InetAddress.getLoopbackAddress();
        config = started.getFirst().withListening(
                new Listening(loopback, stack.edge.bootstrapPort(), stack.edge.registrationPort(), loopback, 0));
        device = stack.claimedDevice();
        fresh = stack.claimedDevice();
        assertThat(device.send(device.post("/rd", "ep=meter-1")).answered().getCode()).isEqualTo(ResponseCode.CREATED);
        device.handshakeMessages.clear();
    }

    @AfterEach
    void stop() {
        device.close();
        fresh.close();
        stack.close();
    }

    @Test
    void aRegisteredDeviceUpdatesItsRegistrationWithoutANewHandshake() throws IOException {
        stack.edge.close();
        try (BootstrapEdge again = start(config)) {
            assertThat(files()).as("nothing may take them up twice").isEmpty();
            assertThat(again.isReady()).isTrue();
            update();
            assertThat(device.handshakeMessages).isEmpty();
            assertThat(stack.core.updated.getLast().getCertificateChainCount()).as("who it is").isOne();
        }
        try (BootstrapEdge third = start(config)) {
            assertThat(third.isReady()).isTrue();
            update();
            assertThat(device.handshakeMessages).isEmpty();
        }
    }

    @Test
    void aDeviceGoesOnAtTheBootstrapPortToo() throws IOException {
        try (TestDevice unclaimed = stack.device("meter-2")) {
            assertThat(unclaimed.send(unclaimed.post("/bs", "ep=meter-2")).answered().getCode())
                    .isEqualTo(ResponseCode.CHANGED);
            await().until(unclaimed::isFinished);
            unclaimed.handshakeMessages.clear();
            stack.edge.close();
            try (BootstrapEdge again = start(config)) {
                assertThat(again.isReady()).isTrue();
                assertThat(unclaimed.send(unclaimed.post("/bs", "ep=meter-2")).answered().getCode())
                        .isEqualTo(ResponseCode.CHANGED);
                assertThat(unclaimed.handshakeMessages).isEmpty();
            }
        }
    }

    @Test
    void theFilesAreForTheirOwnerOnly() throws IOException {
        stack.edge.close();
        assertThat(files()).extracting(file -> file.getFileName().toString())
                .containsExactlyInAnyOrder("bootstrap-sessions", "registration-sessions");
        for (Path file : files()) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file))).isEqualTo("rw-------");
        }
    }

    @Test
    void aDamagedFileCostsANewHandshakeAndNothingElse() throws IOException {
        stack.edge.close();
        byte[] saved = Files.readAllBytes(folder.resolve("registration-sessions"));
        saved[saved.length / 2] ^= 1;
        Files.write(folder.resolve("registration-sessions"), saved);
        Files.write(folder.resolve("bootstrap-sessions"), new byte[]{1, 2, 3});
        assertANewHandshakeIsNeeded(config);
    }

    @Test
    void anotherEdgesFileCostsANewHandshakeAndNothingElse() throws IOException {
        stack.edge.close();
        assertANewHandshakeIsNeeded(EdgeConfig.of(stack.core.address(), config.coreCa(), stack.core.edgeIdentity())
                .withListening(config.listening()).withTiming(config.timing()).withSessions(config.sessions()));
    }

    private void assertANewHandshakeIsNeeded(EdgeConfig other) throws IOException {
        try (BootstrapEdge again = start(other)) {
            assertThat(again.isReady()).isTrue();
            assertThat(files()).isEmpty();
            assertThat(fresh.send(fresh.post(LOCATION)).answered().getCode()).isEqualTo(ResponseCode.CHANGED);
            assertThat(fresh.handshakeMessages).contains(HandshakeType.SERVER_HELLO);
            assertThat(device.send(device.post(LOCATION), 1).response()).isNull();
        }
    }

    private void update() {
        assertThat(device.send(device.post(LOCATION)).answered().getCode()).isEqualTo(ResponseCode.CHANGED);
    }

    private List<Path> files() throws IOException {
        try (var files = Files.list(folder)) {
            return files.toList();
        }
    }

    private static BootstrapEdge start(EdgeConfig config) throws IOException {
        BootstrapEdge edge = BootstrapEdge.start(config);
        await().until(edge::isReady);
        return edge;
    }
}
