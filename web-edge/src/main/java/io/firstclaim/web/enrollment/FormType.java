package io.firstclaim.web.enrollment;

import io.firstclaim.web.http.ErrorType;
import io.firstclaim.web.http.HttpError;
import io.firstclaim.web.http.Shown;
import java.util.Locale;
import java.util.Optional;

/// The content type of forms with files (RFC 7578).
final class FormType {
    private static final String FORM = "multipart/form-data";

    private FormType() {}

    /// The boundary that a content type tells, in quotes or without.
    ///
    /// @throws HttpError when it is another type, or tells none
    static String boundary(Optional<String> contentType) {
        String type = contentType.orElse("");
        int end = type.indexOf(';');
        if (!(end < 0 ? type : type.substring(0, end)).strip().toLowerCase(Locale.ROOT).equals(FORM)) {
            throw HttpError.of(ErrorType.UNSUPPORTED_MEDIA_TYPE, "'" + Shown.shortened(type) + "' is not read here: "
                    + FORM + " with a part named " + UploadedFile.FIELD + " is expected.");
        }
        String boundary = HeaderParameters.of("boundary", type);
        if (boundary.isEmpty()) {
            throw HttpError.of(ErrorType.VALIDATION_ERROR, "The content type tells no boundary.");
        }
        return boundary;
    }
}
