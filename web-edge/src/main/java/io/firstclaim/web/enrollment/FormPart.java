package io.firstclaim.web.enrollment;

import java.io.InputStream;
import java.util.List;
import java.util.Locale;

/// A part of a form.
///
/// @param name the name of its field; empty when the part has none
/// @param content its bytes; what is left of them is passed over when the next part is asked for
public record FormPart(String name, InputStream content) {

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
                name = HeaderParameters.of("name", line);
            } else if (header.startsWith(ENCODING)) {
                String encoding = header.substring(ENCODING.length()).strip();
                if (!PLAIN_ENCODINGS.contains(encoding)) {
                    throw new MalformedFormException("A part of the form is encoded as '" + encoding
                            + "': send its bytes as they are.");
                }
            }
        }
        return new FormPart(name, content);
    }
}
