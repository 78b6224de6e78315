package io.firstclaim.core.credential;

import io.firstclaim.core.FirstclaimException;
import io.firstclaim.core.Shown;
import io.firstclaim.core.account.FieldChanges;
import java.math.BigInteger;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
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

/// Issues TLS certificates of a CA of the system itself. Valid from 1970: a device without a clock starts there.
final class TlsIssuer {
    /// How long a server's or an edge's certificate lasts.
    static final Duration LIFETIME = Duration.ofDays(365);
    /// The most host names of a server.
    static final int MAX_HOST_NAMES = 16;

    private static final Pattern DNS_NAME = Pattern.compile(
            "(?=.{1,253}$)[A-Za-z0-9_]([A-Za-z0-9_-]{0,61}[A-Za-z0-9])?(\\.[A-Za-z0-9_]([A-Za-z0-9_-]{0,61}[A-Za-z0-9])?)*");
    private static final int SERIAL_BITS = 127;
    private static final int MAX_COMMON_NAME = 64;
    private static final int HEX = 16;

    private final CertificateAuthority authority;
    private final InstantSource clock;
    private final SecureRandom random;

    TlsIssuer(CertificateAuthority authority, InstantSource clock, SecureRandom random) {
        this.authority = authority;
        this.clock = clock;
        this.random = random;
    }

    /// The certificate of the CA.
    X509Certificate certificate() {
        return authority.certificate();
    }

    /// A certificate for a TLS server of these host names, and the CA's.
    ///
    /// @throws FirstclaimException for an unusable host name
    List<X509Certificate> server(SubjectPublicKeyInfo key, List<String> hostNames) {
        if (hostNames.isEmpty() || hostNames.size() > MAX_HOST_NAMES) {
            throw FirstclaimException.invalid("host_names",
                    "%d host names were given: 1 to %d are expected.".formatted(hostNames.size(), MAX_HOST_NAMES));
        }
        var names = new GeneralNames(hostNames.stream().map(TlsIssuer::generalName).toArray(GeneralName[]::new));
        var first = hostNames.getFirst();
        return issue(key, first.length() <= MAX_COMMON_NAME ? first : "Firstclaim server", names,
                KeyPurposeId.id_kp_serverAuth);
    }

    /// A certificate for a TLS client with this role, and the CA's.
    List<X509Certificate> client(SubjectPublicKeyInfo key, String commonName, String roleUri) {
        var role = new GeneralNames(new GeneralName(GeneralName.uniformResourceIdentifier, roleUri));
        return issue(key, commonName, role, KeyPurposeId.id_kp_clientAuth);
    }

    /// What the audit log tells of a certificate.
    static FieldChanges audited(X509Certificate issued) {
        return FieldChanges.created(Map.of("serial_number", issued.getSerialNumber().toString(HEX),
                "subject", issued.getSubjectX500Principal().getName(), "expire_time",
                issued.getNotAfter().toInstant()));
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
