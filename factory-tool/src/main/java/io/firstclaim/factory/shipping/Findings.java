package io.firstclaim.factory.shipping;

import io.firstclaim.core.Shown;
import io.firstclaim.core.trust.Fingerprint;
import io.firstclaim.factory.shipping.VerificationReport.Problem;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import javax.security.auth.x500.X500Principal;
import org.jspecify.annotations.Nullable;

/// Gathers what a check finds, and no more than a person reads.
final class Findings {
    private final String kind;
    private final List<String> checked = new ArrayList<>();
    private final List<Problem> problems = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();
    private int problemCount;
    private @Nullable X509Certificate ca;
    private @Nullable Boolean caExpected;

    Findings(String kind) {
        this.kind = kind;
    }

    void problem(String where, String what) {
        problemCount++;
        if (problems.size() < VerificationReport.MAX_PROBLEMS) {
            problems.add(new Problem(Shown.shortened(where), what));
        }
    }

    void checked(String what) {
        checked.add(what);
    }

    void note(String what) {
        notes.add(what);
    }

    boolean isGood() {
        return problemCount == 0;
    }

    int problemCount() {
        return problemCount;
    }

    /// Compares the CA with the one that is expected, when one is.
    void ca(X509Certificate found, @Nullable Fingerprint expected) {
        ca = found;
        String fingerprint = Fingerprint.of(found).colonHex();
        if (expected == null) {
            note("No CA to compare with was given: this shows that the " + kind + " belongs together, not whose it is."
                    + " Get the CA's fingerprint from the maker by another way and give it with --ca-fingerprint.");
            return;
        }
        caExpected = Fingerprint.of(found).equals(expected);
        if (!caExpected) {
            problem(BundlePath.CA, "is not the expected CA: its SHA-256 is " + fingerprint + ", expected is "
                    + expected.colonHex());
        }
    }

    VerificationReport report(@Nullable Manifest manifest) {
        return new VerificationReport(kind,
                ca == null ? null : ca.getSubjectX500Principal().getName(X500Principal.RFC2253),
                ca == null ? null : Fingerprint.of(ca).colonHex(), caExpected, manifest, checked, problems,
                problemCount, notes);
    }
}
