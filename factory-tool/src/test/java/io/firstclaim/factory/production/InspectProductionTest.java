package io.firstclaim.factory.production;

import static io.firstclaim.factory.production.Intake.reasons;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.firstclaim.core.enrollment.EnrollmentId;
import io.firstclaim.factory.FactoryException;
import io.firstclaim.factory.certificate.X509;
import io.firstclaim.factory.production.Finding.Kind;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InspectProductionTest {
    @TempDir
    Path folder = Path.of("");

    private final Issuer maker = Issuer.root("Maker");
    private Intake intake = new Intake(folder);
    private Path ca = folder;

    @BeforeEach
    void aMaker() {
        intake = new Intake(folder);
        ca = intake.ca(maker.certificate());
    }

    private Finding deviceOf(X509Certificate certificate) {
        intake.put("device.pem", certificate);
        return Intake.device(intake.inspect(ca));
    }

    @Test
    void aGoodDeviceIsUsableUnderItsCommonNameAndFingerprint() {
        X509Certificate meter = maker.device("meter-1");

        Finding device = deviceOf(meter);

        assertThat(device.isUsable()).isTrue();
        assertThat(device.remarks()).isEmpty();
        assertThat(device.endpointName()).isEqualTo("meter-1");
        assertThat(device.enrollmentId()).isEqualTo(EnrollmentId.ofCertificate(X509.der(meter)));
        assertThat(device.source()).endsWith("device.pem");
        assertThat(device.notAfter()).isEqualTo(meter.getNotAfter().toInstant());
    }

    @Test
    void allReasonsAreSaidAndNotTheFirstOnly() {
        Finding device = deviceOf(Issuer.selfSigned("x".repeat(65), wish -> {
            wish.keys = Issuer.keys("secp384r1");
            wish.padding = 900;
            wish.to = Issuer.NOW.minusSeconds(1);
            wish.extended = null;
            wish.constraints = new BasicConstraints(false);
        }));

        assertThat(reasons(device)).containsExactlyInAnyOrder(Reason.NOT_P256, Reason.TOO_LARGE, Reason.EXPIRED,
                Reason.NO_EXTENDED_KEY_USAGE, Reason.INVALID_ENDPOINT_NAME, Reason.SELF_SIGNED);
        assertThat(device.isUsable()).isFalse();
    }

    @Test
    void aCertificateOf1024BytesFitsAndOneOf1025DoesNot() {
        assertThat(reasons(deviceOf(ofLength(1024)))).isEmpty();
        Finding larger = deviceOf(ofLength(1025));
        assertThat(reasons(larger)).containsExactly(Reason.TOO_LARGE);
        assertThat(larger.remarks().getFirst().detail()).isEqualTo("1025 bytes");
    }

    private X509Certificate ofLength(int length) {
        int padding = 500;
        while (true) {
            int now = padding;
            X509Certificate made = maker.device("meter-1", wish -> wish.padding = now);
            if (X509.der(made).length == length) {
                return made;
            }
            padding += length - X509.der(made).length;
        }
    }

    @Test
    void aNameOf64CharactersFitsAndOneOf65DoesNot() {
        assertThat(reasons(deviceOf(maker.device("ü".repeat(64))))).isEmpty();
        assertThat(reasons(deviceOf(maker.device("ü".repeat(65))))).containsExactly(Reason.INVALID_ENDPOINT_NAME);
        assertThat(reasons(deviceOf(maker.device("a\nb")))).containsExactly(Reason.INVALID_ENDPOINT_NAME);
    }

    @Test
    void noNameAndSeveralNamesAreWarnings() {
        Finding nameless = deviceOf(maker.device("", wish -> wish.subject = new X500Name("O=Other maker")));
        assertThat(reasons(nameless)).containsExactly(Reason.NO_COMMON_NAME);
        assertThat(nameless.isUsable()).isTrue();
        Finding several = deviceOf(maker.device("", wish -> wish.subject = Issuer.subject("first", "second")));
        assertThat(reasons(several)).containsExactly(Reason.SEVERAL_COMMON_NAMES);
        assertThat(several.endpointName()).isEqualTo("first");
    }

    @Test
    void aNameThatIsNoTextIsNoneAndStopsNothingElse() throws IOException {
        ASN1Encodable noUtf8 = ASN1Primitive.fromByteArray(new byte[]{0x0c, 1, (byte) 0xff});
        intake.put("utf8.pem", maker.device("", wish -> wish.subject = new X500NameBuilder(BCStyle.INSTANCE)
                .addRDN(BCStyle.CN, noUtf8).build()));
        byte[] odd = X509.der(maker.device("odd"));
        odd[indexOf(odd, new byte[]{0x0c, 3, 'o', 'd', 'd'})] = 0x1e;
        intake.put("bmp.der", odd);
        intake.put("good.pem", maker.device("meter-1"));

        Inspection inspection = intake.inspect(ca);

        assertThat(reasons(deviceOf(inspection, "utf8.pem"))).containsExactly(Reason.NO_COMMON_NAME);
        assertThat(reasons(deviceOf(inspection, "bmp.der"))).contains(Reason.NO_COMMON_NAME);
        assertThat(deviceOf(inspection, "good.pem").remarks()).isEmpty();
    }

    private static Finding deviceOf(Inspection inspection, String file) {
        return inspection.of(Kind.DEVICE).stream().filter(device -> device.source().endsWith(file)).findFirst()
                .orElseThrow();
    }

    private static int indexOf(byte[] bytes, byte[] part) {
        return new String(bytes, StandardCharsets.ISO_8859_1)
                .indexOf(new String(part, StandardCharsets.ISO_8859_1));
    }

    @Test
    void aListOfNamesThatIsNotUtf8IsSaidToBeNone() throws IOException {
        Path names = Files.write(folder.resolve("names.csv"),
                "id,name\na.pem,z\u00e4hler\n".getBytes(StandardCharsets.ISO_8859_1));
        assertThatThrownBy(() -> EndpointNameList.read(names)).isInstanceOf(FactoryException.class)
                .hasMessage("cannot read " + names + ": it is not UTF-8");
    }

    @Test
    void aCertificateThatExpiresWithinNinetyDaysGetsAWarning() {
        Duration soon = Duration.ofDays(90);
        assertThat(reasons(deviceOf(maker.device("m", wish -> wish.to = Issuer.NOW.plus(soon))))).isEmpty();
        Finding warned = deviceOf(maker.device("m", wish -> wish.to = Issuer.NOW.plus(soon).minusSeconds(1)));
        assertThat(reasons(warned)).containsExactly(Reason.EXPIRES_SOON);
        assertThat(warned.isUsable()).isTrue();
    }

    @Test
    void givenNamesAreComparedWithCommonNamesByIdOrFile() {
        X509Certificate one = maker.device("meter-1");
        intake.put("line1/a.pem", one);
        intake.put("line2/a.pem", maker.device("meter-2"));
        intake.put("b.pem", maker.device("meter-3"));
        intake.put("c.pem", maker.device("meter-4"));

        Inspection inspection = intake.inspect(intake.names(
                EnrollmentId.ofCertificate(X509.der(one)).toString().toLowerCase(Locale.ROOT)
                        .replaceFirst("a-", "A-") + ",meter-1",
                "line2/a.pem,meter-2", "b.pem,\"meter-3 \"", "d.pem,meter-5"), ca);

        List<Finding> devices = inspection.of(Kind.DEVICE);
        assertThat(devices).extracting(Finding::endpointName).containsExactly("meter-3 ", "meter-4", "meter-1",
                "meter-2");
        assertThat(reasons(devices.get(0))).containsExactly(Reason.OTHER_ENDPOINT_NAME);
        assertThat(devices.get(0).remarks().getFirst().detail())
                .isEqualTo("expected CN=meter-3 , and it has CN=meter-3");
        assertThat(reasons(devices.get(1))).containsExactly(Reason.NO_NAME_GIVEN);
        assertThat(devices.subList(2, 4)).allMatch(device -> device.remarks().isEmpty());
        assertThat(inspection.of(Kind.NAME)).singleElement().satisfies(name -> {
            assertThat(name.source()).isEqualTo("d.pem");
            assertThat(reasons(name)).containsExactly(Reason.NAMED_NOT_FOUND);
        });
    }

    @Test
    void aGivenNameNeedsACommonName() {
        intake.put("a.pem", maker.device("", wish -> wish.subject = new X500Name("O=Other maker")));
        Finding device = Intake.device(intake.inspect(intake.names("a.pem,meter-1"), ca));
        assertThat(reasons(device)).containsExactly(Reason.OTHER_ENDPOINT_NAME);
    }

    @Test
    void twoUsableDevicesOfOneNameAreBothLeftOut() {
        intake.put("old.pem", maker.device("meter-1"));
        intake.put("new.pem", maker.device("meter-1"));
        intake.put("other.pem", maker.device("meter-2"));

        Inspection inspection = intake.inspect(ca);

        assertThat(inspection.usableDevices()).extracting(Finding::endpointName).containsExactly("meter-2");
        assertThat(inspection.byReason()).containsOnlyKeys(Reason.DUPLICATE_ENDPOINT_NAME);
        assertThat(inspection.byReason().get(Reason.DUPLICATE_ENDPOINT_NAME)).hasSize(2);
    }

    @Test
    void anUnusableCertificateDoesNotTakeTheNameOfAUsableOne() {
        intake.put("old.pem", maker.device("meter-1", wish -> wish.to = Issuer.NOW.minusSeconds(1)));
        intake.put("new.pem", maker.device("meter-1"));

        Inspection inspection = intake.inspect(ca);

        assertThat(inspection.usableDevices()).singleElement().satisfies(
                device -> assertThat(device.source()).endsWith("new.pem"));
        assertThat(inspection.isAllUsable()).isFalse();
    }

    @Test
    void aCertificateInSeveralFilesCountsOnce() {
        X509Certificate meter = maker.device("meter-1");
        intake.put("a.pem", meter);
        intake.put("b.der", X509.der(meter));
        intake.put("c.pem", meter, meter);

        Finding device = Intake.device(intake.inspect(ca));

        assertThat(device.isUsable()).isTrue();
        assertThat(device.remarks()).singleElement().satisfies(remark -> {
            assertThat(remark.reason()).isEqualTo(Reason.FOUND_SEVERAL_TIMES);
            assertThat(remark.detail()).contains("4 times", "b.der", "c.pem#2");
        });
    }

    @Test
    void withoutAGivenCaIssuersAreLookedForAmongTheFiles() {
        Issuer line = maker.intermediate("Line");
        intake.put("chain.pem", line.device("meter-1"), line.certificate(), maker.certificate());
        intake.put("stray.pem", Issuer.root("Stray").device("meter-2"));

        Inspection inspection = intake.inspect();

        assertThat(inspection.of(Kind.DEVICE)).extracting(Intake::reasons).containsExactly(List.of(),
                List.of(Reason.ISSUER_NOT_CHECKED));
        assertThat(inspection.of(Kind.CA)).extracting(Intake::reasons).containsExactly(List.of(),
                List.of(Reason.CA_ISSUED_NONE));
        assertThat(inspection.isAllUsable()).isTrue();
    }

    @Test
    void aDeviceThatNeedsItsIntermediatesGetsAWarning() {
        Issuer line = maker.intermediate("Line");
        intake.put("chain.pem", line.device("meter-1"), line.certificate());

        assertThat(reasons(Intake.device(intake.inspect(ca)))).containsExactly(Reason.NEEDS_INTERMEDIATES);
        assertThat(reasons(Intake.device(intake.inspect(intake.ca(line.certificate()))))).isEmpty();
        assertThat(reasons(Intake.device(intake.inspect(ca, intake.ca(line.certificate()))))).isEmpty();
    }

    @Test
    void aWayThatTheServerFollowsIsTakenBeforeAnExpiredOne() {
        Issuer old = Issuer.root("Renewed", wish -> wish.to = Issuer.NOW.minusSeconds(1));
        Issuer renewed = Issuer.root("Renewed", wish -> wish.keys = old.keys());
        intake.put("device.pem", old.device("meter-1"));

        Inspection both = intake.inspect(intake.ca(old.certificate()), intake.ca(renewed.certificate()));

        assertThat(Intake.device(both).remarks()).isEmpty();
        assertThat(both.of(Kind.CA)).extracting(Intake::reasons).containsExactly(
                List.of(Reason.CA_OUT_OF_DATE, Reason.CA_ISSUED_NONE), List.of());
    }

    @Test
    void lookAlikeCasCostABoundedNumberOfSignatures() {
        Path[] cas = Stream.concat(Stream.of(ca),
                Stream.generate(() -> intake.ca(Issuer.root("Maker").certificate())).limit(IssuerSearch.MAX_SIGNATURES))
                .toArray(Path[]::new);
        assertThat(reasons(Intake.device(inspectWith(cas)))).isEmpty();
        Path[] realOneLast = List.of(cas).reversed().toArray(Path[]::new);
        assertThat(reasons(Intake.device(inspectWith(realOneLast)))).containsExactly(Reason.ISSUED_BY_NO_GIVEN_CA);
    }

    private Inspection inspectWith(Path... cas) {
        intake.put("device.pem", maker.device("meter-1"));
        return intake.inspect(cas);
    }

    @Test
    void intermediatesThatSignEachOtherEndTheSearch() {
        Issuer one = maker.intermediate("Ring");
        Issuer two = one.intermediate("Ring", wish -> {});
        Issuer back = two.intermediate("Ring", wish -> wish.keys = one.keys());
        intake.put("ring.pem", two.device("meter-1"), two.certificate(), back.certificate());

        assertThat(reasons(Intake.device(intake.inspect(ca)))).containsExactly(Reason.ISSUED_BY_NO_GIVEN_CA);
    }

    @Test
    void aGivenCaThatNobodyCanUploadIsUnusableItself() {
        Issuer unfit = Issuer.root("Unfit", wish -> wish.usage = null);
        intake.put("device.pem", maker.device("meter-1"));

        Inspection inspection = intake.inspect(ca, intake.ca(unfit.certificate()));

        assertThat(inspection.isAllUsable()).isFalse();
        assertThat(inspection.of(Kind.CA)).filteredOn(finding -> !finding.isUsable()).singleElement()
                .satisfies(finding -> assertThat(reasons(finding)).contains(Reason.CA_NOT_UPLOADABLE));
    }

    @Test
    void aCaOfAnotherKindOfKeyGetsAWarning() {
        Issuer rsa = Issuer.root("RSA", wish -> wish.keys = Issuer.rsa());
        intake.put("device.pem", rsa.device("meter-1"));

        Inspection inspection = intake.inspect(intake.ca(rsa.certificate()));

        assertThat(reasons(inspection.of(Kind.CA).getFirst())).containsExactly(Reason.CA_NOT_P256);
        assertThat(reasons(Intake.device(inspection))).containsExactly(Reason.WRONG_SIGNATURE);
    }

    @Test
    void aCaThatIsNobodysIsNoDeviceUnlessItsKeyIsBesideIt() {
        X509Certificate alone = Issuer.root("Alone").certificate();
        intake.put("alone.pem", alone);
        intake.put("device.pem", maker.device("meter-1"));
        Inspection inspection = intake.inspect(ca);
        assertThat(inspection.of(Kind.DEVICE)).hasSize(1);
        assertThat(inspection.isAllUsable()).isTrue();
        assertThat(inspection.byReason()).containsOnlyKeys(Reason.CA_ISSUED_NONE);

        intake.put("alone.pem", (Intake.pem(alone) + Intake.pem("PRIVATE KEY", new byte[]{1}))
                .getBytes(StandardCharsets.US_ASCII));
        assertThat(intake.inspect(ca).byReason()).containsOnlyKeys(Reason.IS_A_CA, Reason.SELF_SIGNED,
                Reason.NO_DIGITAL_SIGNATURE, Reason.NO_EXTENDED_KEY_USAGE);
    }

    @Test
    void whatIssuedAnotherCertificateIsNoDeviceEvenIfItIsNoCa() {
        Issuer fake = maker.intermediate("Fake", wish -> wish.constraints = null);
        intake.put("chain.pem", fake.device("meter-1"), fake.certificate());

        Inspection inspection = intake.inspect(ca);

        assertThat(reasons(Intake.device(inspection))).containsExactly(Reason.ISSUER_MAY_NOT_ISSUE,
                Reason.NEEDS_INTERMEDIATES);
    }

    @Test
    void nothingFoundIsNotAllUsable() {
        intake.put("notes.txt", "nothing here".getBytes(StandardCharsets.UTF_8));
        assertThat(intake.inspect(ca).isAllUsable()).isFalse();
    }
}
