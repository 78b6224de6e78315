package io.firstclaim.it.rest;

import static org.assertj.core.api.Assertions.assertThat;

import io.firstclaim.it.stack.Rest;
import io.firstclaim.it.stack.RunningStack;
import io.firstclaim.it.stack.Stack;
import io.firstclaim.it.stack.Tenant;
import io.firstclaim.server.CoreConfig;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Webhooks over REST; what they deliver is tested with the core.
class WebhookRestTest {
    private static final String WEBHOOKS = "/v3/device-enrollment-webhooks";
    /// Nobody listens there: what is delivered is none of these tests' business.
    private static final String NOBODY = "{\"url\":\"http://127.0.0.1:9/\"}";

    @Test
    void aWebhookIsMadeShownReplayedAndRemovedByItsAccountOnly(@TempDir Path folder) throws Exception {
        try (Stack stack = Stack.start(folder,
                core -> core.with(CoreConfig.Webhooks.STANDARD.permittingPrivateTargets(true)), edge -> edge,
                List.of())) {
            Tenant acme = stack.tenant("Acme");
            Rest rest = stack.rest(acme);
            Rest other = stack.rest(stack.tenant("Other"));
            acme.enroll(AnyIdentity.text());

            Rest.Answer made = rest.post(WEBHOOKS,
                    "{\"url\":\"http://127.0.0.1:9/\",\"event_types\":[\"claimed\",\"denied\"],\"after\":1}");
            String one = WEBHOOKS + "/" + made.text("id");
            assertThat(made.status()).as(made.toString()).isEqualTo(201);
            assertThat(made.text("secret")).startsWith("whsec_");
            assertThat(made.json().get("delivered_position").intValue()).isEqualTo(1);
            assertThat(made.json().get("event_types")).extracting(type -> type.textValue()).containsExactly("claimed",
                    "denied");
            assertThat(rest.get(one).keys()).doesNotContain("secret").containsAll(List.of("url", "event_types"));
            assertThat(rest.get(WEBHOOKS).body()).doesNotContain("secret");
            assertThat(rest.post(one + "/replay", "{}").status()).isEqualTo(200);
            assertThat(rest.post(one + "/replay", "{\"after\":99}").status()).isEqualTo(400);
            assertThat(rest.post(one + "/replay", "{\"after\":-1}").status()).isEqualTo(400);

            assertThat(other.get(one).status()).isEqualTo(404);
            assertThat(other.post(one + "/replay", "{}").status()).isEqualTo(404);
            assertThat(other.delete(one).status()).isEqualTo(404);
            assertThat(other.get(WEBHOOKS).json().get("total_count").intValue()).isZero();
            assertThat(rest.delete(one).status()).isEqualTo(204);
            assertThat(rest.get(one).status()).isEqualTo(404);

            theyArePagedThroughAndLimited(rest);
        }
    }

    private static void theyArePagedThroughAndLimited(Rest rest) {
        List<String> made = new ArrayList<>();
        for (int i = 0; i < CoreConfig.Webhooks.DEFAULT_MAX_PER_ACCOUNT; i++) {
            made.add(rest.post(WEBHOOKS, NOBODY).text("id"));
        }
        Rest.Answer tooMany = rest.post(WEBHOOKS, NOBODY);
        assertThat(tooMany.status()).isEqualTo(403);
        assertThat(tooMany.text("type")).isEqualTo("account_limit_exceeded");

        List<String> paged = new ArrayList<>();
        Rest.Answer page = rest.get(WEBHOOKS + "?limit=4");
        paged.addAll(page.json().findValuesAsText("id"));
        while (page.json().get("has_more").booleanValue()) {
            page = rest.get(WEBHOOKS + "?limit=4&after=" + paged.getLast());
            paged.addAll(page.json().findValuesAsText("id"));
        }
        assertThat(paged).isEqualTo(made);
        assertThat(page.json().get("total_count").intValue()).isEqualTo(made.size());
        assertThat(rest.get(WEBHOOKS + "?order=DESC").json().findValuesAsText("id")).isEqualTo(made.reversed());
    }

    /// On a core that permits public addresses only, as cores do by default.
    @ExtendWith(RunningStack.class)
    @Nested
    class Refused {
        private final Rest rest;

        Refused(Stack stack) {
            rest = stack.rest(stack.tenant("Acme"));
        }

        @ParameterizedTest
        @CsvSource(delimiter = ' ', quoteCharacter = '`', value = {"{} url", "{\"url\":null} url", "{\"url\":\"\"} url",
                "{\"url\":\"ftp://example.com/\"} url", "{\"url\":\"http://127.0.0.1:9/\"} url",
                "{\"url\":\"http://[::1]:9/\"} url", "{\"url\":\"http://10.0.0.1/\"} url",
                "{\"url\":\"http://user@198.51.100.1/\"} url", "{\"url\":5} url",
                "{\"url\":\"https://198.51.100.1/\",\"event_types\":[\"lost\"]} event_types",
                "{\"url\":\"https://198.51.100.1/\",\"event_types\":\"claimed\"} event_types",
                "{\"url\":\"https://198.51.100.1/\",\"after\":\"1\"} after"})
        void whatIsNoWebhookIsAValidationErrorOfItsField(String body, String field) {
            Rest.Answer refused = rest.post(WEBHOOKS, body);

            assertThat(refused.status()).as(refused.toString()).isEqualTo(400);
            assertThat(refused.text("type")).isEqualTo("validation_error");
            assertThat(refused.json().at("/fields/0/name").textValue()).isEqualTo(field);
        }
    }
}
