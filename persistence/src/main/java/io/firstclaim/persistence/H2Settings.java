package io.firstclaim.persistence;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/// The settings of H2 that the promises rest on.
final class H2Settings {
    private static final Map<String, String> NEEDED = needed();

    /// Rows of a long answer are read as they are asked for, instead of being collected first.
    static final String LAZY = ";LAZY_QUERY_EXECUTION=TRUE";
    /// A database that is not there is not made.
    static final String EXISTING = ";IFEXISTS=TRUE";

    private H2Settings() {}

    /// The URL with every setting that it does not name itself.
    static String completed(String jdbcUrl) {
        var named = jdbcUrl.toUpperCase(Locale.ROOT);
        var completed = new StringBuilder(jdbcUrl);
        NEEDED.forEach((name, value) -> {
            if (!named.contains(";" + name + "=")) {
                completed.append(';').append(name).append('=').append(value);
            }
        });
        return completed.toString();
    }

    private static Map<String, String> needed() {
        var settings = new LinkedHashMap<String, String>();
        // A commit is written to the file before it is acknowledged (by default up to half a second later).
        settings.put("WRITE_DELAY", "0");
        // The process closes the database itself, after its transactions have ended.
        settings.put("DB_CLOSE_ON_EXIT", "FALSE");
        // Closing does not move what is in the file: a process that was killed soon after the next opening lost its last acknowledged commit.
        settings.put("MAX_COMPACT_TIME", "0");
        // How long a statement waits for a row, in milliseconds.
        settings.put("LOCK_TIMEOUT", "2000");
        return settings;
    }
}
