package io.firstclaim.web.http;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;

/// The cookies of signed-in people: the API key itself, sealed with AES-GCM and an end, so that this server has to keep nothing. Servers with the
/// same key know each other's cookies. Revoking the API key ends the session.
public final class SessionCookies {
    /// The name of the cookie.
    public static final String NAME = "firstclaim_session";

    private static final String CIPHER = "AES/GCM/NoPadding";
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;
    private static final byte[] CONTEXT = "firstclaim session 1".getBytes(StandardCharsets.US_ASCII);

    private final SecretKey key;
    private final Duration lifetime;
    private final InstantSource clock;
    private final SecureRandom random = new SecureRandom();

    /// @param key for AES
    /// @param lifetime of a session
    public SessionCookies(SecretKey key, Duration lifetime, InstantSource clock) {
        this.key = key;
        this.lifetime = lifetime;
        this.clock = clock;
    }

    /// When a session that begins now ends.
    public Instant end() {
        return clock.instant().plus(lifetime);
    }

    /// The `Set-Cookie` header of a session (RFC 6265).
    ///
    /// @param secure whether the browser may send it over TLS only
    public String begin(String apiKey, Instant end, boolean secure) {
        byte[] nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        byte[] text = apiKey.getBytes(StandardCharsets.US_ASCII);
        byte[] open = ByteBuffer.allocate(Long.BYTES + text.length).putLong(end.getEpochSecond()).put(text).array();
        byte[] sealed = crypt(Cipher.ENCRYPT_MODE, nonce, open, 0)
                .orElseThrow(() -> new IllegalStateException("this JVM can't seal with AES-GCM"));
        String value = Base64.getUrlEncoder().withoutPadding().encodeToString(
                ByteBuffer.allocate(NONCE_BYTES + sealed.length).put(nonce).put(sealed).array());
        return NAME + "=" + value + "; Max-Age=" + lifetime.toSeconds() + attributes(secure);
    }

    /// The `Set-Cookie` header that ends a session in the browser.
    public static String end(boolean secure) {
        return NAME + "=; Max-Age=0" + attributes(secure);
    }

    /// The API key in a `Cookie` header; nothing when there is no session in it, or one that has ended or that nobody with our key began.
    Optional<String> open(Optional<String> cookies) {
        return cookies.flatMap(SessionCookies::valueIn).flatMap(this::unseal);
    }

    private static String attributes(boolean secure) {
        return "; Path=" + Endpoints.BASE + "; HttpOnly; SameSite=Strict" + (secure ? "; Secure" : "");
    }

    private static Optional<String> valueIn(String cookies) {
        for (String cookie : cookies.split(";", -1)) {
            String pair = cookie.strip();
            if (pair.startsWith(NAME + "=")) {
                return Optional.of(pair.substring(NAME.length() + 1));
            }
        }
        return Optional.empty();
    }

    private Optional<String> unseal(String value) {
        byte[] sealed;
        try {
            sealed = Base64.getUrlDecoder().decode(value);
        } catch (IllegalArgumentException notBase64) {
            return Optional.empty();
        }
        if (sealed.length <= NONCE_BYTES) {
            return Optional.empty();
        }
        byte[] nonce = Arrays.copyOf(sealed, NONCE_BYTES);
        return crypt(Cipher.DECRYPT_MODE, nonce, sealed, NONCE_BYTES).flatMap(this::unlessEnded);
    }

    private Optional<String> unlessEnded(byte[] open) {
        ByteBuffer content = ByteBuffer.wrap(open);
        boolean goesOn = content.getLong() > clock.instant().getEpochSecond();
        return goesOn ? Optional.of(StandardCharsets.US_ASCII.decode(content).toString()) : Optional.empty();
    }

    /// Nothing when the tag is not ours.
    private Optional<byte[]> crypt(int mode, byte[] nonce, byte[] input, int offset) {
        try {
            Cipher cipher = Cipher.getInstance(CIPHER);
            cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
            cipher.updateAAD(CONTEXT);
            return Optional.of(cipher.doFinal(input, offset, input.length - offset));
        } catch (GeneralSecurityException notOurs) {
            return Optional.empty();
        }
    }
}
