package io.firstclaim.web.http;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/// Which formats are read and written.
final class MediaTypes {
    private static final Pattern JSON_OR_WIDER = Pattern
            .compile("\\*/\\*|application/\\*|application/(?:[\\w.-]+\\+)?json");
    private static final Pattern UTF_8 = Pattern.compile("\"?(?:utf-?8|us-ascii)\"?");
    private static final Pattern NOTHING = Pattern.compile("q=0(?:\\.0*)?");

    private MediaTypes() {}

    /// Refuses a client that takes no JSON (RFC 9110, section 12.5.1).
    static void requireAcceptsJson(Optional<String> accept) {
        if (accept.isEmpty() || accept.get().isBlank()) {
            return;
        }
        for (String range : accept.get().toLowerCase(Locale.ROOT).split(",", -1)) {
            String[] parts = range.split(";", -1);
            boolean refused = false;
            for (int i = 1; i < parts.length; i++) {
                refused |= NOTHING.matcher(parts[i].strip()).matches();
            }
            if (!refused && JSON_OR_WIDER.matcher(parts[0].strip()).matches()) {
                return;
            }
        }
        throw HttpError.of(ErrorType.NOT_ACCEPTABLE, "'" + Shown.shortened(accept.get())
                + "' is all that is accepted: there is " + Endpoint.JSON + " only.");
    }

    /// Refuses a body that says to be something else than JSON in UTF-8. One that says nothing is taken for it.
    static void requireJson(Optional<String> contentType) {
        if (contentType.isEmpty() || contentType.get().isBlank()) {
            return;
        }
        String[] parts = contentType.get().toLowerCase(Locale.ROOT).split(";", -1);
        boolean fits = parts[0].strip().equals(Endpoint.JSON);
        for (int i = 1; i < parts.length; i++) {
            String parameter = parts[i].strip();
            if (parameter.startsWith("charset=")) {
                fits &= UTF_8.matcher(parameter.substring("charset=".length()).strip()).matches();
            }
        }
        if (!fits) {
            throw HttpError.of(ErrorType.UNSUPPORTED_MEDIA_TYPE, "'" + Shown.shortened(contentType.get())
                    + "' is not read here: " + Endpoint.JSON + " in UTF-8 is expected.");
        }
    }
}
