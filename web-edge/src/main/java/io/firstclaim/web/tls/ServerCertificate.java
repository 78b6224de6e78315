package io.firstclaim.web.tls;

import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.openssl.PEMKeyPair;
import org.bouncycastle.openssl.PEMParser;
import org.bouncycastle.openssl.jcajce.JcaPEMKeyConverter;

/// The certificate of a server and its key.
///
/// @param chain leaf first
/// @param key the key of the leaf
public record ServerCertificate(List<X509Certificate> chain, PrivateKey key) {

    public ServerCertificate {
        chain = List.copyOf(chain);
        if (chain.isEmpty()) {
            throw new IllegalArgumentException("a server certificate has at least one certificate");
        }
    }

    /// Reads both from PEM.
    ///
    /// @throws IOException when a file can't be read, or does not hold what it should; the message says which
    public static ServerCertificate load(Path certificateFile, Path keyFile) throws IOException {
        List<X509Certificate> chain = new ArrayList<>();
        try (var content = Files.newInputStream(certificateFile)) {
            for (var certificate : CertificateFactory.getInstance("X.509").generateCertificates(content)) {
                chain.add((X509Certificate) certificate);
            }
        } catch (CertificateException broken) {
            throw new IOException(certificateFile + " holds no certificate in PEM", broken);
        }
        if (chain.isEmpty()) {
            throw new IOException(certificateFile + " holds no certificate in PEM");
        }
        PrivateKey key = key(keyFile);
        if (!belongs(key, chain.getFirst())) {
            throw new IOException(keyFile + " is not the key of " + certificateFile);
        }
        return new ServerCertificate(chain, key);
    }

    /// Whether what the key signs, the certificate proves.
    private static boolean belongs(PrivateKey key, X509Certificate certificate) {
        byte[] anything = {1};
        String algorithm = switch (key.getAlgorithm()) {
            case "EC" -> "SHA256withECDSA";
            case "RSA" -> "SHA256withRSA";
            default -> key.getAlgorithm();
        };
        try {
            Signature signature = Signature.getInstance(algorithm);
            signature.initSign(key);
            signature.update(anything);
            byte[] signed = signature.sign();
            signature.initVerify(certificate.getPublicKey());
            signature.update(anything);
            return signature.verify(signed);
        } catch (GeneralSecurityException ofAnotherKind) {
            return false;
        }
    }

    private static PrivateKey key(Path file) throws IOException {
        try (PEMParser pem = new PEMParser(new StringReader(Files.readString(file, StandardCharsets.US_ASCII)))) {
            JcaPEMKeyConverter converter = new JcaPEMKeyConverter();
            for (Object object = pem.readObject(); object != null; object = pem.readObject()) {
                if (object instanceof PrivateKeyInfo pkcs8) {
                    return converter.getPrivateKey(pkcs8);
                }
                if (object instanceof PEMKeyPair pair) {
                    return converter.getPrivateKey(pair.getPrivateKeyInfo());
                }
            }
        }
        throw new IOException(file + " holds no unencrypted private key in PEM");
    }

    /// What a TLS listener takes.
    ///
    /// @throws IllegalArgumentException when the key is not the certificate's, or of a kind that TLS does not know
    public SSLContext context() {
        char[] none = new char[0];
        try {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, none);
            store.setKeyEntry("server", key, none, chain.toArray(X509Certificate[]::new));
            KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            keys.init(store, none);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(keys.getKeyManagers(), null, null);
            return context;
        } catch (GeneralSecurityException | IOException unusable) {
            throw new IllegalArgumentException(
                    "this certificate and key can't be used for TLS: " + unusable.getMessage(), unusable);
        }
    }
}
