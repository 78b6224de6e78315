package io.firstclaim.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CoreAddressTest {

    @Test
    void readsAHostNameAndAPort() {
        assertThat(CoreAddress.parse("core.example:9090")).isEqualTo(new CoreAddress("core.example", 9090));
    }

    @Test
    void readsAnIpv6AddressInBracketsAndWritesItSo() {
        CoreAddress address = CoreAddress.parse("[::1]:65535");
        assertThat(address).isEqualTo(new CoreAddress("::1", 65535)).hasToString("[::1]:65535");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "core", ":9090", "core:", "core:0", "core:65536", "core:http", "::1:9090", " :1"})
    void refusesWhatIsNoAddress(String text) {
        assertThatThrownBy(() -> CoreAddress.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }
}
