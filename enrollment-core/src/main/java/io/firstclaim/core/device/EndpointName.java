package io.firstclaim.core.device;

import io.firstclaim.core.FirstclaimException;
import io.firstclaim.core.Shown;

/// The name under which a device bootstraps and registers (`ep`, OMA LwM2M 1.1): 1 to 64 characters, compared byte by
/// byte, unique in its account.
public record EndpointName(String text) {
    /// The most characters; also the most of a certificate's common name (RFC 5280, appendix A.1).
    public static final int MAX_LENGTH = 64;

    public EndpointName {
        var length = text.codePointCount(0, text.length());
        if (length < 1 || length > MAX_LENGTH) {
            throw FirstclaimException.invalid("endpoint_name",
                    "'%s' is not an endpoint name: 1 to 64 characters are expected."
                            .formatted(Shown.shortened(text)));
        }
        if (text.codePoints().anyMatch(c -> Character.isISOControl(c) || Character.getType(c) == Character.SURROGATE)) {
            throw FirstclaimException.invalid("endpoint_name",
                    "'%s' is not an endpoint name: control characters and lone surrogates are not allowed."
                            .formatted(Shown.shortened(text)));
        }
    }

    @Override
    public String toString() {
        return text;
    }
}
