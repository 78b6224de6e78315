package io.firstclaim.web;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/// The key that seals the cookies of sessions.
final class SessionKeys {
    private static final int BYTES = 32;

    private SessionKeys() {}

    /// The key in a file, or a new one when there is no file.
    ///
    /// @throws IOException when the file can't be read, or holds no key
    static SecretKey of(@Nullable Path file) throws IOException {
        byte[] key = new byte[BYTES];
        if (file == null) {
            new SecureRandom().nextBytes(key);
        } else {
            key = read(file);
        }
        return new SecretKeySpec(key, "AES");
    }

    private static byte[] read(Path file) throws IOException {
        try {
            byte[] key = Base64.getDecoder().decode(Files.readString(file, StandardCharsets.US_ASCII).strip());
            if (key.length == BYTES) {
                return key;
            }
        } catch (IllegalArgumentException notBase64) {
            throw new IOException(file + " holds no session key: " + BYTES + " bytes in base64 are expected",
                    notBase64);
        }
        throw new IOException(file + " holds no session key: " + BYTES + " bytes in base64 are expected");
    }
}
