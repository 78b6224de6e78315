package io.firstclaim.server.trust;

import com.google.protobuf.FieldMask;
import io.firstclaim.core.FirstclaimException;
import io.firstclaim.core.Page;
import io.firstclaim.core.trust.CertificateStatus;
import io.firstclaim.core.trust.TrustedCertificate;
import io.firstclaim.core.trust.TrustedCertificateChange;
import io.firstclaim.core.trust.TrustedCertificateUpload;
import io.firstclaim.core.trust.TrustedService;
import io.firstclaim.proto.trust.v1.ListTrustedCertificatesResponse;
import io.firstclaim.proto.trust.v1.TrustedCertificateStatus;
import io.firstclaim.server.call.Answers;
import io.firstclaim.server.call.Requests;
import java.util.Set;

/// Trusted certificates as messages of the contract.
final class TrustMessages {
    private static final String NAME = "name";
    private static final String DESCRIPTION = "description";
    private static final String SERVICE = "service";
    private static final String STATUS = "status";
    private static final String CERTIFICATE = "certificate";
    private static final String ENROLLMENT_MODE = "enrollment_mode";
    private static final Set<String> CHANGEABLE = Set.of(NAME, DESCRIPTION, SERVICE, STATUS, CERTIFICATE,
            ENROLLMENT_MODE);

    private TrustMessages() {}

    static TrustedCertificateUpload upload(io.firstclaim.proto.trust.v1.TrustedCertificate sent, String signature) {
        return new TrustedCertificateUpload(sent.getName(), sent.getDescription(), service(sent.getService()),
                status(sent.getStatus()), sent.getCertificate(), sent.getEnrollmentMode(), signature);
    }

    static TrustedCertificateChange change(io.firstclaim.proto.trust.v1.TrustedCertificate wanted, FieldMask mask,
            String signature) {
        var paths = Requests.paths(mask, CHANGEABLE);
        return new TrustedCertificateChange(paths.contains(NAME) ? wanted.getName() : null,
                paths.contains(DESCRIPTION) ? wanted.getDescription() : null,
                paths.contains(SERVICE) ? service(wanted.getService()) : null,
                paths.contains(STATUS) ? status(wanted.getStatus()) : null,
                paths.contains(CERTIFICATE) ? wanted.getCertificate() : null,
                paths.contains(ENROLLMENT_MODE) ? wanted.getEnrollmentMode() : null, signature);
    }

    static io.firstclaim.proto.trust.v1.TrustedCertificate certificate(TrustedCertificate certificate) {
        var anchor = certificate.ca().anchor();
        return io.firstclaim.proto.trust.v1.TrustedCertificate.newBuilder().setId(certificate.id().toString())
                .setEtag(Requests.etagOf(certificate.version())).setAccountId(certificate.accountId().toString())
                .setName(certificate.name()).setDescription(certificate.description())
                .setService(service(certificate.service())).setStatus(status(certificate.status()))
                .setCertificate(certificate.ca().pem()).setEnrollmentMode(certificate.enrollmentMode())
                .setProven(certificate.proven()).setCertificateFingerprint(certificate.ca().fingerprint().hex())
                .setSubject(anchor.getSubjectX500Principal().getName())
                .setIssuer(anchor.getIssuerX500Principal().getName())
                .setExpireTime(Answers.timestamp(anchor.getNotAfter().toInstant()))
                .setCreateTime(Answers.timestamp(certificate.createdAt()))
                .setUpdateTime(Answers.timestamp(certificate.updatedAt()))
                .setOwnerId(certificate.ownerId().toString()).build();
    }

    static ListTrustedCertificatesResponse certificates(Page<TrustedCertificate> page) {
        return ListTrustedCertificatesResponse.newBuilder()
                .addAllTrustedCertificates(page.items().stream().map(TrustMessages::certificate).toList())
                .setNextPageToken(Answers.nextPageToken(page)).setTotalSize(page.total()).build();
    }

    private static TrustedService service(io.firstclaim.proto.trust.v1.TrustedService service) {
        return switch (service) {
            case TRUSTED_SERVICE_BOOTSTRAP -> TrustedService.BOOTSTRAP;
            case TRUSTED_SERVICE_LWM2M -> TrustedService.LWM2M;
            case TRUSTED_SERVICE_UNSPECIFIED, UNRECOGNIZED -> throw FirstclaimException.invalid(SERVICE,
                    "The service is missing or unknown: BOOTSTRAP or LWM2M is expected.");
        };
    }

    private static io.firstclaim.proto.trust.v1.TrustedService service(TrustedService service) {
        return switch (service) {
            case BOOTSTRAP -> io.firstclaim.proto.trust.v1.TrustedService.TRUSTED_SERVICE_BOOTSTRAP;
            case LWM2M -> io.firstclaim.proto.trust.v1.TrustedService.TRUSTED_SERVICE_LWM2M;
        };
    }

    private static CertificateStatus status(TrustedCertificateStatus status) {
        return switch (status) {
            case TRUSTED_CERTIFICATE_STATUS_UNSPECIFIED, TRUSTED_CERTIFICATE_STATUS_ACTIVE -> CertificateStatus.ACTIVE;
            case TRUSTED_CERTIFICATE_STATUS_INACTIVE -> CertificateStatus.INACTIVE;
            case UNRECOGNIZED -> throw FirstclaimException.invalid(STATUS,
                    "The status is unknown: ACTIVE or INACTIVE is expected.");
        };
    }

    private static TrustedCertificateStatus status(CertificateStatus status) {
        return switch (status) {
            case ACTIVE -> TrustedCertificateStatus.TRUSTED_CERTIFICATE_STATUS_ACTIVE;
            case INACTIVE -> TrustedCertificateStatus.TRUSTED_CERTIFICATE_STATUS_INACTIVE;
        };
    }
}
