package io.firstclaim.edge;

import static org.awaitility.Awaitility.await;

import io.firstclaim.edge.TestAuthority.Identity;
import io.firstclaim.edge.TestAuthority.Leaf;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.function.UnaryOperator;

/// A scripted core and a real edge before it, on free loopback ports, with a maker whose devices are trusted.
final class EdgeStack implements AutoCloseable {

    final TestAuthority maker = TestAuthority.named("CN=maker");
    final ScriptedCore core;
    final BootstrapEdge edge;

    private EdgeStack(ScriptedCore core, UnaryOperator<EdgeConfig> change) {
        this.core = core;
        core.anchors.add(maker);
        try {
            edge = BootstrapEdge.start(change.apply(quick(core.edgeConfig())));
        } catch (IOException failed) {
            core.close();
            throw new UncheckedIOException(failed);
        }
    }

    static EdgeStack start() {
        return start(UnaryOperator.identity());
    }

    static EdgeStack start(UnaryOperator<EdgeConfig> change) {
        return start(ScriptedCore.start(), change);
    }

    static EdgeStack start(ScriptedCore core) {
        return start(core, UnaryOperator.identity());
    }

    private static EdgeStack start(ScriptedCore core, UnaryOperator<EdgeConfig> change) {
        EdgeStack stack = new EdgeStack(core, change);
        await().until(stack.edge::isReady);
        return stack;
    }

    /// As a device needs it, only that tests need not wait as long for what does not come.
    static EdgeConfig quick(EdgeConfig config) {
        return config.withKeyPairs(2).withTiming(new EdgeConfig.Timing(Duration.ofSeconds(3), Duration.ofMillis(200),
                Duration.ofMillis(200), 2, Duration.ofMinutes(5)));
    }

    TestDevice device(String name) {
        return device(maker.issue(Leaf.device(name)));
    }

    TestDevice device(Identity identity) {
        return new TestDevice(edge.bootstrapPort(), identity, core.serverCa.certificate());
    }

    /// A device with the credential that the core gives by default.
    TestDevice claimedDevice() {
        return registering(core.deviceCa.issue(
                new Leaf("L=" + ScriptedCore.DEVICE + ",OU=" + ScriptedCore.ACCOUNT + ",CN=meter-1",
                        java.time.Instant.EPOCH,
                        TestAuthority.FAR, org.bouncycastle.asn1.x509.KeyPurposeId.id_kp_clientAuth,
                        io.firstclaim.edge.trust.P256.generate())));
    }

    TestDevice registering(Identity identity) {
        return new TestDevice(edge.registrationPort(), identity, core.serverCa.certificate());
    }

    /// A number among the metrics; 0 while it is not there.
    double metric(String name) {
        try (HttpClient client = HttpClient.newHttpClient()) {
            URI metrics = URI.create("http://localhost:" + edge.healthPort() + "/metrics");
            return client.send(HttpRequest.newBuilder(metrics).build(), HttpResponse.BodyHandlers.ofString()).body()
                    .lines().filter(line -> line.startsWith(name + " "))
                    .mapToDouble(line -> Double.parseDouble(line.substring(name.length() + 1))).findFirst().orElse(0);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    @Override
    public void close() {
        edge.close();
        core.close();
    }
}
