package io.firstclaim.simulator.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ExactlyOnceTest {
    @Test
    void holdsWhenEachDeviceHasOneIdOfItsOwn() {
        ExactlyOnce seen = ExactlyOnce.of(Map.of("meter-1", List.of("rd/acme/d1"), "meter-2", List.of("rd/acme/d2"),
                "meter-3", List.of()));

        assertThat(seen).isEqualTo(new ExactlyOnce(2, 2, 1, 0, 0, List.of()));
        assertThat(seen.holds()).isTrue();
    }

    @Test
    void aDeviceUnderTwoIdsIsShown() {
        ExactlyOnce seen = ExactlyOnce.of(Map.of("meter-1", List.of("rd/acme/d1", "rd/acme/d2")));

        assertThat(seen.holds()).isFalse();
        assertThat(seen.underSeveralIds()).isEqualTo(1);
        assertThat(seen.examples()).containsExactly("meter-1 was registered at rd/acme/d1 and rd/acme/d2");
    }

    @Test
    void aDeviceOfTwoAccountsIsShown() {
        ExactlyOnce seen = ExactlyOnce.of(Map.of("meter-1", List.of("rd/acme/d1", "rd/globex/d1")));

        assertThat(seen.holds()).isFalse();
        assertThat(seen.accounts()).isEqualTo(2);
    }

    @Test
    void twoDevicesWithOneIdAreShown() {
        ExactlyOnce seen = ExactlyOnce.of(Map.of("meter-1", List.of("rd/acme/d1"), "meter-2", List.of("rd/acme/d1")));

        assertThat(seen.holds()).isFalse();
        assertThat(seen.sharingAnId()).isEqualTo(1);
        assertThat(seen.examples()).singleElement().asString().endsWith("are both device d1");
    }
}
