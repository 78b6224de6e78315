package io.firstclaim.web.claim;

import io.firstclaim.proto.claim.v1.RefusalReason;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;

/// The reasons of refusals as they stand in documents: by the name of the registry without its prefix.
final class ReasonNames {
    private static final String PREFIX = "REFUSAL_REASON_";

    private ReasonNames() {}

    /// The name of a reason. One that this version does not know is taken for the last of the registry, as the contract says.
    static String of(RefusalReason reason) {
        RefusalReason known = reason == RefusalReason.UNRECOGNIZED
                ? RefusalReason.REFUSAL_REASON_INTERNAL_ERROR_OTHER
                : reason;
        return known.name().substring(PREFIX.length());
    }

    /// All names; lists of the core know the reasons by the same.
    static Map<String, String> all() {
        return Arrays.stream(RefusalReason.values())
                .filter(reason -> reason != RefusalReason.UNRECOGNIZED
                        && reason != RefusalReason.REFUSAL_REASON_UNSPECIFIED)
                .collect(Collectors.toMap(ReasonNames::of, ReasonNames::of));
    }
}
