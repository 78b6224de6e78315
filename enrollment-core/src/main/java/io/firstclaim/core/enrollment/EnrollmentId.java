package io.firstclaim.core.enrollment;

import io.firstclaim.core.FirstclaimException;
import io.firstclaim.core.Shown;
import io.firstclaim.core.trust.Fingerprint;
import java.util.HexFormat;
import java.util.regex.Pattern;

/// What a device is claimed by: a version prefix and the SHA-256 of its bootstrap certificate, for example
/// `A-AD:1E:…:30`.
/// The only version is `A`. The hex pairs are read in
/// any case and written in upper case.
public record EnrollmentId(Fingerprint fingerprint) {
    /// Versions that can be read.
    public static final String SUPPORTED_VERSIONS = "A";

    private static final String PREFIX = "A-";
    private static final HexFormat COLON_HEX = HexFormat.ofDelimiter(":").withUpperCase();
    private static final Pattern HEX_PAIRS = Pattern.compile("[0-9A-Fa-f]{2}(:[0-9A-Fa-f]{2}){31}");
    private static final Pattern VERSION = Pattern.compile("[A-Za-z0-9]{1,8}-.*", Pattern.DOTALL);

    /// The enrollment ID of a certificate in DER.
    public static EnrollmentId ofCertificate(byte[] der) {
        return new EnrollmentId(Fingerprint.ofCertificate(der));
    }

    /// Reads the written form.
    ///
    /// @throws FirstclaimException
    ///             with the field `enrollment_identity` when it is not one
    public static EnrollmentId parse(String text) {
        if (!text.startsWith(PREFIX)) {
            throw invalid(VERSION.matcher(text).matches()
                    ? "'%s' has an unsupported version: the versions supported are: " + SUPPORTED_VERSIONS + "."
                    : "'%s' is not an enrollment ID: 'A-' and 32 hex pairs with colons are expected.", text);
        }
        var pairs = text.substring(PREFIX.length());
        if (!HEX_PAIRS.matcher(pairs).matches()) {
            throw invalid("'%s' is not an enrollment ID: 32 hex pairs with colons are expected after 'A-'.", text);
        }
        return new EnrollmentId(Fingerprint.ofBytes(COLON_HEX.parseHex(pairs)));
    }

    @Override
    public String toString() {
        return PREFIX + fingerprint.colonHex();
    }

    private static FirstclaimException invalid(String message, String text) {
        return FirstclaimException.invalid("enrollment_identity", message.formatted(Shown.shortened(text)));
    }
}
