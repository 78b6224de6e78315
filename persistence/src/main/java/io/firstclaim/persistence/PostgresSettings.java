package io.firstclaim.persistence;

import java.util.LinkedHashMap;
import java.util.Map;

/// The settings of PostgreSQL's driver that the promises rest on.
final class PostgresSettings {
    /// The locks of a core that stands still or fell silent are free after ten seconds, not after the hours that TCP takes to notice. No transaction of ours
    /// does nothing for that long: nothing is waited for within one.
    static final String FIRST_STATEMENT = "SET idle_in_transaction_session_timeout = '10s'";

    private static final Map<String, String> NEEDED = needed();

    private PostgresSettings() {}

    /// The URL with every setting that it does not name itself.
    static String completed(String jdbcUrl) {
        return completed(jdbcUrl, NEEDED);
    }

    private static String completed(String jdbcUrl, Map<String, String> settings) {
        var completed = new StringBuilder(jdbcUrl);
        settings.forEach((name, value) -> {
            if (!jdbcUrl.contains(name + "=")) {
                completed.append(completed.indexOf("?") < 0 ? '?' : '&').append(name).append('=').append(value);
            }
        });
        return completed.toString();
    }

    /// The URL with more patience, and with rows that are added many at a time, where it says nothing else.
    static String forLongWork(String jdbcUrl) {
        return completed(jdbcUrl, Map.of("socketTimeout", "600", "reWriteBatchedInserts", "true"));
    }

    private static Map<String, String> needed() {
        var settings = new LinkedHashMap<String, String>();
        settings.put("ApplicationName", "firstclaim");
        // Of several servers the one that takes writes; a single one only while it does.
        settings.put("targetServerType", "primary");
        // Seconds until a server that went away without a word is given up: while connecting, and while it should answer.
        settings.put("connectTimeout", "5");
        settings.put("socketTimeout", "30");
        settings.put("tcpKeepAlive", "true");
        return settings;
    }
}
