package io.firstclaim.cli.profile;

import io.firstclaim.cli.CommandFailed;
import io.firstclaim.cli.ExitCode;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A server, and who one is there.
///
/// @param name
///            1 to 40 letters, digits, dots, dashes and underscores
/// @param core
///            where the core listens, `HOST:PORT`
/// @param coreCaFile
///            the file of the CA certificate that the core's comes from
/// @param coreCaCertificate
///            that certificate itself, DER in base64
/// @param apiKey
///            a secret, never shown
public record Profile(String name, @Nullable String core, @Nullable String coreCaFile,
        @Nullable String coreCaCertificate, @Nullable String apiKey) {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,39}");
    /// `ak_` and the 32 characters of the key's id; the rest is the secret.
    private static final int PUBLIC_PART = 35;

    /// A profile that says nothing.
    static Profile empty(String name) {
        return new Profile(name, null, null, null, null);
    }

    static boolean isName(String text) {
        return NAME.matcher(text).matches();
    }

    /// The name, if it can be one.
    static String requireName(String text) {
        if (!isName(text)) {
            throw new CommandFailed(ExitCode.USAGE, "'" + text
                    + "' can't name a profile: 1 to 40 letters, digits, dots, dashes and underscores are expected");
        }
        return text;
    }

    /// The part of the API key that is no secret; empty when there is no key.
    String publicKeyPart() {
        return apiKey == null || apiKey.length() <= PUBLIC_PART ? "" : apiKey.substring(0, PUBLIC_PART);
    }

    /// Without the secret, should anybody print it.
    @Override
    public String toString() {
        return "profile " + name;
    }
}
