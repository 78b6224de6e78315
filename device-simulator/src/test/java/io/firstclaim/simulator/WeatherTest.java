package io.firstclaim.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What a network has in store for datagrams.
class WeatherTest {
    private static final NetworkConditions BAD = NetworkConditions.PERFECT.withLoss(0.1).withDuplication(0.2)
            .withReordering(0.3).withDelay(Duration.ofMillis(5), Duration.ofMillis(50));

    private static List<Weather.Fate> fates(NetworkConditions conditions, long seed) {
        Weather weather = new Weather(conditions, seed);
        return Stream.generate(weather::next).limit(2000).toList();
    }

    @Test
    void aSeedDecidesTheFateOfEachDatagram() {
        assertThat(fates(BAD, 7)).isEqualTo(fates(BAD, 7)).isNotEqualTo(fates(BAD, 8));
    }

    @Test
    void whatIsLostDoesNotDependOnWhatElseHappens() {
        List<Boolean> lost = fates(BAD, 7).stream().map(Weather.Fate::lost).toList();

        assertThat(fates(NetworkConditions.PERFECT.withLoss(0.1), 7)).extracting(Weather.Fate::lost).isEqualTo(lost);
    }

    @Test
    void thePartsAreThoseOfTheConditions() {
        List<Weather.Fate> fates = fates(BAD, 7);

        assertThat(fates.stream().filter(Weather.Fate::lost).count()).isBetween(140L, 260L);
        assertThat(fates.stream().filter(Weather.Fate::duplicated).count()).isBetween(320L, 480L);
        assertThat(fates.stream().filter(Weather.Fate::reordered).count()).isBetween(500L, 700L);
        assertThat(fates.stream().filter(fate -> !fate.reordered()).mapToLong(Weather.Fate::delay))
                .allMatch(delay -> delay >= 5_000_000 && delay < 50_000_000);
        assertThat(fates.stream().filter(Weather.Fate::reordered).mapToLong(Weather.Fate::delay))
                .allMatch(delay -> delay >= 105_000_000);
    }

    @Test
    void aPerfectNetworkDoesNothing() {
        assertThat(fates(NetworkConditions.PERFECT, 7)).containsOnly(new Weather.Fate(false, 0, false, false, 0));
    }

    @ParameterizedTest
    @ValueSource(doubles = {-0.01, 1.01, Double.NaN})
    void aPartIsFromZeroToOne(double part) {
        assertThatThrownBy(() -> NetworkConditions.PERFECT.withLoss(part)).hasMessageContaining("loss");
        assertThatThrownBy(() -> NetworkConditions.PERFECT.withDuplication(part)).hasMessageContaining("duplication");
        assertThatThrownBy(() -> NetworkConditions.PERFECT.withReordering(part)).hasMessageContaining("reordering");
    }

    @Test
    void theMtuHasALeastValue() {
        assertThat(NetworkConditions.PERFECT.withMtu(800).mtu()).isEqualTo(800);
        assertThatThrownBy(() -> NetworkConditions.PERFECT.withMtu(799)).hasMessageContaining("799");
    }

    @Test
    void aDelayIsARange() {
        assertThatThrownBy(() -> NetworkConditions.PERFECT.withDelay(Duration.ofMillis(2), Duration.ofMillis(1)))
                .hasMessageContaining("PT0.002S");
    }
}
