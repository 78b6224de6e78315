package io.firstclaim.core.trust;

import static org.assertj.core.api.Assertions.assertThat;

import io.firstclaim.core.RequestId;
import io.firstclaim.core.ResourceId;
import io.firstclaim.core.SampleCa;
import io.firstclaim.core.Samples;
import io.firstclaim.core.StoresContract;
import io.firstclaim.core.listing.Selection;
import io.firstclaim.core.trust.TrustedCertificates.AddOutcome;
import io.firstclaim.core.trust.TrustedCertificates.UpdateOutcome;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// What [TrustedCertificates] promises about the certificates of an account.
public abstract class TrustedCertificatesContract extends StoresContract {
    private static final RequestId REQUEST = new RequestId("r1");

    private final ResourceId acme = Samples.id();
    private final ResourceId globex = Samples.id();
    private final CaCertificate ca = SampleCa.named("Maker CA").uploaded();
    private final CaCertificate otherCa = SampleCa.named("Other CA").uploaded();

    @Test
    final void aCertificateIsReadAsItWasWritten() {
        var certificate = new TrustedCertificate(Samples.id(), 3, acme, Samples.id(), "Hersteller ä", "",
                TrustedService.LWM2M, CertificateStatus.INACTIVE, ca, true, true, Samples.NOW, Samples.EXPIRY);
        assertThat(add(certificate, REQUEST)).isEqualTo(AddOutcome.ADDED);
        assertThat(found(stores -> stores.trustedCertificates().find(acme, certificate.id()))).contains(certificate);
        assertThat(found(stores -> stores.trustedCertificates().findByRequest(acme, REQUEST))).contains(certificate);
        assertThat(found(stores -> stores.trustedCertificates().find(globex, certificate.id()))).isEmpty();
        assertThat(found(stores -> stores.trustedCertificates().findByRequest(globex, REQUEST))).isEmpty();
    }

    @Test
    final void anAccountHasEachNameAndEachCertificateOnce() {
        add(Samples.trusted(acme, "maker", ca), REQUEST);
        assertThat(add(Samples.trusted(acme, "other", otherCa), REQUEST)).isEqualTo(AddOutcome.REQUEST_REPEATED);
        assertThat(add(Samples.trusted(acme, "maker", ca), REQUEST)).isEqualTo(AddOutcome.REQUEST_REPEATED);
        assertThat(add(Samples.trusted(acme, "maker", otherCa), null)).isEqualTo(AddOutcome.NAME_TAKEN);
        assertThat(add(Samples.trusted(acme, "other", ca), null)).isEqualTo(AddOutcome.CERTIFICATE_TAKEN);
        assertThat(listed(stores -> stores.trustedCertificates().list(acme, Selection.first(10)))).hasSize(1);
        assertThat(add(Samples.trusted(globex, "maker", ca), REQUEST)).isEqualTo(AddOutcome.ADDED);
        assertThat(add(Samples.trusted(acme, "Maker", otherCa), null)).isEqualTo(AddOutcome.ADDED);
    }

    @Test
    final void ofManyThatAddOneNameOrOneCertificateOneSucceeds() {
        var names = together(6, i -> add(Samples.trusted(acme, "maker " + i, ca), null));
        assertThat(names).containsOnlyOnce(AddOutcome.ADDED).contains(AddOutcome.CERTIFICATE_TAKEN)
                .doesNotContain(AddOutcome.NAME_TAKEN, AddOutcome.REQUEST_REPEATED);
        var repeats = together(6, _ -> add(Samples.trusted(globex, "maker", ca), REQUEST));
        assertThat(repeats).containsOnlyOnce(AddOutcome.ADDED).containsOnly(AddOutcome.ADDED,
                AddOutcome.REQUEST_REPEATED);
    }

    @Test
    final void theListIsInTheOrderOfIds() {
        var certificates = List.of(Samples.trusted(acme, "a", ca), Samples.trusted(acme, "b", otherCa));
        certificates.reversed().forEach(certificate -> add(certificate, null));
        assertThat(listed(stores -> stores.trustedCertificates().list(acme, Selection.first(1))))
                .isEqualTo(certificates.subList(0, 1));
        assertThat(listed(
                stores -> stores.trustedCertificates().list(acme, Selection.after(certificates.get(0).id(), 10))))
                .isEqualTo(certificates.subList(1, 2));
        assertThat(listed(stores -> stores.trustedCertificates().list(globex, Selection.first(10)))).isEmpty();
    }

    @Test
    final void anUpdateIsReadAsItWasWritten() {
        var stored = Samples.trusted(acme, "maker", ca);
        add(stored, REQUEST);
        var changed = new TrustedCertificate(stored.id(), 2, acme, stored.ownerId(), "renamed", "new",
                TrustedService.LWM2M, CertificateStatus.INACTIVE, otherCa, false, true, stored.createdAt(),
                Samples.EXPIRY);
        assertThat(update(changed, 1)).isEqualTo(UpdateOutcome.UPDATED);
        assertThat(found(stores -> stores.trustedCertificates().findByRequest(acme, REQUEST))).contains(changed);
        assertThat(update(changed, 1)).isEqualTo(UpdateOutcome.VERSION_PASSED);
        assertThat(update(Samples.trusted(acme, "nobody", ca), 1)).isEqualTo(UpdateOutcome.VERSION_PASSED);
    }

    @Test
    final void anUpdateCanNotTakeWhatAnotherOfTheAccountHas() {
        var stored = Samples.trusted(acme, "maker", ca);
        add(stored, null);
        add(Samples.trusted(acme, "other", otherCa), null);
        assertThat(update(with(stored, "other", ca), 1)).isEqualTo(UpdateOutcome.NAME_TAKEN);
        assertThat(update(with(stored, "maker", otherCa), 1)).isEqualTo(UpdateOutcome.CERTIFICATE_TAKEN);
        assertThat(found(stores -> stores.trustedCertificates().find(acme, stored.id()))).contains(stored);
    }

    @Test
    final void ofManyUpdatesOfOneVersionOneSucceeds() {
        var stored = Samples.trusted(acme, "maker", ca);
        add(stored, null);
        assertThat(together(6, i -> update(with(stored, "name " + i, ca), 1)))
                .containsOnlyOnce(UpdateOutcome.UPDATED)
                .containsOnly(UpdateOutcome.UPDATED, UpdateOutcome.VERSION_PASSED);
    }

    @Test
    final void aCertificateIsRemovedByItsOwnAccountOnly() {
        var certificate = Samples.trusted(acme, "maker", ca);
        add(certificate, null);
        assertThat(is(stores -> stores.trustedCertificates().remove(globex, certificate.id()))).isFalse();
        assertThat(is(stores -> stores.trustedCertificates().remove(acme, certificate.id()))).isTrue();
        assertThat(found(stores -> stores.trustedCertificates().find(acme, certificate.id()))).isEmpty();
        assertThat(is(stores -> stores.trustedCertificates().remove(acme, certificate.id()))).isFalse();
        assertThat(add(Samples.trusted(acme, "maker", ca), null)).isEqualTo(AddOutcome.ADDED);
    }

    private AddOutcome add(TrustedCertificate certificate, @Nullable RequestId requestId) {
        return in(stores -> stores.trustedCertificates().add(certificate, requestId));
    }

    private UpdateOutcome update(TrustedCertificate changed, long expectedVersion) {
        return in(stores -> stores.trustedCertificates().update(changed, expectedVersion));
    }

    private static TrustedCertificate with(TrustedCertificate stored, String name, CaCertificate ca) {
        return new TrustedCertificate(stored.id(), stored.version() + 1, stored.accountId(), stored.ownerId(), name,
                stored.description(), stored.service(), stored.status(), ca, stored.enrollmentMode(), stored.proven(),
                stored.createdAt(), Samples.EXPIRY);
    }
}
