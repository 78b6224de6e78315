package io.firstclaim.factory;

import io.firstclaim.core.enrollment.EnrollmentId;
import io.firstclaim.factory.form.DeviceContent;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Makes the devices of one order in memory: key, certificate, and their files in every form that was ordered. May be
/// used by several threads.
final class DeviceMaker {
    private final BatchOrder order;
    private final DeviceSigner signer;
    private final Clock clock;
    private final SecureRandom random;
    private final List<byte[]> issuers;

    /// @throws FactoryException when a device of the order would not fit its certificate, or an order for tests meets a
    ///         CA for production or the other way round
    DeviceMaker(BatchOrder order, MakerCa ca, Clock clock, SecureRandom random) {
        this.order = order;
        this.signer = new DeviceSigner(ca);
        this.clock = clock;
        this.random = random;
        this.issuers = ca.presentedByDevices().stream().map(CertificateFile::der).toList();
        requireSameKind(order, ca);
        DeviceIdentity.requireSmall(order.names(), signer, random);
    }

    /// A device that is made and not written yet.
    record MadeDevice(EnrollmentId enrollmentId, Map<String, byte[]> files) {}

    /// Makes one: a new one each time, unless the order has a test seed.
    MadeDevice make(DeviceName name) {
        TestSeed seed = order.testSeed();
        DeviceIdentity identity = DeviceIdentity.create(name, signer,
                seed == null ? random : seed.randomOf("device " + name.endpointName()));
        Instant now = seed == null ? clock.instant() : TestSeed.TIME;
        byte[] certificate = identity.certificateDer();
        EnrollmentId id = EnrollmentId.ofCertificate(certificate);
        DeviceContent content = new DeviceContent(DeviceItems.of(name, order, id, now), certificate, issuers,
                identity.keyDer(), order.serverCa().der());
        Map<String, byte[]> files = new LinkedHashMap<>();
        order.forms().forEach(form -> files.putAll(form.files(content)));
        return new MadeDevice(id, files);
    }

    private static void requireSameKind(BatchOrder order, MakerCa ca) {
        if (order.testSeed() != null && !ca.isForTests()) {
            throw new FactoryException("a test seed makes devices whose keys everybody has, and " + ca
                    + " is for real ones; expected a CA that was made with a test seed too");
        }
        if (order.testSeed() == null && ca.isForTests()) {
            throw new FactoryException(ca + " is for tests only: everybody has its key; expected a test seed, or"
                    + " another CA");
        }
    }
}
