package io.firstclaim.core.credential;

import io.firstclaim.core.FirstclaimException;
import io.firstclaim.core.Shown;
import java.math.BigInteger;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.regex.Pattern;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.util.IPAddress;

/// The CA of the system's own servers: the core, and the edges towards devices. Devices are provisioned with its certificate. It also certifies that an
/// edge is one. Its key is in the core only.
public final class ServerAuthority {
    /// The URI in an edge's certificate that says what it is.
    public static final String EDGE_ROLE_URI = "urn:firstclaim:role:edge";
    /// How long a server's or an edge's certificate lasts.
    public static final Duration LIFETIME = Duration.ofDays(365);
    /// The most host names of a server.
    public static final int MAX_HOST_NAMES = 16;

    private static final Pattern DNS_NAME = Pattern.compile(
            "(?=.{1,253}$)[A-Za-z0-9_]([A-Za-z0-9_-]{0,61}[A-Za-z0-9])?(\\.[A-Za-z0-9_]([A-Za-z0-9_-]{0,61}[A-Za-z0-9])?)*");
    private static final int SERIAL_BITS = 127;
    private static final int MAX_COMMON_NAME = 64;

    private final CertificateAuthority authority;
    private final InstantSource clock;
    private final SecureRandom random;

    ServerAuthority(CertificateAuthority authority, InstantSource clock, SecureRandom random) {
        this.authority = authority;
        this.clock = clock;
        this.random = random;
    }

    /// The certificate of the CA.
    public X509Certificate certificate() {
        return authority.certificate();
    }

    /// The certificate that an edge shows to devices, and the CA's. Valid from 1970: a device without a clock starts there.
    ///
    /// @throws FirstclaimException for an unusable request or host name
    public List<X509Certificate> issueServerCertificate(byte[] certificationRequest, List<String> hostNames) {
        return issueServer(CertificationRequest.requireKey(certificationRequest), hostNames);
    }

    /// The certificate of the core's own port, and the CA's.
    public List<X509Certificate> issueCoreCertificate(PublicKey key, List<String> hostNames) {
        return issueServer(SubjectPublicKeyInfo.getInstance(key.getEncoded()), hostNames);
    }

    /// The certificate by which an edge is known to the core, and the CA's.
    ///
    /// @throws FirstclaimException for an unusable request
    public List<X509Certificate> issueEdgeIdentity(byte[] certificationRequest) {
        var key = CertificationRequest.requireKey(certificationRequest);
        var role = new GeneralNames(new GeneralName(GeneralName.uniformResourceIdentifier, EDGE_ROLE_URI));
        return issue(key, "Firstclaim edge", role, KeyPurposeId.id_kp_clientAuth);
    }

    private List<X509Certificate> issueServer(SubjectPublicKeyInfo key, List<String> hostNames) {
        if (hostNames.isEmpty() || hostNames.size() > MAX_HOST_NAMES) {
            throw FirstclaimException.invalid("host_names",
                    "%d host names were given: 1 to %d are expected.".formatted(hostNames.size(), MAX_HOST_NAMES));
        }
        var names = new GeneralNames(hostNames.stream().map(ServerAuthority::generalName).toArray(GeneralName[]::new));
        var first = hostNames.getFirst();
        return issue(key, first.length() <= MAX_COMMON_NAME ? first : "Firstclaim server", names,
                KeyPurposeId.id_kp_serverAuth);
    }

    private List<X509Certificate> issue(SubjectPublicKeyInfo key, String commonName, ASN1Encodable names,
            KeyPurposeId purpose) {
        X500Name subject = new X500NameBuilder(BCStyle.INSTANCE).addRDN(BCStyle.CN, commonName).build();
        var certificate = authority
                .issue(new BigInteger(SERIAL_BITS, random).setBit(SERIAL_BITS - 1), subject, key,
                        CertificateAuthority.BEGINNING,
                        clock.instant().plus(LIFETIME))
                .with(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature))
                .with(Extension.extendedKeyUsage, false, new ExtendedKeyUsage(purpose))
                .with(Extension.subjectAlternativeName, false, names).sign();
        return List.of(certificate, authority.certificate());
    }

    private static GeneralName generalName(String hostName) {
        if (IPAddress.isValid(hostName)) {
            return new GeneralName(GeneralName.iPAddress, hostName);
        }
        if (!DNS_NAME.matcher(hostName).matches()) {
            throw FirstclaimException.invalid("host_names",
                    "'%s' is neither a DNS name nor an IP address.".formatted(Shown.shortened(hostName)));
        }
        return new GeneralName(GeneralName.dNSName, hostName);
    }
}
