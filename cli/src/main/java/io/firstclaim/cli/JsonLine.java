package io.firstclaim.cli;

import com.google.gson.FieldNamingPolicy;
import com.google.gson.Gson;
import com.google.gson.GsonBuilder;

/// The JSON form of what is ours alone and not in the contracts: a record of texts, numbers and records becomes one
/// line, its components in snake_case. Components that are null are left out.
public final class JsonLine {
    private static final Gson GSON = new GsonBuilder()
            .setFieldNamingPolicy(FieldNamingPolicy.LOWER_CASE_WITH_UNDERSCORES)
            .disableHtmlEscaping().create();

    private JsonLine() {}

    /// Reads a line that [#of] wrote.
    public static <R extends Record> R read(String line, Class<R> type) {
        return GSON.fromJson(line, type);
    }

    /// Writes a record.
    public static String of(Record content) {
        return GSON.toJson(content);
    }
}
