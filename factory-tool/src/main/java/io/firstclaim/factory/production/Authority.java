package io.firstclaim.factory.production;

import io.firstclaim.core.FirstclaimException;
import io.firstclaim.core.trust.CaCertificate;
import io.firstclaim.core.trust.Fingerprint;
import io.firstclaim.factory.P256;
import io.firstclaim.factory.production.Finding.Kind;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/// A certificate that issues others, or is there to do so.
final class Authority {
    private static final int KEY_CERT_SIGN = 5;

    private final String source;
    private final X509Certificate certificate;
    private final Fingerprint fingerprint;
    private final int length;
    private final boolean given;
    private final @Nullable String notUploadable;
    private final AtomicInteger issued = new AtomicInteger();

    /// @param given whether it is one of those that the account has or will have
    Authority(String source, X509Certificate certificate, byte[] der, boolean given) {
        this.source = source;
        this.certificate = certificate;
        this.fingerprint = Fingerprint.ofCertificate(der);
        this.length = der.length;
        this.given = given;
        this.notUploadable = objectionToUpload(der);
    }

    X509Certificate certificate() {
        return certificate;
    }

    Fingerprint fingerprint() {
        return fingerprint;
    }

    /// Of its DER form, in bytes.
    int length() {
        return length;
    }

    boolean isGiven() {
        return given;
    }

    /// Counts a device that leads to it.
    void countDevice() {
        issued.incrementAndGet();
    }

    int issued() {
        return issued.get();
    }

    /// Why an account can't upload it, in the core's own words; null when it can.
    @Nullable
    String notUploadable() {
        return notUploadable;
    }

    boolean isCurrent(Instant now) {
        try {
            certificate.checkValidity(Date.from(now));
            return true;
        } catch (CertificateExpiredException | CertificateNotYetValidException outOfDate) {
            return false;
        }
    }

    /// Whether it may issue, with so many CA certificates between it and the device (RFC 5280, section 6.1.4).
    boolean mayIssue(int below) {
        boolean[] usage = certificate.getKeyUsage();
        return certificate.getBasicConstraints() >= below && (usage == null || usage[KEY_CERT_SIGN])
                && !certificate.hasUnsupportedCriticalExtension();
    }

    /// Its line of the report.
    Finding finding(Instant now) {
        List<Remark> remarks = new ArrayList<>();
        if (!given && issued() == 0) {
            remarks.add(Remark.of(Reason.CA_ISSUED_NONE));
        } else {
            if (notUploadable != null) {
                remarks.add(new Remark(Reason.CA_NOT_UPLOADABLE, notUploadable));
            }
            if (!isCurrent(now)) {
                remarks.add(new Remark(Reason.CA_OUT_OF_DATE, validity()));
            }
            if (!P256.isKey(certificate.getPublicKey())) {
                remarks.add(new Remark(Reason.CA_NOT_P256, "the key is " + certificate.getPublicKey().getAlgorithm()));
            }
            if (issued() == 0) {
                remarks.add(Remark.of(Reason.CA_ISSUED_NONE));
            }
        }
        return new Finding(Kind.CA, source, null, null, name(), certificate.getIssuerX500Principal().getName(),
                certificate.getNotAfter().toInstant(), remarks);
    }

    String name() {
        return certificate.getSubjectX500Principal().getName();
    }

    String validity() {
        return "valid from " + certificate.getNotBefore().toInstant() + " to " + certificate.getNotAfter().toInstant();
    }

    private static @Nullable String objectionToUpload(byte[] der) {
        byte[] base64 = Base64.getMimeEncoder().encode(der);
        try {
            CaCertificate.parse("-----BEGIN CERTIFICATE-----\n" + new String(base64, StandardCharsets.US_ASCII)
                    + "\n-----END CERTIFICATE-----\n");
            return null;
        } catch (FirstclaimException refused) {
            return refused.getMessage();
        }
    }
}
