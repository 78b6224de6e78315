package io.firstclaim.web.enrollment;

import java.io.InputStream;
import java.util.List;
import java.util.Locale;

/// A part of a form.
///
/// @param name the name of its field; empty when the part has none
/// @param content its bytes; what is left of them is passed over when the next part is asked for
record FormPart(String name, InputStream content) {

    private static final String DISPOSITION = "content-disposition:";
    private static final String ENCODING = "content-transfer-encoding:";
    private static final List<String> PLAIN_ENCODINGS = List.of("7bit", "8bit", "binary");

    /// The part that has these header lines. A length of its own is not believed: the boundary alone ends a part.
    ///
    /// @throws MalformedFormException when the content is encoded (RFC 7578, section 4.7, has done away with that)
    static FormPart of(List<String> headers, InputStream content) throws MalformedFormException {
        String name = "";
        for (String line : headers) {
            String header = line.toLowerCase(Locale.ROOT);
            if (header.startsWith(DISPOSITION)) {
                name = parameter("name", line.substring(DISPOSITION.length()));
            } else if (header.startsWith(ENCODING)) {
                String encoding = header.substring(ENCODING.length()).strip();
                if (!PLAIN_ENCODINGS.contains(encoding)) {
                    throw new MalformedFormException("a part of the form is encoded as '" + encoding
                            + "'; send its bytes as they are");
                }
            }
        }
        return new FormPart(name, content);
    }

    /// A parameter of a header such as `form-data; name="file"; filename="a \"b\".csv"`, or an empty text.
    private static String parameter(String wanted, String header) {
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
            int semicolon = header.indexOf(';', at);
            return semicolon < 0 ? header.length() : semicolon;
        }
        int semicolon = header.indexOf(';', at);
        int end = semicolon < 0 ? header.length() : semicolon;
        value.append(header.substring(at, end).strip());
        return end;
    }
}
