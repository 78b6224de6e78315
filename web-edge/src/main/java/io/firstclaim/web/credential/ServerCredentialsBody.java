package io.firstclaim.web.credential;

import io.firstclaim.proto.credential.v1.ServerCredentials;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.HexFormat;

/// What a device must know of one server, as it is shown.
///
/// @param object `server-credentials`
/// @param id of the service at its URI: the same as long as that is
/// @param etag changes with the URI and the certificate
/// @param createdAt the beginning of the certificate's validity
/// @param serverCertificate the CA by which devices know the server, PEM
record ServerCredentialsBody(String object, String id, String etag, Instant createdAt, String serverUri,
        String serverCertificate) {
    private static final int ID_LENGTH = 32;

    static ServerCredentialsBody of(String service, ServerCredentials server) {
        String uri = server.getServerUri();
        String certificate = server.getServerCertificate();
        return new ServerCredentialsBody("server-credentials", hash(service + " " + uri), hash(uri + " " + certificate),
                beginOf(certificate), uri, certificate);
    }

    private static String hash(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest).substring(0, ID_LENGTH);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every JVM has SHA-256", impossible);
        }
    }

    private static Instant beginOf(String pem) {
        try {
            X509Certificate certificate = (X509Certificate) CertificateFactory.getInstance("X.509")
                    .generateCertificate(new ByteArrayInputStream(pem.getBytes(StandardCharsets.US_ASCII)));
            return certificate.getNotBefore().toInstant();
        } catch (CertificateException broken) {
            throw new IllegalStateException("the core's server CA can't be read", broken);
        }
    }
}
