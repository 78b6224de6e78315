package io.firstclaim.simulator;

import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.List;

/// What one kind of client says and shows, for one power-on.
interface ClientDialect {
    /// The requests of a bootstrap in order. The last one is the bootstrap request itself; answers to the others
    /// don't matter.
    List<DeviceCall> bootstrapCalls(DeviceRecord record);

    /// The rules for the server's part of the bootstrap that begins now.
    BootstrapRules beginBootstrap(DeviceRecord record);

    /// The REGISTER.
    ///
    /// @param certificate the device's LwM2M certificate
    DeviceCall registerCall(Lwm2mAccount account, X509Certificate certificate);

    /// An UPDATE, with POST, or a DEREGISTER, with DELETE.
    DeviceCall registrationCall(DeviceRequest.Method method, List<String> location);

    /// How the bootstrap server is recognised.
    ServerTrust bootstrapTrust(ServerUri uri);

    /// How the LwM2M server is recognised.
    ///
    /// @throws CertificateException if resource 4 is no certificate
    ServerTrust registrationTrust(Lwm2mAccount account) throws CertificateException;

    /// What the device displays for an error answer.
    String shown(Refusal refusal);

    /// What the device displays when a handshake failed.
    String shownNotSecure();

    /// What the device displays when nobody answered.
    String shownNoAnswer();

    /// What the device displays when it can't use the credentials it has.
    String shownBadCredentials();

    /// Whether the client stops trying after this code.
    boolean givesUpOn(int code);

    /// Whether a registered client bootstraps again on `POST /1/0/9`.
    boolean bootstrapsOnRequest();

    /// Whether a failed handshake with the LwM2M server makes the client drop its credentials and bootstrap again.
    boolean startsOverWhenNotSecure();
}
