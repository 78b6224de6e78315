package io.firstclaim.factory.shipping;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a check of a bundle or a batch found.
///
/// @param kind what was checked: `bundle` or `batch`
/// @param caSubject the CA's name, null when there was no CA to read
/// @param caFingerprint upper-case hex pairs with colons, null likewise
/// @param caExpected whether the CA is the one that was asked for; null when none was
/// @param manifest what the maker signed, null in a batch or when it can't be believed
/// @param checked what was found in order, for a person
/// @param problems the first [#MAX_PROBLEMS] of them
/// @param problemCount how many there are
/// @param notes what is not wrong but should be known
public record VerificationReport(String kind, @Nullable String caSubject, @Nullable String caFingerprint,
        @Nullable Boolean caExpected, @Nullable Manifest manifest, List<String> checked, List<Problem> problems,
        int problemCount, List<String> notes) {
    /// Problems that are named; the rest is only counted.
    public static final int MAX_PROBLEMS = 20;

    public VerificationReport {
        checked = List.copyOf(checked);
        problems = List.copyOf(problems);
        notes = List.copyOf(notes);
    }

    /// Something that is not as it was made.
    ///
    /// @param where the file or device
    /// @param what is wrong with it
    public record Problem(String where, String what) {}

    /// Whether everything is as it was made.
    public boolean isGood() {
        return problemCount == 0;
    }
}
