package io.firstclaim.persistence;

import io.firstclaim.core.ResourceId;
import java.util.Map;
import java.util.stream.Collectors;
import org.jdbi.v3.core.JdbiException;
import org.jspecify.annotations.Nullable;

/// What statements are asked for and answer.
public final class Changes {
    private static final ResourceId BEFORE_ALL = new ResourceId(0, 0);

    private Changes() {}

    /// The id after which a list begins: for null one that is smaller than every other.
    public static ResourceId after(@Nullable ResourceId after) {
        return after == null ? BEFORE_ALL : after;
    }

    /// Names and texts as one column, which [Columns#texts] reads.
    public static String lines(Map<String, String> texts) {
        return texts.entrySet().stream().map(text -> text.getKey() + "\t" + text.getValue())
                .collect(Collectors.joining("\n"));
    }

    /// Whether a statement was refused because of a value that has to be unique.
    public static boolean isTaken(JdbiException refused) {
        var cause = Failure.sqlCause(refused);
        return cause != null && Failure.UNIQUE_VIOLATION.equals(cause.getSQLState());
    }

    /// Fails unless a statement changed the one row that the caller says is there.
    public static void requireOne(int changed, String what, ResourceId id) {
        if (changed != 1) {
            throw new IllegalStateException("There is no " + what + " " + id + " to change");
        }
    }
}
