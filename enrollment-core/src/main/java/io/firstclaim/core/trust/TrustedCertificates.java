package io.firstclaim.core.trust;

import io.firstclaim.core.RequestId;
import io.firstclaim.core.ResourceId;
import io.firstclaim.core.listing.Criterion;
import io.firstclaim.core.listing.Selection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The trusted certificates of all accounts.
public interface TrustedCertificates {
    /// Adds one. Nothing is added when the account has its name or its certificate already, or when the request id was
    /// used in the account.
    AddOutcome add(TrustedCertificate certificate, @Nullable RequestId requestId);

    Optional<TrustedCertificate> find(ResourceId accountId, ResourceId id);

    Optional<TrustedCertificate> findByRequest(ResourceId accountId, RequestId requestId);

    List<TrustedCertificate> list(ResourceId accountId, Selection<TrustedCertificate> selection);

    /// How many of the account fulfil all criteria.
    long count(ResourceId accountId, List<Criterion<TrustedCertificate>> criteria);

    /// Writes everything but id, account, owner and time of creation, if the stored version is still the expected one.
    UpdateOutcome update(TrustedCertificate changed, long expectedVersion);

    /// Removes one. False when the account has none of that id.
    boolean remove(ResourceId accountId, ResourceId id);

    /// The account's ACTIVE certificates for bootstrap.
    default List<TrustedCertificate> bootstrapAnchors(ResourceId accountId) {
        return bootstrapAnchors(Set.of(accountId));
    }

    /// The ACTIVE certificates for bootstrap of several accounts, ordered by id.
    List<TrustedCertificate> bootstrapAnchors(Set<ResourceId> accountIds);

    /// ACTIVE certificates for bootstrap of any account with this subject (X.501 Name in DER), each distinct certificate once,
    /// those that some account proved first. At most `limit`.
    List<CaCertificate> bootstrapAnchorsBySubject(byte[] subject, int limit);

    /// Whether some account has this certificate ACTIVE for bootstrap.
    boolean isBootstrapAnchor(Fingerprint fingerprint);

    /// All ACTIVE certificates for bootstrap of all accounts, each distinct certificate once, those that some account
    /// proved first.
    List<CaCertificate> allBootstrapAnchors();

    /// Changes whenever the outcome of [#allBootstrapAnchors] does, and is cheap to ask for.
    String bootstrapAnchorsRevision();

    /// What became of an upload.
    enum AddOutcome {
        ADDED, NAME_TAKEN, CERTIFICATE_TAKEN, REQUEST_REPEATED
    }

    /// What became of a change.
    enum UpdateOutcome {
        UPDATED, VERSION_PASSED, NAME_TAKEN, CERTIFICATE_TAKEN
    }
}
