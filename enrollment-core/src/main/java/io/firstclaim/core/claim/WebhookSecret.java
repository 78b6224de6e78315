package io.firstclaim.core.claim;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Base64;
import java.util.random.RandomGenerator;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// The key that signs what a webhook gets, as Standard Webhooks 1.0 says: HMAC-SHA256, written `whsec_` and base64.
public final class WebhookSecret {
    /// Bytes of a key; the specification asks for 24 to 64.
    public static final int LENGTH = 32;

    private static final String PREFIX = "whsec_";
    private static final String ALGORITHM = "HmacSHA256";

    private final byte[] key;

    private WebhookSecret(byte[] key) {
        this.key = key;
    }

    /// A new one from a source fit for secrets.
    static WebhookSecret generate(RandomGenerator secrets) {
        var key = new byte[LENGTH];
        secrets.nextBytes(key);
        return new WebhookSecret(key);
    }

    /// Takes bytes for what they are.
    public static WebhookSecret ofBytes(byte[] key) {
        return new WebhookSecret(key.clone());
    }

    byte[] bytes() {
        return key.clone();
    }

    /// The text that a receiver keeps. A secret: not for logs.
    public String reveal() {
        return PREFIX + Base64.getEncoder().encodeToString(key);
    }

    /// The value of `webhook-signature`.
    ///
    /// @param timestamp
    ///            the value of `webhook-timestamp`
    public String sign(String id, String timestamp, byte[] body) {
        try {
            var mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(key, ALGORITHM));
            mac.update((id + "." + timestamp + ".").getBytes(StandardCharsets.US_ASCII));
            return "v1," + Base64.getEncoder().encodeToString(mac.doFinal(body));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java platform has HMAC-SHA256", e);
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof WebhookSecret that && Arrays.equals(key, that.key);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(key);
    }

    @Override
    public String toString() {
        return PREFIX + "…";
    }
}
