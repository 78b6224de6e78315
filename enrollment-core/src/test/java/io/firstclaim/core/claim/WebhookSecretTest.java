package io.firstclaim.core.claim;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Random;
import org.junit.jupiter.api.Test;

class WebhookSecretTest {
    /// The example of the Standard Webhooks specification, section "Signature scheme".
    @Test
    void theSignatureIsTheOneOfTheSpecification() {
        var secret = WebhookSecret.ofBytes(Base64.getDecoder().decode("MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"));
        assertThat(secret.sign("msg_p5jXN8AQM9LWM0D4loKWxJek", "1614265330",
                "{\"test\": 2432232314}".getBytes(StandardCharsets.UTF_8)))
                .isEqualTo("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
        assertThat(secret.reveal()).isEqualTo("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");
    }

    @Test
    void anotherBodyIdTimeOrKeyHasAnotherSignature() {
        var secret = WebhookSecret.generate(new Random(1));
        var body = new byte[]{1};
        assertThat(secret.sign("id", "1", body)).isEqualTo(WebhookSecret.ofBytes(secret.bytes()).sign("id", "1", body))
                .isNotEqualTo(secret.sign("id", "1", new byte[]{2})).isNotEqualTo(secret.sign("id2", "1", body))
                .isNotEqualTo(secret.sign("id", "2", body))
                .isNotEqualTo(WebhookSecret.generate(new Random(2)).sign("id", "1", body));
        assertThat(secret.toString()).doesNotContain(secret.reveal());
    }
}
