package io.firstclaim.server.call;

import com.google.protobuf.ByteString;
import com.google.protobuf.FieldMask;
import io.firstclaim.core.FirstclaimException;
import io.firstclaim.core.Problem;
import io.firstclaim.core.ResourceId;
import io.firstclaim.core.Shown;
import io.firstclaim.core.enrollment.EnrollmentId;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// How the fields that many requests share are read.
public final class Requests {
    /// The most paths that an `update_mask` may have; no resource has as many fields.
    private static final int MAX_PATHS = 32;

    private Requests() {}

    /// An id that may be left out; null for the empty text.
    public static @Nullable ResourceId idOrNull(String field, String text) {
        return text.isEmpty() ? null : ResourceId.parse(field, text);
    }

    /// An enrollment ID that may be left out; null for the empty text.
    public static @Nullable EnrollmentId enrollmentIdOrNull(String text) {
        return text.isEmpty() ? null : EnrollmentId.parse(text);
    }

    /// The version that an `etag` names; null for the empty text, which names none.
    ///
    /// @throws FirstclaimException
    ///             [Problem#PRECONDITION_FAILED] for a text that was never an etag of ours, since no version has it
    public static @Nullable Long versionOf(String etag) {
        if (etag.isEmpty()) {
            return null;
        }
        try {
            return Long.valueOf(etag);
        } catch (NumberFormatException notOurs) {
            var problem = new FirstclaimException(Problem.PRECONDITION_FAILED, "etag",
                    "'%s' is not the current etag. Read again, then decide.".formatted(Shown.shortened(etag)));
            problem.initCause(notOurs);
            throw problem;
        }
    }

    /// The etag of a version.
    public static String etagOf(long version) {
        return Long.toString(version);
    }

    /// The paths of an `update_mask`, each one of those that can be changed.
    public static Set<String> paths(FieldMask mask, Set<String> changeable) {
        if (mask.getPathsCount() == 0 || mask.getPathsCount() > MAX_PATHS) {
            throw FirstclaimException.invalid("update_mask",
                    "The update_mask names %d fields: 1 to %d of %s are expected.".formatted(mask.getPathsCount(),
                            MAX_PATHS, sorted(changeable)));
        }
        for (String path : mask.getPathsList()) {
            if (!changeable.contains(path)) {
                throw FirstclaimException.invalid("update_mask", "'%s' can't be changed: some of %s are expected."
                        .formatted(Shown.shortened(path), sorted(changeable)));
            }
        }
        return Set.copyOf(mask.getPathsList());
    }

    /// DER certificates as they came.
    public static List<byte[]> bytes(List<ByteString> fields) {
        return fields.stream().map(ByteString::toByteArray).toList();
    }

    private static List<String> sorted(Set<String> names) {
        return names.stream().sorted().toList();
    }
}
