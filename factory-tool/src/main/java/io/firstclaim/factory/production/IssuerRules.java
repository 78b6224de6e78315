package io.firstclaim.factory.production;

import io.firstclaim.core.trust.CertificateChain;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// Who issued a device's certificate, and whether the server would follow the same way (RFC 5280, section 6.1).
final class IssuerRules {
    /// The largest handshake message that the bootstrap server takes.
    static final int MAX_MESSAGE_BYTES = 8192;
    /// What a certificate message has besides the certificates, for all of them and for each (RFC 5246, section 7.4.2).
    private static final int LENGTH_BYTES = 3;

    private final IssuerSearch search;
    private final boolean casGiven;
    private final Instant now;

    IssuerRules(IssuerSearch search, boolean casGiven, Instant now) {
        this.search = search;
        this.casGiven = casGiven;
        this.now = now;
    }

    /// All that speaks against the best way to an anchor, which is counted for that anchor; or that there is none.
    ///
    /// @param length of the certificate in DER, in bytes
    List<Remark> remarks(X509Certificate device, int length) {
        if (device.getSubjectX500Principal().equals(device.getIssuerX500Principal())
                && IssuerSearch.signed(device, device)) {
            return List.of(Remark.of(Reason.SELF_SIGNED));
        }
        List<List<Authority>> paths = search.paths(device);
        if (paths.isEmpty()) {
            return List.of(new Remark(casGiven ? Reason.ISSUED_BY_NO_GIVEN_CA : Reason.ISSUER_NOT_CHECKED,
                    "issuer " + device.getIssuerX500Principal().getName()));
        }
        Verdict best = paths.stream().map(path -> judge(path, length)).min(Comparator.comparing(Verdict::unusable))
                .orElseThrow();
        best.anchor().countDevice();
        return best.remarks();
    }

    /// A path, judged.
    private record Verdict(Authority anchor, List<Remark> remarks) {
        boolean unusable() {
            return remarks.stream().anyMatch(remark -> remark.reason().severity() == Severity.UNUSABLE);
        }
    }

    private Verdict judge(List<Authority> path, int length) {
        List<Remark> remarks = new ArrayList<>();
        for (int below = 0; below < path.size(); below++) {
            Authority issuer = path.get(below);
            if (!issuer.isCurrent(now)) {
                remarks.add(new Remark(Reason.ISSUER_OUT_OF_DATE, issuer.name() + " is " + issuer.validity()));
            }
            if (!issuer.mayIssue(below)) {
                remarks.add(new Remark(Reason.ISSUER_MAY_NOT_ISSUE, issuer.name() + ", " + below + " CAs below it"));
            }
        }
        List<Authority> intermediates = path.subList(0, path.size() - 1);
        intermediates.stream().filter(one -> DeviceRules.isWeaklySigned(one.certificate())).findFirst()
                .ifPresent(weak -> remarks.add(new Remark(Reason.WEAK_SIGNATURE, weak.name() + " is signed with "
                        + weak.certificate().getSigAlgName())));
        Authority anchor = path.getLast();
        if (anchor.notUploadable() != null) {
            remarks.add(new Remark(Reason.ISSUER_NOT_UPLOADABLE, anchor.notUploadable()));
        }
        addChain(intermediates, length, remarks);
        return new Verdict(anchor, remarks);
    }

    /// What the device must show besides its own certificate.
    private static void addChain(List<Authority> intermediates, int length, List<Remark> remarks) {
        if (intermediates.isEmpty()) {
            return;
        }
        int certificates = 1 + intermediates.size();
        int bytes = LENGTH_BYTES + certificates * LENGTH_BYTES + length
                + intermediates.stream().mapToInt(Authority::length).sum();
        boolean oneTooLong = intermediates.stream()
                .anyMatch(one -> one.length() > CertificateChain.MAX_CERTIFICATE_LENGTH);
        if (certificates > CertificateChain.MAX_CERTIFICATES || bytes > MAX_MESSAGE_BYTES || oneTooLong) {
            remarks.add(new Remark(Reason.CHAIN_TOO_LONG, certificates + " certificates, " + bytes
                    + " bytes; expected at most " + CertificateChain.MAX_CERTIFICATES + " certificates of "
                    + CertificateChain.MAX_CERTIFICATE_LENGTH + " bytes, " + MAX_MESSAGE_BYTES + " bytes in all"));
        }
        remarks.add(new Remark(Reason.NEEDS_INTERMEDIATES, intermediates.getFirst().name()));
    }
}
