package io.firstclaim.server;

import io.firstclaim.core.credential.CoreAuthority;
import io.firstclaim.server.credential.Pem;
import io.grpc.ServerCredentials;
import io.grpc.TlsServerCredentials;
import io.grpc.TlsServerCredentials.ClientAuth;
import io.grpc.util.AdvancedTlsX509KeyManager;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The core's own TLS identity: a key that lives in memory only, certified by the core CA, and made anew long before its certificate expires.
final class CoreTls {
    /// How often the identity is made anew; its certificate lasts [CoreAuthority#LIFETIME].
    static final Duration RENEWAL = Duration.ofDays(30);

    private static final Logger LOG = LoggerFactory.getLogger(CoreTls.class);

    private final CoreAuthority authority;
    private final List<String> hostNames;
    private final SecureRandom random;
    private final AdvancedTlsX509KeyManager identity = new AdvancedTlsX509KeyManager();

    CoreTls(CoreAuthority authority, List<String> hostNames, SecureRandom random) {
        this.authority = authority;
        this.hostNames = hostNames;
        this.random = random;
    }

    /// Makes a key and its certificate, for all connections from now on.
    void renew() {
        var keys = generate();
        var chain = authority.issueCoreCertificate(keys.getPublic(), hostNames).toArray(X509Certificate[]::new);
        identity.updateIdentityCredentials(chain, keys.getPrivate());
        LOG.info("The core's certificate for {} lasts until {}", hostNames, chain[0].getNotAfter().toInstant());
    }

    /// What the port shows, and that a client may, but need not show a certificate of the same CA.
    ServerCredentials credentials() {
        var trusted = Pem.of(authority.certificate()).getBytes(StandardCharsets.US_ASCII);
        try {
            return TlsServerCredentials.newBuilder().keyManager(identity)
                    .trustManager(new ByteArrayInputStream(trusted)).clientAuth(ClientAuth.OPTIONAL).build();
        } catch (IOException impossible) {
            throw new IllegalStateException("Bytes in memory can't be read", impossible);
        }
    }

    private KeyPair generate() {
        try {
            var generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"), random);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("Every Java platform has P-256", impossible);
        }
    }
}
