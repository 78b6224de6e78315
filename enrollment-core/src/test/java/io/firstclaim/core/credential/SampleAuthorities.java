package io.firstclaim.core.credential;

import io.firstclaim.core.Samples;
import java.security.SecureRandom;
import java.time.InstantSource;

/// The system's own CAs, for tests that need no encrypted keys.
public final class SampleAuthorities {
    /// One for all tests: making it costs more than using it.
    public static final DeviceAuthority DEVICES = new DeviceAuthority(
            CertificateAuthority.create("Firstclaim device CA", new SecureRandom()));
    public static final ServerAuthority SERVERS = new ServerAuthority(
            CertificateAuthority.create("Firstclaim server CA", new SecureRandom()), InstantSource.fixed(Samples.NOW),
            new SecureRandom());

    private SampleAuthorities() {}

    /// Another device CA of the same name.
    public static DeviceAuthority otherDevices() {
        return new DeviceAuthority(CertificateAuthority.create("Firstclaim device CA", new SecureRandom()));
    }
}
