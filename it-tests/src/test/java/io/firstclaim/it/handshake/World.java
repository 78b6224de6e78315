package io.firstclaim.it.handshake;

import io.firstclaim.edge.EdgeConfig.Handshakes;
import io.firstclaim.it.stack.EdgeCalls;
import io.firstclaim.it.stack.Maker;
import io.firstclaim.it.stack.Meter;
import io.firstclaim.it.stack.Stack;
import io.firstclaim.it.stack.Tenant;
import io.firstclaim.proto.trust.v1.TrustedCertificate;
import io.firstclaim.proto.trust.v1.TrustedService;
import java.io.IOException;
import java.nio.file.Path;

/// A stack of its own for strangers to knock at, an account that trusts a maker, and a device of that maker.
final class World implements AutoCloseable {
    final Stack stack;
    final Tenant acme;
    final Issuer maker = Issuer.root("Maker CA");
    final Door bootstrap;
    final Door registration;
    private final Maker factory;
    private int trusted;

    private World(Path folder, Handshakes handshakes) throws IOException {
        stack = Stack.start(folder, core -> core, edge -> edge.withHandshakes(handshakes), java.util.List.of());
        acme = stack.tenant("Acme");
        trust(maker);
        factory = stack.maker("Honest maker");
        acme.trusts(factory);
        bootstrap = new Door(stack.edge().bootstrapPort(), maker.device("meter-1"));
        Meter claimed = factory.makes("claimed");
        acme.enroll(claimed.enrollmentId());
        registration = new Door(stack.edge().registrationPort(),
                Shown.of(new EdgeCalls(stack.edgeChannel()).credentialFor(claimed)));
    }

    static World start(Path folder, Handshakes handshakes) throws IOException {
        return new World(folder, handshakes);
    }

    /// Has the account trust a CA.
    Issuer trust(Issuer ca) {
        trusted++;
        return trust(acme, ca, "CA " + trusted);
    }

    static Issuer trust(Tenant tenant, Issuer ca, String name) {
        tenant.upload(TrustedCertificate.newBuilder().setName(name).setEnrollmentMode(true)
                .setService(TrustedService.TRUSTED_SERVICE_BOOTSTRAP).setCertificate(ca.pem()), "");
        return ca;
    }

    /// A new device of the honest maker, which the account lists.
    Meter meter(String name) {
        Meter meter = factory.makes(name);
        acme.enroll(meter.enrollmentId());
        return meter;
    }

    /// How many handshakes of a port ended so.
    int ended(String port, String end) {
        return (int) stack.count("firstclaim_dtls_handshakes_total{end=\"" + end + "\",port=\"" + port + "\"}");
    }

    /// How many handshakes are under way at a port.
    int pending(String port) {
        return (int) stack.count("firstclaim_dtls_handshakes_pending{port=\"" + port + "\"}");
    }

    @Override
    public void close() {
        stack.close();
    }
}
