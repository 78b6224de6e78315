package io.firstclaim.cli.claim;

import io.firstclaim.cli.CommandFailed;
import io.firstclaim.cli.ExitCode;
import io.firstclaim.proto.claim.v1.ClaimEventType;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/// The types of events as the command line has them: `claimed`, `bootstrapped-again`.
final class EventTypeWords {
    private static final String PREFIX = "CLAIM_EVENT_TYPE_";
    private static final Set<ClaimEventType> ALL = EnumSet.complementOf(
            EnumSet.of(ClaimEventType.UNRECOGNIZED, ClaimEventType.CLAIM_EVENT_TYPE_UNSPECIFIED));

    private EventTypeWords() {}

    static List<ClaimEventType> parse(List<String> words) {
        return words.stream().map(EventTypeWords::parse).toList();
    }

    private static ClaimEventType parse(String word) {
        return ALL.stream().filter(type -> wordOf(type).equals(word)).findFirst()
                .orElseThrow(() -> new CommandFailed(ExitCode.USAGE, "'" + word + "' is no type of event: one of "
                        + Arrays.stream(ClaimEventType.values()).filter(ALL::contains).map(EventTypeWords::wordOf)
                                .collect(Collectors.joining(", "))
                        + " is expected"));
    }

    static String wordOf(ClaimEventType type) {
        String name = type.name();
        return (name.startsWith(PREFIX) ? name.substring(PREFIX.length()) : name).toLowerCase(Locale.ROOT).replace('_',
                '-');
    }
}
