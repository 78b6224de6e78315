package io.firstclaim.factory.production;

import io.firstclaim.core.enrollment.EnrollmentId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One line of the report. All texts in it are safe to print.
///
/// @param source       where it was found first: a file, with `#2` for its second certificate, or what was asked
/// @param enrollmentId of a device; null for anything else
/// @param endpointName the name that is given for a device, else its common name; null when there is none
/// @param subject      of a certificate, else empty
/// @param issuer       the same
/// @param notAfter     the end of a certificate's validity; null for anything else, and where the certificate can't be read
public record Finding(Kind kind, String source, @Nullable EnrollmentId enrollmentId, @Nullable String endpointName,
        String subject, String issuer, @Nullable Instant notAfter, List<Remark> remarks) {

    /// What the line is about.
    public enum Kind {
        /// A device's certificate.
        DEVICE,
        /// A CA's certificate.
        CA,
        /// A file or folder without a certificate, or a part of one.
        FILE,
        /// A line of the list of names.
        NAME
    }

    public Finding {
        source = Printable.of(source);
        endpointName = endpointName == null ? null : Printable.of(endpointName);
        subject = Printable.of(subject);
        issuer = Printable.of(issuer);
        remarks = List.copyOf(remarks);
    }

    static Finding file(String source, Reason reason, String detail) {
        return new Finding(Kind.FILE, source, null, null, "", "", null, List.of(new Remark(reason, detail)));
    }

    static Finding name(String source, String endpointName) {
        return new Finding(Kind.NAME, source, null, endpointName, "", "", null,
                List.of(Remark.of(Reason.NAMED_NOT_FOUND)));
    }

    /// Whether that is to be said of it.
    public boolean has(Reason reason) {
        return remarks.stream().anyMatch(remark -> remark.reason() == reason);
    }

    /// Whether nothing speaks against it.
    public boolean isUsable() {
        return remarks.stream().noneMatch(remark -> remark.reason().severity() == Severity.UNUSABLE);
    }

    /// One word for a table.
    public String verdict() {
        return switch (kind) {
            case DEVICE, CA -> isUsable() ? "usable" : "unusable";
            case FILE, NAME -> isUsable() ? "passed over" : "unreadable";
        };
    }

    Finding with(Remark remark) {
        List<Remark> more = new ArrayList<>(remarks);
        more.add(remark);
        return new Finding(kind, source, enrollmentId, endpointName, subject, issuer, notAfter, more);
    }
}
