package io.firstclaim.edge.bootstrap;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Reads what a client answers to Bootstrap-Discover: links in CoRE link format (RFC 6690), for example
/// `</>;lwm2m=1.1,</0>,</0/0>;uri="coaps://…",</1>`.
final class DiscoverAnswer {

    private static final Pattern SECURITY_INSTANCE = Pattern.compile("</0/(\\d{1,5})>");
    private static final Pattern SHORT_SERVER_ID = Pattern.compile(";\\s*ssid\\s*=");
    private static final int MAX_INSTANCE = 65534;

    private DiscoverAnswer() {}

    /// The instance of object 0 that is the client's own bootstrap account: the one without `ssid`. Empty when there is none, or more than one.
    static OptionalInt bootstrapInstance(String links) {
        List<Integer> accounts = new ArrayList<>();
        for (String link : split(links)) {
            Matcher instance = SECURITY_INSTANCE.matcher(link);
            if (instance.lookingAt() && !SHORT_SERVER_ID.matcher(withoutStrings(link)).find()) {
                accounts.add(Integer.parseInt(instance.group(1)));
            }
        }
        return accounts.size() == 1 && accounts.getFirst() <= MAX_INSTANCE
                ? OptionalInt.of(accounts.getFirst())
                : OptionalInt.empty();
    }

    /// At the commas outside of quotes.
    private static List<String> split(String links) {
        List<String> parts = new ArrayList<>();
        boolean quoted = false;
        int start = 0;
        for (int i = 0; i < links.length(); i++) {
            char c = links.charAt(i);
            if (c == '"') {
                quoted = !quoted;
            } else if (c == ',' && !quoted) {
                parts.add(links.substring(start, i).strip());
                start = i + 1;
            }
        }
        parts.add(links.substring(start).strip());
        return parts;
    }

    /// A URI in an attribute may hold anything, `;ssid=` too.
    private static String withoutStrings(String link) {
        return link.replaceAll("\"[^\"]*\"", "\"\"");
    }
}
