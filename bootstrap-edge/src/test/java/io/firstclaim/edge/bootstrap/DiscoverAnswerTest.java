package io.firstclaim.edge.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DiscoverAnswerTest {

    @Test
    void theInstanceWithoutShortServerIdIsTheBootstrapAccount() {
        assertThat(DiscoverAnswer
                .bootstrapInstance("</>;lwm2m=1.1,</0>,</0/0>;uri=\"coaps://localhost:5684\",</1>,</3/0>")).hasValue(0);
        assertThat(DiscoverAnswer.bootstrapInstance(
                "</>;lwm2m=1.1,</0>,</0/0>;ssid=101;uri=\"coaps://a\",</0/1>;uri=\"coaps://b\",</1/0>;ssid=101"))
                .hasValue(1);
    }

    @Test
    void whatStandsInAUriIsNoAttribute() {
        assertThat(DiscoverAnswer.bootstrapInstance("</0/2>;uri=\"coaps://a?x,</0/7>;ssid=1\"")).hasValue(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "</>;lwm2m=1.1", "</0>,</1>", "</0/0>;ssid=1", "</0/0>,</0/1>", "</0/99999>",
            "</0/0/1>", "</1/0>", "\"",
            ",,,", "</0/65535>"})
    void whereThereIsNoneOrMoreThanOneNothingIsFound(String links) {
        assertThat(DiscoverAnswer.bootstrapInstance(links)).isEmpty();
    }
}
