package io.firstclaim.core.account;

import io.firstclaim.core.Shown;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// What became different of a resource, field by field, in the order of the fields' names. Values are cut and hold no control characters. Whoever names
/// fields names no secrets.
public record FieldChanges(List<FieldChange> fields) {
    /// Nothing that is worth a word.
    public static final FieldChanges NONE = new FieldChanges(List.of());

    public FieldChanges {
        fields = List.copyOf(fields);
    }

    /// One field; the empty text stands for no value.
    public record FieldChange(String field, String before, String after) {}

    /// Of something new.
    public static FieldChanges created(Map<String, ?> after) {
        return between(Map.of(), after);
    }

    /// Of something that is gone.
    public static FieldChanges removed(Map<String, ?> before) {
        return between(before, Map.of());
    }

    /// Of something that changed. What has the same value before and afterwards is left out.
    public static FieldChanges between(Map<String, ?> before, Map<String, ?> after) {
        var names = new TreeSet<>(before.keySet());
        names.addAll(after.keySet());
        var fields = new ArrayList<FieldChange>();
        for (var name : names) {
            var was = text(before.get(name));
            var is = text(after.get(name));
            if (!was.equals(is)) {
                fields.add(new FieldChange(name, Shown.shortened(was), Shown.shortened(is)));
            }
        }
        return new FieldChanges(fields);
    }

    private static String text(@Nullable Object value) {
        return value == null ? "" : value.toString();
    }
}
