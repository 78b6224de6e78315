package io.firstclaim.core.credential;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.firstclaim.core.CertificateDraft;
import io.firstclaim.core.Samples;
import io.firstclaim.core.device.EndpointName;
import java.math.BigInteger;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Date;
import javax.naming.InvalidNameException;
import javax.naming.ldap.LdapName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DeviceAuthorityTest {
    private final DevicePublicKey key = DevicePublicKey
            .parse(CertificateDraft.newKeys("EC", "secp256r1").getPublic().getEncoded());

    @Test
    void theCertificateIsWhatDevicesExpect() throws Exception {
        var credential = credentialOf("meter");

        var certificate = SampleAuthorities.DEVICES.certify(credential, key);

        certificate.verify(SampleAuthorities.DEVICES.certificate().getPublicKey());
        assertThat(certificate.getSerialNumber()).isEqualTo(new BigInteger(1, credential.id().bytes()));
        assertThat(certificate.getNotAfter()).isAfter(Date.from(Samples.NOW.plus(Duration.ofDays(3_600))));
        assertThat(certificate.getExtendedKeyUsage()).containsExactly("1.3.6.1.5.5.7.3.2");
        assertThat(certificate.getBasicConstraints()).isNegative();
        assertThat(certificate.getSigAlgName()).isEqualTo("SHA256withECDSA");
        assertThat(SampleAuthorities.DEVICES.issued(certificate)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"meter", "#", "#0500", "#meter", "\\meter", "\\#", " meter ", "a,b=c+d", "Zähler",
            "\"quoted\"",
            "CN=other", "meter\\"})
    void aNameIsCertifiedByteByByte(String name) throws Exception {
        assertThat(commonNameOf(SampleAuthorities.DEVICES.certify(credentialOf(name), key))).isEqualTo(name);
    }

    @Test
    void theLargestNameStaysBelowWhatClientsTake() throws Exception {
        var certificate = SampleAuthorities.DEVICES.certify(credentialOf("\uD83D\uDE00".repeat(64)), key);

        assertThat(certificate.getEncoded()).hasSizeLessThanOrEqualTo(DeviceAuthority.MAX_CERTIFICATE_LENGTH);
    }

    @Test
    void anotherKeyThanTheCredentialsIsNotCertified() {
        var other = DevicePublicKey.parse(CertificateDraft.newKeys("EC", "secp256r1").getPublic().getEncoded());

        assertThatThrownBy(() -> SampleAuthorities.DEVICES.certify(credentialOf("meter"), other))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aCertificateOfANamesakeIsNotItsOwn() {
        var forged = SampleAuthorities.otherDevices().certify(credentialOf("meter"), key);

        assertThat(SampleAuthorities.DEVICES.issued(forged)).isFalse();
    }

    private Credential credentialOf(String name) {
        return new Credential(Samples.id(), Samples.id(), Samples.id(), new EndpointName(name), "request", key.hash(),
                Samples.NOW, Samples.NOW.plus(Duration.ofDays(3_652)), null);
    }

    private static String commonNameOf(X509Certificate certificate) throws InvalidNameException {
        return new LdapName(certificate.getSubjectX500Principal().getName()).getRdns().stream()
                .filter(rdn -> rdn.getType().equals("CN")).map(rdn -> (String) rdn.getValue()).findFirst()
                .orElseThrow();
    }
}
