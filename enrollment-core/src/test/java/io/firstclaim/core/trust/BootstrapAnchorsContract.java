package io.firstclaim.core.trust;

import static org.assertj.core.api.Assertions.assertThat;

import io.firstclaim.core.ResourceId;
import io.firstclaim.core.SampleCa;
import io.firstclaim.core.Samples;
import io.firstclaim.core.StoresContract;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What [TrustedCertificates] promises about the anchors of all accounts.
public abstract class BootstrapAnchorsContract extends StoresContract {
    private final ResourceId acme = Samples.id();
    private final ResourceId globex = Samples.id();
    private final CaCertificate ca = SampleCa.named("Maker CA").uploaded();
    private final CaCertificate lookAlike = SampleCa.named("Maker CA").uploaded();
    private final CaCertificate otherCa = SampleCa.named("Other CA").uploaded();

    @Test
    final void anAnchorIsActiveAndForBootstrap() {
        var good = Samples.trusted(acme, "good", ca);
        add(good);
        add(Samples.trusted(acme, "inactive", lookAlike, CertificateStatus.INACTIVE, true));
        add(new TrustedCertificate(Samples.id(), 1, acme, Samples.id(), "lwm2m", "", TrustedService.LWM2M,
                CertificateStatus.ACTIVE, otherCa, false, true, Samples.NOW, Samples.NOW));
        assertThat(listed(stores -> stores.trustedCertificates().bootstrapAnchors(acme))).containsExactly(good);
        assertThat(listed(stores -> stores.trustedCertificates().bootstrapAnchors(globex))).isEmpty();
        assertThat(all()).containsExactly(ca);
        assertThat(bySubject(ca, 10)).containsExactly(ca);
        assertThat(bySubject(otherCa, 10)).isEmpty();
        assertThat(isAnchor(ca)).isTrue();
        assertThat(isAnchor(lookAlike)).isFalse();
        assertThat(isAnchor(otherCa)).isFalse();
    }

    @Test
    final void eachCertificateIsThereOnceAndProvenOnesComeFirst() {
        add(Samples.trusted(acme, "unproven", ca));
        add(Samples.trusted(acme, "other", otherCa));
        add(Samples.trusted(globex, "unproven too", ca));
        add(Samples.trusted(globex, "proven", lookAlike, CertificateStatus.ACTIVE, true));
        assertThat(all()).containsExactly(lookAlike, ca, otherCa);
        assertThat(bySubject(ca, 10)).containsExactly(lookAlike, ca);
        assertThat(bySubject(ca, 1)).containsExactly(lookAlike);
    }

    @Test
    final void oneProofIsEnoughForACertificateThatSeveralHave() {
        add(Samples.trusted(acme, "other", lookAlike));
        add(Samples.trusted(acme, "unproven", ca));
        add(Samples.trusted(globex, "proven", ca, CertificateStatus.ACTIVE, true));
        assertThat(bySubject(ca, 10)).containsExactly(ca, lookAlike);
        assertThat(all()).containsExactly(ca, lookAlike);
    }

    @Test
    final void theRevisionChangesWithTheAnchors() {
        var before = revision();
        assertThat(revision()).isEqualTo(before);
        var certificate = Samples.trusted(acme, "maker", ca);
        add(certificate);
        var afterAdd = revision();
        run(stores -> stores.trustedCertificates().update(new TrustedCertificate(certificate.id(), 2, acme,
                certificate.ownerId(), "maker", "", TrustedService.BOOTSTRAP, CertificateStatus.INACTIVE, ca, true,
                false, Samples.NOW, Samples.NOW), 1));
        var afterUpdate = revision();
        run(stores -> stores.trustedCertificates().remove(acme, certificate.id()));
        var afterRemoval = revision();
        add(Samples.trusted(acme, "maker", ca));
        assertThat(List.of(before, afterAdd, afterUpdate, afterRemoval, revision())).doesNotHaveDuplicates();
    }

    @Test
    final void noChangeOfManyAtOnceIsLostInTheRevision() {
        var revisions = together(6, i -> {
            add(Samples.trusted(Samples.id(), "maker " + i, ca));
            return revision();
        });
        var last = revision();
        add(Samples.trusted(Samples.id(), "maker", ca));
        assertThat(revision()).isNotEqualTo(last).isNotIn(revisions);
    }

    private void add(TrustedCertificate certificate) {
        run(stores -> stores.trustedCertificates().add(certificate, null));
    }

    private List<CaCertificate> all() {
        return in(stores -> stores.trustedCertificates().allBootstrapAnchors());
    }

    private List<CaCertificate> bySubject(CaCertificate of, int limit) {
        var subject = of.anchor().getSubjectX500Principal().getEncoded();
        return in(stores -> stores.trustedCertificates().bootstrapAnchorsBySubject(subject, limit));
    }

    private boolean isAnchor(CaCertificate certificate) {
        return in(stores -> stores.trustedCertificates().isBootstrapAnchor(certificate.fingerprint()));
    }

    private String revision() {
        return in(stores -> stores.trustedCertificates().bootstrapAnchorsRevision());
    }
}
