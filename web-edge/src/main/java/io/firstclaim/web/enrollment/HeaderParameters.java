package io.firstclaim.web.enrollment;

/// The parameters of a header such as `form-data; name="file"; filename="a \"b\".csv"` (RFC 9110, section 5.6.6).
final class HeaderParameters {

    private HeaderParameters() {}

    /// The value of a parameter, or an empty text.
    ///
    /// @param header with what stands before the parameters, or without
    static String of(String wanted, String header) {
        int at = header.indexOf(';');
        while (at >= 0 && at < header.length()) {
            int equals = header.indexOf('=', at);
            if (equals < 0) {
                return "";
            }
            String name = header.substring(header.lastIndexOf(';', equals) + 1, equals).strip();
            StringBuilder value = new StringBuilder();
            at = valueFrom(header, equals + 1, value);
            if (name.equalsIgnoreCase(wanted)) {
                return value.toString();
            }
        }
        return "";
    }

    /// Takes the value that begins at an index; gives the index of the semicolon after it, or the end.
    private static int valueFrom(String header, int start, StringBuilder value) {
        int at = start;
        while (at < header.length() && Character.isWhitespace(header.charAt(at))) {
            at++;
        }
        if (at < header.length() && header.charAt(at) == '"') {
            for (at++; at < header.length() && header.charAt(at) != '"'; at++) {
                boolean escaped = header.charAt(at) == '\\' && at + 1 < header.length();
                value.append(header.charAt(escaped ? ++at : at));
            }
            return endOfParameter(header, at);
        }
        int end = endOfParameter(header, at);
        value.append(header.substring(at, end).strip());
        return end;
    }

    private static int endOfParameter(String header, int at) {
        int semicolon = header.indexOf(';', at);
        return semicolon < 0 ? header.length() : semicolon;
    }
}
