package io.firstclaim.factory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BootstrapUriTest {
    private static final String AID = "?aid=0192a1b2c3d4e5f60718293a4b5c6d7e";

    @ParameterizedTest
    @ValueSource(strings = {"coaps://localhost:5684", "coaps://boot.example.com:1", "coaps://boot.example.com:65535",
            "coaps://192.0.2.1:5684", "coaps://[2001:db8::1]:5684", "coaps://localhost:5684" + AID})
    void readsWhatItWrites(String text) {
        assertThat(BootstrapUri.parse(text)).hasToString(text);
    }

    @Test
    void writesTheSchemeInLowerCaseAndNoPath() {
        assertThat(BootstrapUri.parse("COAPS://localhost:5684/")).hasToString("coaps://localhost:5684");
        assertThat(BootstrapUri.parse("coaps://localhost:5684/" + AID)).hasToString("coaps://localhost:5684" + AID);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ''                                 | scheme is not coaps
            localhost:5684                     | scheme is not coaps
            coap://localhost:5684              | scheme is not coaps
            coaps+tcp://localhost:5684         | scheme is not coaps
            coaps://localhost                  | no port
            coaps://localhost:                 | no port
            coaps://:5684                      | no valid host
            coaps:localhost:5684               | no valid host
            coaps://a_b:5684                   | no valid host
            coaps://localhost:x                | no valid host
            coaps://localhost:0                | a port from 1 to 65535
            coaps://localhost:65536            | a port from 1 to 65535
            coaps://me@localhost:5684          | more than host, port and aid
            coaps://localhost:5684/bs          | more than host, port and aid
            coaps://localhost:5684#x           | more than host, port and aid
            coaps://localhost:5684?ep=x        | a query other than aid
            coaps://localhost:5684?aid=        | 32 lower-case hex characters
            coaps://localhost:5684?aid=0192a1b2c3d4e5f60718293a4b5c6d7     | 32 lower-case hex characters
            coaps://localhost:5684?aid=0192A1B2c3d4e5f60718293a4b5c6d7e    | 32 lower-case hex characters
            coaps://localhost:5684?aid=0192a1b2c3d4e5f60718293a4b5c6d7e&x  | 32 lower-case hex characters
            coaps://local host:5684            | Illegal character
            """)
    void refusesTheRestAndSaysWhy(String text, String why) {
        assertThatExceptionOfType(FactoryException.class).isThrownBy(() -> BootstrapUri.parse(text))
                .withMessageContaining(why).withMessageContaining("expected");
    }

    @Test
    void refusesAnOverlongText() {
        String longest = "coaps://" + "a".repeat(BootstrapUri.MAX_LENGTH - 13) + ":5684";

        assertThat(BootstrapUri.parse(longest)).hasToString(longest);
        assertThatExceptionOfType(FactoryException.class).isThrownBy(() -> BootstrapUri.parse(longest + "1"))
                .withMessageContaining("longer than 512 characters");
    }
}
