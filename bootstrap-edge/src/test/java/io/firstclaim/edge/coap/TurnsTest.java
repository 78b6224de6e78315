package io.firstclaim.edge.coap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class TurnsTest {

    private final Turns<String> turns = new Turns<>(2, Duration.ofMillis(10));

    @Test
    void asManyAsMayGoOnAtOnceDoAndOthersGiveUpAfterSomeTime() throws InterruptedException {
        assertThat(turns.take("a", () -> turns.take("a", () -> turns.take("a", () -> "third"))).orElseThrow()
                .orElseThrow()).isEmpty();
    }

    @Test
    void anotherKeyHasTurnsOfItsOwn() throws InterruptedException {
        assertThat(turns.take("a", () -> turns.take("a", () -> turns.take("b", () -> "done"))).orElseThrow()
                .orElseThrow()).contains("done");
    }

    @Test
    void aTurnComesBackHoweverItsWorkEnds() throws InterruptedException {
        for (int i = 0; i < 3; i++) {
            assertThatThrownBy(() -> turns.take("a", () -> {
                throw new IllegalStateException("broken");
            })).hasMessage("broken");
        }
        assertThat(turns.take("a", () -> "done")).contains("done");
    }
}
