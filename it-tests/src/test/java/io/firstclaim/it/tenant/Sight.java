package io.firstclaim.it.tenant;

import java.util.List;
import java.util.regex.Pattern;

/// What a caller gets to see of a request, and what the database did for it.
///
/// @param text
///            status and body, the values that the request named taken out
record Sight(String text, List<String> statements) {
    /// Characters that an error shows at least of a long value.
    private static final int SHOWN = 60;
    private static final String HEX_PAIR = "[0-9A-Fa-f]{2}";

    /// What is seen of a request that named a value. Long values are shown by their beginning only.
    static Sight of(String text, String value, List<String> statements) {
        var named = text.replace(value, "<it>").replace(value.replace("\n", "\\n"), "<it>")
                .replace(value.replace("A-", ""), "<it>");
        return new Sight(value.length() <= SHOWN
                ? named
                : named.replaceAll(Pattern.quote(value.substring(0, SHOWN)) + "[^'\"]*", "<it>"), statements);
    }

    /// The same without what is new each time that something is made or changed: ids, times, versions, and what a new certificate says.
    Sight ofSomethingNew() {
        return new Sight(text.replaceAll("A-" + HEX_PAIR + "(:" + HEX_PAIR + "){31}", "<identity>")
                .replaceAll("\\b[0-9a-f]{64}\\b", "<fingerprint>").replaceAll("ak_\\w+", "<key>")
                .replaceAll("\\b[0-9a-f]{32}\\b", "<id>").replaceAll("\\b(seconds|nanos): \\d+\\s*", "")
                .replaceAll("\"creation_time\": ?\\d+", "").replaceAll("etag\"?: ?\"[^\"]*\"", "etag")
                .replaceAll("\\d{4}-\\d\\d-\\d\\dT[0-9:.]+Z", "<time>")
                .replaceAll("CN=\\w+", "<subject>").replaceAll("-----BEGIN[^\"]*-----END CERTIFICATE-----", "<pem>")
                .replaceAll("(whsec_|\"secret\": ?\")[^\"]*", "<secret>").replaceAll("\\b[a-z]{9}\\b", "<word>"),
                statements);
    }
}
