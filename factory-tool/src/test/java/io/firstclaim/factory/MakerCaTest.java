package io.firstclaim.factory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MakerCaTest {
    @TempDir
    Path folder;

    @Test
    void aNewCaMaySignDevicesForThirtyYearsAndNoFurtherCa() throws Exception {
        X509Certificate certificate = Workshop.ca().certificate();

        assertThat(certificate.getBasicConstraints()).isZero();
        assertThat(certificate.getKeyUsage())
                .containsExactly(false, false, false, false, false, true, true, false, false);
        assertThat(certificate.getCriticalExtensionOIDs()).containsExactlyInAnyOrder("2.5.29.15", "2.5.29.19");
        assertThat(certificate.getExtensionValue("2.5.29.14")).isNotNull();
        assertThat(certificate.getSigAlgName()).isEqualTo("SHA256withECDSA");
        assertThat(certificate.getSerialNumber().bitLength()).isEqualTo(127);
        assertThat(certificate.getSubjectX500Principal().getName()).isEqualTo("CN=Acme Meters CA");
        assertThat(certificate.getIssuerX500Principal()).isEqualTo(certificate.getSubjectX500Principal());
        assertThat(certificate.getNotBefore().toInstant()).isEqualTo(Instant.parse("2026-11-23T09:00:00Z"));
        assertThat(certificate.getNotAfter().toInstant()).isEqualTo(Instant.parse("2056-11-23T09:00:00Z"));
        certificate.verify(certificate.getPublicKey());
        P256.requireKey(certificate.getPublicKey(), folder);
    }

    @Test
    void theNamesAndYearsOfAnOrderAreTheCertificates() {
        MakerCa ca = MakerCa.create(new CaOrder("Meters, 2nd floor", "Acme = Söhne", 5), Workshop.CLOCK,
                Workshop.RANDOM);

        assertThat(ca.certificate().getSubjectX500Principal().getName())
                .isEqualTo("CN=Meters\\, 2nd floor,O=Acme \\= Söhne");
        assertThat(ca.certificate().getNotAfter().toInstant()).isEqualTo(Instant.parse("2031-11-23T09:00:00Z"));
    }

    @Test
    void whatWasWrittenIsOpenedAgainAndIsForItsOwnerOnly() throws IOException {
        MakerCa ca = Workshop.ca();
        Path place = folder.resolve("keys/ca");

        ca.writeTo(place);

        assertThat(MakerCa.open(place, Workshop.CLOCK).certificate()).isEqualTo(ca.certificate());
        Workshop.assertOwnerOnly(place);
        assertThat(place).isDirectoryContaining("glob:**/ca.pem").isDirectoryContaining("glob:**/ca-key.pem");
        assertThat(folder.resolve("keys")).isDirectoryNotContaining("glob:**/.making-*");
        assertThat(place.resolve("ca-key.pem")).content().startsWith("-----BEGIN PRIVATE KEY-----\n");
    }

    @Test
    void anEmptyFolderIsTaken() throws IOException {
        Path place = Files.createDirectory(folder.resolve("ca"));

        Workshop.ca().writeTo(place);

        Workshop.assertOwnerOnly(place);
        assertThat(place.resolve("ca-key.pem")).exists();
    }

    @Test
    void aCaIsNeverOverwritten() throws IOException {
        Path place = folder.resolve("ca");
        Workshop.ca().writeTo(place);
        var before = Workshop.snapshot(folder);

        assertThatExceptionOfType(FactoryException.class).isThrownBy(() -> Workshop.ca().writeTo(place))
                .withMessage(place + " holds a CA already; it is never overwritten");

        assertThat(Workshop.snapshot(folder)).isEqualTo(before);
    }

    @Test
    void aLoneKeyOfACaIsNeverOverwritten() throws IOException {
        Path place = Files.createDirectory(folder.resolve("ca"));
        Files.writeString(place.resolve("ca-key.pem"), "precious");

        assertThatExceptionOfType(FactoryException.class).isThrownBy(() -> Workshop.ca().writeTo(place))
                .withMessageContaining("holds a CA already");

        assertThat(place.resolve("ca-key.pem")).hasContent("precious");
    }

    @Test
    void aFolderOfOtherThingsIsLeftAlone() throws IOException {
        Path place = Files.createDirectory(folder.resolve("home"));
        Files.writeString(place.resolve("letter.txt"), "dear");
        var before = Workshop.snapshot(folder);

        assertThatExceptionOfType(FactoryException.class).isThrownBy(() -> Workshop.ca().writeTo(place))
                .withMessageStartingWith("cannot create " + place + ": ");

        assertThat(Workshop.snapshot(folder)).isEqualTo(before);
    }

    @Test
    void aFileInThePlaceOfTheFolderIsLeftAlone() throws IOException {
        Path place = Files.writeString(folder.resolve("ca"), "a file");
        var before = Workshop.snapshot(folder);

        assertThatExceptionOfType(FactoryException.class).isThrownBy(() -> Workshop.ca().writeTo(place));
        assertThatExceptionOfType(FactoryException.class).isThrownBy(() -> Workshop.ca().writeTo(place.resolve("x")));

        assertThat(Workshop.snapshot(folder)).isEqualTo(before);
    }

    @Test
    void theTextOfACaHasNoKey() {
        assertThat(Workshop.ca()).hasToString("MakerCa[CN=Acme Meters CA]");
    }

    @Test
    void anOrderNamesWhatIsOutOfBounds() {
        assertThat(new CaOrder("a", "b", 1)).isNotNull();
        assertThat(new CaOrder("a".repeat(64), null, 100)).isNotNull();
        refuses("", null, 1, "CA common name \"\": 0 characters; expected 1 to 64");
        refuses("a".repeat(65), null, 1, "65 characters; expected 1 to 64");
        refuses("a", "", 1, "CA organization \"\": 0 characters; expected 1 to 64");
        refuses("a", "b\nc", 1, "control character U+000A is not allowed");
        refuses("a ", null, 1, "must not begin or end with a space");
        refuses("a", null, 0, "CA validity of 0 years: expected 1 to 100");
        refuses("a", null, 101, "CA validity of 101 years: expected 1 to 100");
    }

    private static void refuses(String name, @Nullable String organization, int years,
            String message) {
        assertThatExceptionOfType(FactoryException.class).isThrownBy(() -> new CaOrder(name, organization, years))
                .withMessageContaining(message);
    }
}
