package io.firstclaim.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CoreAddressesTest {

    @Test
    void readsOneAsBefore() {
        assertThat(CoreAddresses.parse("core.example:9090"))
                .isEqualTo(CoreAddresses.of(new CoreAddress("core.example", 9090))).hasToString("core.example:9090");
    }

    @Test
    void readsSeveralWithCommasAndWritesThemSo() {
        assertThat(CoreAddresses.parse("core1.example:9090, [::1]:9091,core1.example:9090"))
                .containsExactly(new CoreAddress("core1.example", 9090), new CoreAddress("::1", 9091))
                .hasToString("core1.example:9090,[::1]:9091");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ",", "core:1,", "core:1,core", "core:1;core:2"})
    void refusesWhatIsNoListOfAddresses(String text) {
        assertThatThrownBy(() -> CoreAddresses.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void hasALimit() {
        assertThat(CoreAddresses.parse(cores(CoreAddresses.MAX))).hasSize(CoreAddresses.MAX);
        assertThatThrownBy(() -> CoreAddresses.parse(cores(CoreAddresses.MAX + 1)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static String cores(int count) {
        return IntStream.rangeClosed(1, count).mapToObj(i -> "core:" + i).collect(Collectors.joining(","));
    }
}
