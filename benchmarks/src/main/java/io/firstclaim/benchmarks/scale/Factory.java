package io.firstclaim.benchmarks.scale;

import io.firstclaim.core.RequestId;
import io.firstclaim.core.claim.DevicePresentation;
import io.firstclaim.core.credential.DevicePublicKey;
import io.firstclaim.core.device.EndpointName;
import io.firstclaim.core.trust.CaCertificate;
import io.firstclaim.core.trust.CertificateChain;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.stream.IntStream;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.CertIOException;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/// Makers and their devices, with real certificates. All devices have one key: none of what is measured looks at it.
public final class Factory {
    private static final Instant UNTIL = Instant.parse("2199-12-31T23:59:59Z");

    private final List<Maker> makers;
    private final KeyPair deviceKeys = newKeys();

    /// @param namesakes
    ///            how many of the makers have one name
    public Factory(int makers, int namesakes) {
        this.makers = IntStream.range(0, makers).parallel()
                .mapToObj(i -> Maker.named(i < namesakes ? "Maker of the common name" : "Maker " + i, i)).toList();
    }

    /// The CA that the account of this number trusts.
    public CaCertificate ca(int account) {
        return maker(account).ca();
    }

    /// A device of the maker that the account of this number trusts, at the bootstrap server.
    public DevicePresentation device(int number, int account) {
        try {
            var maker = maker(account);
            var name = new X500Name("CN=device-" + number);
            var builder = builder(maker.name(), BigInteger.valueOf(1_000_000L + number), name, deviceKeys);
            builder.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature));
            builder.addExtension(Extension.extendedKeyUsage, false,
                    new ExtendedKeyUsage(KeyPurposeId.id_kp_clientAuth));
            return new DevicePresentation(new RequestId("scale-" + number),
                    new CertificateChain(List.of(signed(builder, maker.key()))), new EndpointName("device-" + number),
                    null, DevicePublicKey.parse(deviceKeys.getPublic().getEncoded()));
        } catch (IOException e) {
            throw new IllegalStateException("A device certificate can't be made", e);
        }
    }

    /// How many makers there are.
    int makers() {
        return makers.size();
    }

    private Maker maker(int account) {
        return makers.get(account % makers.size());
    }

    private static JcaX509v3CertificateBuilder builder(X500Name issuer, BigInteger serial, X500Name subject,
            KeyPair keys) {
        return new JcaX509v3CertificateBuilder(issuer, serial, Date.from(Instant.EPOCH), Date.from(UNTIL), subject,
                keys.getPublic());
    }

    private static X509Certificate signed(JcaX509v3CertificateBuilder builder, PrivateKey key) {
        try {
            var signed = builder.build(new JcaContentSignerBuilder("SHA256withECDSA").build(key));
            return (X509Certificate) CertificateFactory.getInstance("X.509")
                    .generateCertificate(new ByteArrayInputStream(signed.getEncoded()));
        } catch (GeneralSecurityException | OperatorCreationException | IOException e) {
            throw new IllegalStateException("A certificate can't be made", e);
        }
    }

    private static KeyPair newKeys() {
        try {
            var generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java platform has P-256", e);
        }
    }

    /// Who makes devices.
    private record Maker(X500Name name, PrivateKey key, CaCertificate ca) {
        static Maker named(String commonName, int number) {
            try {
                var name = new X500Name("CN=" + commonName);
                var keys = newKeys();
                var builder = builder(name, BigInteger.valueOf(number + 1L), name, keys);
                builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(true));
                builder.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign));
                return new Maker(name, keys.getPrivate(), CaCertificate.parse(pem(signed(builder, keys.getPrivate()))));
            } catch (CertIOException | GeneralSecurityException e) {
                throw new IllegalStateException("A CA certificate can't be made", e);
            }
        }

        private static String pem(X509Certificate certificate) throws GeneralSecurityException {
            return "-----BEGIN CERTIFICATE-----\n"
                    + Base64.getMimeEncoder(64, new byte[]{'\n'}).encodeToString(certificate.getEncoded())
                    + "\n-----END CERTIFICATE-----\n";
        }
    }
}
