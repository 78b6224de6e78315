package io.firstclaim.web.claim;

import io.firstclaim.proto.claim.v1.ExplainEnrollmentResponse;
import io.firstclaim.proto.claim.v1.RefusalReason;
import io.firstclaim.web.http.Json;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What would become of a device if it came now, or why it is where it is.
///
/// @param object `enrollment_explanation`
/// @param enrollmentIdentity the device's, or null when what was asked for leads to none
/// @param checks in their order; those after the first that fails are not made
/// @param failedCheck the name of the first that fails, or null
/// @param reason a name of the registry of refusals, or null when all pass or the device would not even be answered
/// @param message what the device shows, or null
/// @param action the next step to take, or null
record ExplanationBody(String object, @Nullable String enrollmentIdentity, List<Check> checks,
        @Nullable String failedCheck, @Nullable String reason, @Nullable String message, @Nullable String action) {

    /// One check.
    ///
    /// @param detail what was found
    record Check(String name, boolean passed, String detail) {}

    static ExplanationBody of(ExplainEnrollmentResponse explained) {
        boolean refused = explained.getReason() != RefusalReason.REFUSAL_REASON_UNSPECIFIED;
        return new ExplanationBody("enrollment_explanation", Json.textOrNull(explained.getEnrollmentIdentity()),
                explained.getChecksList().stream()
                        .map(check -> new Check(check.getName(), check.getPassed(), check.getDetail())).toList(),
                Json.textOrNull(explained.getFailedCheck()),
                refused ? ReasonNames.of(explained.getReason()) : null, Json.textOrNull(explained.getMessage()),
                Json.textOrNull(explained.getAction()));
    }
}
