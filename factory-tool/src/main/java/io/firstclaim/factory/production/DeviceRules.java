package io.firstclaim.factory.production;

import io.firstclaim.core.trust.SignatureHash;
import io.firstclaim.factory.P256;
import io.firstclaim.factory.ServerCa;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPublicKey;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;

/// What a device's certificate must be by itself, before anybody asks who issued it or what the device is called. What the server refuses in the
/// handshake is refused here, and the same is let in: tests compare with the server's own rules.
final class DeviceRules {
    /// `ecdsa-with-SHA256` (RFC 5758, section 3.2).
    private static final String ECDSA_SHA256 = "1.2.840.10045.4.3.2";
    private static final String CLIENT_AUTH = "1.3.6.1.5.5.7.3.2";
    private static final String ANY_USAGE = "2.5.29.37.0";
    private static final int DIGITAL_SIGNATURE = 0;

    private final Instant now;
    private final Duration soon;

    /// @param soon how long before its end a certificate expires soon
    DeviceRules(Instant now, Duration soon) {
        this.now = now;
        this.soon = soon;
    }

    /// All that speaks against it.
    ///
    /// @param length in DER, in bytes
    List<Remark> remarks(X509Certificate certificate, int length) {
        List<Remark> remarks = new ArrayList<>();
        if (!P256.isKey(certificate.getPublicKey())) {
            remarks.add(new Remark(Reason.NOT_P256, "the key is " + keyOf(certificate)));
        }
        if (!certificate.getSigAlgOID().equals(ECDSA_SHA256)) {
            remarks.add(new Remark(Reason.WRONG_SIGNATURE, "it is signed with " + certificate.getSigAlgName()));
        }
        if (isWeaklySigned(certificate)) {
            remarks.add(new Remark(Reason.WEAK_SIGNATURE, "it is signed with " + certificate.getSigAlgName()));
        }
        if (length > ServerCa.MAX_BYTES) {
            remarks.add(new Remark(Reason.TOO_LARGE, length + " bytes"));
        }
        addUsage(certificate, remarks);
        addValidity(certificate, remarks);
        return remarks;
    }

    /// Whether a signature says nothing, whoever made it.
    static boolean isWeaklySigned(X509Certificate certificate) {
        return SignatureHash.of(certificate).isBroken();
    }

    private static void addUsage(X509Certificate certificate, List<Remark> remarks) {
        boolean[] usage = certificate.getKeyUsage();
        if (usage != null && !usage[DIGITAL_SIGNATURE]) {
            remarks.add(Remark.of(Reason.NO_DIGITAL_SIGNATURE));
        }
        try {
            List<String> extended = certificate.getExtendedKeyUsage();
            if (extended == null) {
                remarks.add(Remark.of(Reason.NO_EXTENDED_KEY_USAGE));
            } else if (!extended.contains(CLIENT_AUTH) && !extended.contains(ANY_USAGE)) {
                remarks.add(new Remark(Reason.NO_CLIENT_AUTH, "it has " + String.join(", ", extended)));
            }
        } catch (CertificateParsingException unreadable) {
            remarks.add(new Remark(Reason.NO_CLIENT_AUTH, "it can't be read: " + unreadable.getMessage()));
        }
        if (certificate.hasUnsupportedCriticalExtension()) {
            remarks.add(new Remark(Reason.UNKNOWN_CRITICAL_EXTENSION,
                    "one of " + certificate.getCriticalExtensionOIDs()));
        }
        if (certificate.getBasicConstraints() >= 0) {
            remarks.add(Remark.of(Reason.IS_A_CA));
        }
    }

    private void addValidity(X509Certificate certificate, List<Remark> remarks) {
        Instant end = certificate.getNotAfter().toInstant();
        try {
            certificate.checkValidity(Date.from(now));
            if (end.isBefore(now.plus(soon))) {
                remarks.add(new Remark(Reason.EXPIRES_SOON, "on " + end));
            }
        } catch (CertificateExpiredException expired) {
            remarks.add(new Remark(Reason.EXPIRED, "since " + end));
        } catch (CertificateNotYetValidException early) {
            remarks.add(new Remark(Reason.NOT_YET_VALID, "until " + certificate.getNotBefore().toInstant()));
        }
    }

    private static String keyOf(X509Certificate certificate) {
        return certificate.getPublicKey() instanceof ECPublicKey ec
                ? "EC on another curve, of " + ec.getParams().getCurve().getField().getFieldSize() + " bits"
                : certificate.getPublicKey().getAlgorithm();
    }
}
