package io.firstclaim.simulator;

/// What a bootstrap writes: how to reach the LwM2M server, and who to be there. Certificates and key are DER.
///
/// @param uri the LwM2M server's URI
/// @param certificate the device's certificate
/// @param serverCertificate the certificate the server is checked with
/// @param privateKey the private key of `certificate`, PKCS#8
/// @param shortServerId the server's number on this device
/// @param certificateUsage how the server is checked, as in RFC 6698: 2 = by a trust anchor, 3 = that very certificate
/// @param lifetime the registration lifetime in seconds
record Lwm2mAccount(String uri, Octets certificate, Octets serverCertificate, Octets privateKey, int shortServerId,
        int certificateUsage, int lifetime) {
    /// The certificate usage "trust anchor assertion".
    static final int TRUST_ANCHOR = 2;
    /// The certificate usage "domain-issued certificate", which holds when nothing was written.
    static final int DOMAIN_ISSUED = 3;
    /// The lifetime that holds when nothing was written: a day, LwM2M 1.1 section 6.2.1.
    static final int DEFAULT_LIFETIME = 86_400;
}
