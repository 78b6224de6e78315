package io.firstclaim.core.trust;

import static io.firstclaim.core.Problems.assertInvalid;
import static io.firstclaim.core.Problems.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import io.firstclaim.core.Maker;
import io.firstclaim.core.Problem;
import io.firstclaim.core.Tenant;
import io.firstclaim.core.World;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class UpdateTrustedCertificateTest {
    private static final Maker OEM = Maker.named("OEM");
    private static final Maker OTHER = Maker.named("Other");

    private final World world = new World();
    private final Tenant acme = world.account("Acme");

    @AfterEach
    void end() {
        world.close();
    }

    @Test
    void whatIsNotNamedStays() {
        var before = acme.trusts(OEM);

        var after = update(before, new TrustedCertificateChange("new", null, null, null, null, null, ""));

        assertThat(after.name()).isEqualTo("new");
        assertThat(after.ca()).isEqualTo(before.ca());
        assertThat(after.version()).isEqualTo(before.version() + 1);
    }

    @Test
    void leavingEnrollmentModeNeedsTheProof() {
        var before = acme.trusts(OEM);

        assertInvalid("signature", () -> update(before, mode(false, "")));
        assertThat(update(before, mode(false, OEM.proofFor(acme.id()))).admitsPreAssigned()).isTrue();
    }

    @Test
    void leavingItNeedsTheProofAgainAlsoForWhoHadIt() {
        var proven = acme.proves(OEM);
        var inMode = update(proven, mode(true, ""));

        assertThat(inMode.proven()).isTrue();
        assertInvalid("signature", () -> update(inMode, mode(false, "")));
    }

    @Test
    void anotherCertificateNeedsItsOwnProof() {
        var before = acme.proves(OEM);

        assertInvalid("signature", () -> update(before, certificate(OTHER, "")));
        assertInvalid("signature", () -> update(before, certificate(OTHER, OEM.proofFor(acme.id()))));
        assertThat(update(before, certificate(OTHER, OTHER.proofFor(acme.id()))).proven()).isTrue();
    }

    @Test
    void anotherCertificateInEnrollmentModeIsNotProvenByTheOldOnesProof() {
        var before = acme.upload(OEM, true, OEM.proofFor(acme.id()));

        assertThat(update(before, certificate(OTHER, "")).proven()).isFalse();
    }

    @Test
    void theSameCertificateAgainNeedsNothing() {
        var before = acme.proves(OEM);

        assertThat(update(before, certificate(OEM, "")).proven()).isTrue();
    }

    @Test
    void aCertificateOrNameOfAnotherOneOfTheAccountIsADuplicate() {
        var first = acme.trusts(OEM);
        var second = acme.trusts(OTHER);

        assertProblem(Problem.DUPLICATE, () -> update(second, certificate(OEM, "")));
        assertProblem(Problem.DUPLICATE,
                () -> update(second, new TrustedCertificateChange(first.name(), null, null, null, null, null, "")));
    }

    @Test
    void onlyTheVersionThatTheCallerReadIsChanged() {
        var before = acme.trusts(OEM);
        var updating = new UpdateTrustedCertificate(world.stores, world.clock);
        updating.update(acme.admin(), before.id(), mode(true, ""), 1L);

        assertProblem(Problem.PRECONDITION_FAILED,
                () -> updating.update(acme.admin(), before.id(), mode(true, ""), 1L));
        assertThat(updating.update(acme.admin(), before.id(), mode(true, ""), 2L).version()).isEqualTo(3);
    }

    @Test
    void anotherAccountsIsNotFound() {
        var trust = acme.trusts(OEM);
        var globex = world.account("Globex");

        assertProblem(Problem.NOT_FOUND, () -> new UpdateTrustedCertificate(world.stores, world.clock)
                .update(globex.admin(), trust.id(), mode(true, ""), null));
        assertProblem(Problem.NOT_FOUND,
                () -> new ReadTrustedCertificates(world.stores, world.clock).get(globex.reader(), trust.id()));
    }

    @Test
    void theRevisionOfTheAnchorsChangesWithThem() {
        var reading = new ReadTrustAnchors(world.stores);
        var empty = reading.revision();
        var trust = acme.trusts(OEM);
        var added = reading.revision();
        update(trust, new TrustedCertificateChange(null, null, null, CertificateStatus.INACTIVE, null, null, ""));

        assertThat(added).isNotEqualTo(empty);
        assertThat(reading.revision()).isNotEqualTo(added);
        assertThat(reading.all()).isEmpty();
    }

    @Test
    void anAnchorOfManyAccountsIsReadOnce() {
        acme.trusts(OEM);
        world.account("Globex").trusts(OEM);

        assertThat(new ReadTrustAnchors(world.stores).all()).singleElement().extracting(CaCertificate::anchor)
                .isEqualTo(OEM.certificate());
    }

    private TrustedCertificate update(TrustedCertificate before, TrustedCertificateChange change) {
        return new UpdateTrustedCertificate(world.stores, world.clock).update(acme.admin(), before.id(), change, null);
    }

    private static TrustedCertificateChange mode(boolean enrollmentMode, String signature) {
        return new TrustedCertificateChange(null, null, null, null, null, enrollmentMode, signature);
    }

    private static TrustedCertificateChange certificate(Maker maker, String signature) {
        return new TrustedCertificateChange(null, null, null, null, maker.pem(), null, signature);
    }
}
