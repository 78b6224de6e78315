package io.firstclaim.core.listing;

import io.firstclaim.core.FirstclaimException;
import io.firstclaim.core.Shown;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The fields by which a caller may choose among the elements of a list.
public final class Fields<T> {
    /// The most conditions of one request.
    public static final int MAX_CONDITIONS = 16;

    private final Map<String, Field<T, ?>> byName = new LinkedHashMap<>();

    private Fields() {}

    /// These fields.
    @SafeVarargs
    public static <T> Fields<T> of(Field<T, ?>... fields) {
        var all = new Fields<T>();
        for (var field : fields) {
            all.byName.put(field.name(), field);
        }
        return all;
    }

    /// Each of them.
    List<Field<T, ?>> all() {
        return List.copyOf(byName.values());
    }

    /// Understands conditions.
    ///
    /// @throws FirstclaimException
    ///             naming what is not known, not fit for the field, or too many
    public List<Criterion<T>> read(List<Condition> conditions) {
        if (conditions.size() > MAX_CONDITIONS) {
            throw FirstclaimException.invalid("conditions",
                    "%d conditions: at most %d are expected.".formatted(conditions.size(), MAX_CONDITIONS));
        }
        return conditions.stream().map(this::read).toList();
    }

    private Criterion<T> read(Condition condition) {
        var field = byName.get(condition.field());
        if (field == null) {
            throw FirstclaimException.invalid("conditions", "'%s' is not a field of this list: one of %s is expected."
                    .formatted(Shown.shortened(condition.field()), byName.keySet()));
        }
        return field.criterion(condition.operator(), condition.values());
    }
}
