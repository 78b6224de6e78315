package io.firstclaim.core.trust;

import static io.firstclaim.core.Problems.assertInvalid;
import static io.firstclaim.core.Problems.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.firstclaim.core.CertificateDraft;
import io.firstclaim.core.Maker;
import io.firstclaim.core.Problem;
import io.firstclaim.core.RequestId;
import io.firstclaim.core.Tenant;
import io.firstclaim.core.World;
import io.firstclaim.core.account.AccountChange;
import io.firstclaim.core.account.UpdateAccount;
import java.util.Base64;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CreateTrustedCertificateTest {
    private static final Maker OEM = Maker.named("OEM");

    private final World world = new World();
    private final Tenant acme = world.account("Acme");

    @AfterEach
    void end() {
        world.close();
    }

    @Test
    void enrollmentModeWaivesTheProof() {
        var created = create(upload("OEM", OEM.pem(), true, ""), null);

        assertThat(created.enrollmentMode()).isTrue();
        assertThat(created.proven()).isFalse();
        assertThat(created.admitsPreAssigned()).isFalse();
        assertThat(acme.account().trustedCertificateCount()).isEqualTo(1);
    }

    @Test
    void aNameStandsOnOneLine() {
        assertInvalid("name", () -> create(upload("a\u001b[2Jb", OEM.pem(), true, ""), null));

        assertThat(create(upload("a b é ☃", OEM.pem(), true, ""), null).name()).isEqualTo("a b é ☃");
    }

    @Test
    void withoutEnrollmentModeTheProofIsNeeded() {
        assertInvalid("signature", () -> create(upload("OEM", OEM.pem(), false, ""), null));

        assertThat(create(upload("OEM", OEM.pem(), false, OEM.proofFor(acme.id())), null).admitsPreAssigned()).isTrue();
    }

    @Test
    void aProofGivenInEnrollmentModeCountsIfItHolds() {
        assertInvalid("signature", () -> create(upload("OEM", OEM.pem(), true, "AAAA"), null));

        var created = create(upload("OEM", OEM.pem(), true, OEM.proofFor(acme.id())), null);
        assertThat(created.proven()).isTrue();
        assertThat(created.admitsPreAssigned()).isFalse();
    }

    @Test
    void theProofOfAnotherAccountDoesNotHold() {
        var stolen = OEM.proofFor(world.account("Globex").id());

        assertInvalid("signature", () -> create(upload("OEM", OEM.pem(), false, stolen), null));
    }

    @Test
    void theProofOfAnotherKeyDoesNotHold() {
        var other = Maker.named("OEM").proofFor(acme.id());

        assertInvalid("signature", () -> create(upload("OEM", OEM.pem(), false, other), null));
    }

    @Test
    void aProofMayBeBrokenIntoLines() {
        var raw = Base64.getDecoder().decode(OEM.proofFor(acme.id()));
        var lines = Base64.getMimeEncoder(64, new byte[]{'\n'}).encodeToString(raw) + "\n";

        assertThat(create(upload("OEM", OEM.pem(), false, lines), null).proven()).isTrue();
    }

    @Test
    void whatIsNoBase64IsNoProof() {
        assertInvalid("signature", () -> create(upload("OEM", OEM.pem(), false, "%%%"), null));
        assertInvalid("signature", () -> create(upload("OEM", OEM.pem(), false, "A".repeat(3_000)), null));
    }

    @Test
    void aProofByAnRsaKeyHolds() {
        var rsa = Maker.of(CertificateDraft.ofCa("rsa").keys(CertificateDraft.newKeys("RSA", "2048")));

        assertThat(create(upload("rsa", rsa.pem(), false, rsa.proofFor(acme.id())), null).proven()).isTrue();
    }

    @Test
    void aNameAndACertificateAreUniqueInTheirAccount() {
        create(upload("OEM", OEM.pem(), true, ""), null);

        assertProblem(Problem.DUPLICATE, () -> create(upload("OEM", Maker.named("Other").pem(), true, ""), null));
        assertProblem(Problem.DUPLICATE, () -> create(upload("again", OEM.pem(), true, ""), null));
        assertThat(acme.account().trustedCertificateCount()).isEqualTo(1);
        assertThat(world.account("Globex").trusts(OEM)).isNotNull();
    }

    @Test
    void aRepeatOfTheRequestGivesTheSameAlsoWhenTheLimitIsReached() {
        limit(1);
        var request = new RequestId("once");
        var first = create(upload("OEM", OEM.pem(), true, ""), request);

        assertThat(create(upload("OEM", OEM.pem(), true, ""), request).id()).isEqualTo(first.id());
        assertThat(acme.account().trustedCertificateCount()).isEqualTo(1);
    }

    @Test
    void asManyAsTheLimitAllowsAndNoFurther() {
        limit(2);
        acme.trusts(Maker.named("1"));
        acme.trusts(Maker.named("2"));

        assertProblem(Problem.ACCOUNT_LIMIT_EXCEEDED, () -> acme.trusts(OEM));
    }

    @Test
    void aDeletedOneFreesItsPlace() {
        limit(1);
        var first = acme.trusts(OEM);
        new DeleteTrustedCertificate(world.stores).delete(acme.admin(), first.id());

        assertThat(acme.trusts(OEM)).isNotNull();
        assertThat(acme.account().trustedCertificateCount()).isEqualTo(1);
    }

    @Test
    void onlyItsOwnAccountDeletesOne() {
        var trust = acme.trusts(OEM);
        var globex = world.account("Globex");

        assertProblem(Problem.NOT_FOUND,
                () -> new DeleteTrustedCertificate(world.stores).delete(globex.admin(), trust.id()));
        assertThat(globex.account().trustedCertificateCount()).isZero();
        assertThat(acme.account().trustedCertificateCount()).isEqualTo(1);
    }

    @Test
    void onlyAnAdministratorOfAnActiveAccountUploads() {
        var creating = new CreateTrustedCertificate(world.stores, world.ids, world.clock);
        var upload = upload("OEM", OEM.pem(), true, "");

        assertProblem(Problem.ACCESS_DENIED, () -> creating.create(acme.reader(), upload, null));
        assertProblem(Problem.ACCESS_DENIED, () -> creating.create(World.PLATFORM, upload, null));
        acme.isSuspended(true);
        assertProblem(Problem.ACCOUNT_SUSPENDED, () -> creating.create(acme.admin(), upload, null));
    }

    @Test
    void theAnchorIsTheLastCertificateOfThePem() {
        var line = OEM.branch("line 1");

        assertThat(create(upload("chain", OEM.pem() + line.pem(), true, ""), null).ca().anchor())
                .isEqualTo(line.certificate());
    }

    @Test
    void theAnchorMustBeACa() {
        var device = OEM.device("meter").certificates().getFirst();
        var mute = CertificateDraft.ofCa("mute").usage(KeyUsage.cRLSign).selfSigned();

        assertInvalid("certificate", () -> create(upload("device", Maker.pem(device), true, ""), null));
        assertInvalid("certificate", () -> create(upload("mute", Maker.pem(mute), true, ""), null));
        assertInvalid("certificate", () -> create(
                upload("v1", Maker.pem(CertificateDraft.ofCa("v1").withoutConstraints().selfSigned()), true, ""),
                null));
    }

    @Test
    void whatIsNotPemIsRefusedWithoutRepeatingIt() {
        assertThatThrownBy(
                () -> CaCertificate.parse("-----BEGIN PRIVATE KEY-----\nsecret\n-----END PRIVATE KEY-----\n"))
                .hasMessageContaining("never a private key").hasMessageNotContaining("secret");
        assertThatThrownBy(() -> CaCertificate.parse("secret")).hasMessageNotContaining("secret");
    }

    @Test
    void aPrivateKeyBesideTheCertificateIsRefused() {
        var pem = OEM.pem() + "-----BEGIN EC PRIVATE KEY-----\nMHcC\n-----END EC PRIVATE KEY-----\n";

        assertInvalid("certificate", () -> CaCertificate.parse(pem));
    }

    @Test
    void aBrokenLastCertificateIsNotPassedOver() {
        var pem = OEM.pem() + "-----BEGIN CERTIFICATE-----\n%%%\n-----END CERTIFICATE-----\n";

        assertInvalid("certificate", () -> CaCertificate.parse(pem));
    }

    @Test
    void aPemHasALimit() {
        var padded = OEM.pem() + " ".repeat(CaCertificate.MAX_PEM_LENGTH - OEM.pem().length());

        assertThat(CaCertificate.parse(padded).anchor()).isEqualTo(OEM.certificate());
        assertInvalid("certificate", () -> CaCertificate.parse(padded + " "));
    }

    @Test
    void aNameAndADescriptionHaveLimits() {
        assertThat(create(upload("n".repeat(100), OEM.pem(), true, ""), null)).isNotNull();
        assertInvalid("name", () -> create(upload("n".repeat(101), OEM.pem(), true, ""), null));
        assertInvalid("name", () -> create(upload(" ", OEM.pem(), true, ""), null));
    }

    private void limit(int certificates) {
        new UpdateAccount(world.stores, world.clock).update(World.PLATFORM, acme.id(),
                new AccountChange(null, null, null, certificates), null);
    }

    private TrustedCertificate create(TrustedCertificateUpload upload, @Nullable RequestId requestId) {
        return new CreateTrustedCertificate(world.stores, world.ids, world.clock).create(acme.admin(), upload,
                requestId);
    }

    private static TrustedCertificateUpload upload(String name, String pem, boolean enrollmentMode, String signature) {
        return new TrustedCertificateUpload(name, "", TrustedService.BOOTSTRAP, CertificateStatus.ACTIVE, pem,
                enrollmentMode, signature);
    }
}
