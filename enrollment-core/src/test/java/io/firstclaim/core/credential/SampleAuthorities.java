package io.firstclaim.core.credential;

import io.firstclaim.core.Samples;
import java.security.SecureRandom;
import java.time.InstantSource;

/// The system's own CAs, for tests that need no encrypted keys.
public final class SampleAuthorities {
    /// One for all tests: making it costs more than using it.
    public static final DeviceAuthority DEVICES = new DeviceAuthority(
            CertificateAuthority.create("Firstclaim device CA", new SecureRandom()));
    public static final ServerAuthority SERVERS = new ServerAuthority(issuer("Firstclaim server CA"));
    public static final CoreAuthority CORE = new CoreAuthority(issuer("Firstclaim core CA"));

    /// Keeps secrets.
    public static final SecretBox SECRETS = SecretBox.of(
            CertificateAuthority.create("Firstclaim core CA", new SecureRandom()).key(), "tests", new SecureRandom());

    private SampleAuthorities() {}

    private static TlsIssuer issuer(String commonName) {
        return new TlsIssuer(CertificateAuthority.create(commonName, new SecureRandom()),
                InstantSource.fixed(Samples.NOW), new SecureRandom());
    }

    /// Another device CA of the same name.
    public static DeviceAuthority otherDevices() {
        return new DeviceAuthority(CertificateAuthority.create("Firstclaim device CA", new SecureRandom()));
    }
}
