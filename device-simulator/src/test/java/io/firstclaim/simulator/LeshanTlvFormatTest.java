package io.firstclaim.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LeshanTlvFormatTest {
    private final TlvFormat format = new LeshanTlvFormat();

    @Test
    void resourcesAreTold() {
        byte[] payload = Tlvs.resources(Map.of(0, TestCloud.utf8("coaps://host"), 10, new byte[]{1}));

        assertThat(format.read(Octets.of(payload))).isInstanceOfSatisfying(TlvContent.Resources.class,
                resources -> assertThat(resources.values()).containsEntry(0, Octets.utf8("coaps://host"))
                        .containsEntry(10, Octets.of(new byte[]{1})));
    }

    @Test
    void instancesAreTold() {
        byte[] payload = Tlvs.instances(Map.of(0, Map.of(1, new byte[]{0}), 1, Map.of(1, new byte[]{1})));

        assertThat(format.read(Octets.of(payload))).isInstanceOfSatisfying(TlvContent.Instances.class,
                instances -> assertThat(instances.values()).containsOnlyKeys(0, 1));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "c8", "c8ff", "c8000501", "0800", "ffffff"})
    void nonsenseIsRefused(String hex) {
        byte[] payload = java.util.HexFormat.of().parseHex(hex);

        assertThatThrownBy(() -> format.read(Octets.of(payload))).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void integersHaveOneTwoFourOrEightBytes() {
        assertThat(Octets.of(new byte[]{-1}).integer()).isEqualTo(-1);
        assertThat(Octets.of(new byte[]{0x0e, 0x10}).integer()).isEqualTo(3600);
        assertThat(Octets.ofInteger(86_400).integer()).isEqualTo(86_400);
        assertThat(Octets.of(new byte[]{0, 0, 0, 0, 0, 1, 0, 0}).integer()).isEqualTo(65_536);
        assertThatThrownBy(() -> Octets.of(new byte[3]).integer()).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Octets.of(new byte[]{1, 0, 0, 0, 0, 0, 0, 0}).integer())
                .isInstanceOf(ArithmeticException.class);
    }
}
