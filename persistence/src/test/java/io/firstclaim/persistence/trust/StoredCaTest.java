package io.firstclaim.persistence.trust;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.firstclaim.core.FirstclaimException;
import io.firstclaim.core.Maker;
import org.junit.jupiter.api.Test;

class StoredCaTest {
    private final Maker maker = Maker.named("Maker of stored CAs");

    @Test
    void aTextIsParsedOnceAndAnotherTextByItself() {
        var pem = maker.pem();
        var parsed = StoredCa.parse(pem);
        assertThat(parsed).isEqualTo(maker.uploaded());
        assertThat(StoredCa.parse(new String(pem.toCharArray()))).isSameAs(parsed);
        assertThat(StoredCa.parse(Maker.named("Maker of stored CAs").pem())).isNotEqualTo(parsed);
    }

    @Test
    void aVeryLongTextIsNotKept() {
        var pem = maker.pem();
        var longest = " ".repeat(StoredCa.MAX_LENGTH - pem.length()) + pem;
        assertThat(StoredCa.parse(longest)).isSameAs(StoredCa.parse(longest));
        assertThat(StoredCa.parse(" " + longest)).isNotSameAs(StoredCa.parse(" " + longest));
    }

    @Test
    void oneThatWasReadLongAgoGivesWay() {
        var pem = maker.pem();
        var parsed = StoredCa.parse(pem);
        for (int i = 1; i <= StoredCa.MAX_REMEMBERED; i++) {
            assertThat(StoredCa.parse("\n".repeat(i) + pem).fingerprint()).isEqualTo(parsed.fingerprint());
        }
        assertThat(StoredCa.parse(pem)).isNotSameAs(parsed);
    }

    @Test
    void whatIsNoCertificateIsRefusedEachTime() {
        for (int i = 0; i < 2; i++) {
            assertThatThrownBy(() -> StoredCa.parse("no certificate")).isInstanceOf(FirstclaimException.class);
        }
    }
}
