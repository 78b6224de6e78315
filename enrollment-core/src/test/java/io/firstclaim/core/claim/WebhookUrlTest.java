package io.firstclaim.core.claim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.firstclaim.core.FirstclaimException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WebhookUrlTest {
    @ParameterizedTest
    @CsvSource({"http://a.example, a.example", "https://a.example:8443/x?y=z, a.example",
            "HTTPS://A.example/, A.example",
            "http://192.0.2.1/, 192.0.2.1", "http://[2001:db8::1]:1/, 2001:db8::1"})
    void aUrlHasASchemeAndAHost(String text, String host) {
        assertThat(new WebhookUrl(text).host()).isEqualTo(host);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a.example", "/x", "ftp://a.example", "http:///x", "http://", "http:a.example",
            "http://user@a.example", "http://user:secret@a.example/", "http://a.example/#x", "http://a.example/a b",
            "http://ä.example/", "http://a.example:0/", "http://a.example:65536/", "http://a_b.example/",
            "http://a.example\\@127.0.0.1/", "javascript:x", "file:///etc/passwd", "http://[::1/"})
    void whatIsNoneIsRefused(String text) {
        assertThatThrownBy(() -> new WebhookUrl(text)).isInstanceOfSatisfying(FirstclaimException.class,
                problem -> assertThat(problem.field()).isEqualTo("webhook.url"));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1})
    void itsLengthIsBounded(int tooMany) {
        var text = "http://a.example/" + "x".repeat(WebhookUrl.MAX_LENGTH - 17 + tooMany);
        if (tooMany == 0) {
            assertThat(new WebhookUrl(text).text()).hasSize(WebhookUrl.MAX_LENGTH);
        } else {
            assertThatThrownBy(() -> new WebhookUrl(text)).isInstanceOf(FirstclaimException.class);
        }
    }
}
