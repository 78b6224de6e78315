package io.firstclaim.edge.coap;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class WastedWorkTest {

    private static final InetAddress NAT = address("192.0.2.1");
    private static final InetAddress OTHER = address("192.0.2.2");

    private Instant now = Instant.parse("2026-06-01T00:00:00Z");
    private final WastedWork wasted = new WastedWork(100, 10, () -> now);

    @Test
    void handshakesThatSucceedCostNothing() {
        for (int i = 0; i < 1_000; i++) {
            assertThat(wasted.admits(NAT)).isTrue();
            wasted.handshakeBegins(NAT);
            wasted.handshakeSucceeds(NAT);
        }
        assertThat(wasted.sources()).isZero();
    }

    @Test
    void handshakesThatNeverEndUseTheBudgetUp() {
        for (int i = 0; i < 25; i++) {
            assertThat(wasted.admits(NAT)).as("handshake %d", i).isTrue();
            wasted.handshakeBegins(NAT);
        }
        assertThat(wasted.admits(NAT)).isFalse();
        assertThat(wasted.admits(OTHER)).as("another address").isTrue();

        wasted.handshakeSucceeds(NAT);
        assertThat(wasted.admits(NAT)).as("after one has succeeded").isTrue();
    }

    @Test
    void signaturesInVainUseItUpToo() {
        wasted.signatures(NAT, 96);
        assertThat(wasted.admits(NAT)).isTrue();
        wasted.signatures(NAT, 1);
        assertThat(wasted.admits(NAT)).isFalse();
    }

    @Test
    void theBudgetComesBackWithTime() {
        wasted.signatures(NAT, 100);
        pass(Duration.ofMillis(399));
        assertThat(wasted.admits(NAT)).isFalse();
        pass(Duration.ofMillis(1));
        assertThat(wasted.admits(NAT)).isTrue();
        assertThat(wasted.sources()).isOne();
        pass(Duration.ofSeconds(10));
        assertThat(wasted.sources()).isZero();
    }

    @Test
    void aSourceOwesOneBudgetAtTheMost() {
        wasted.signatures(NAT, 1_000_000);
        pass(Duration.ofMillis(10_399));
        assertThat(wasted.admits(NAT)).isFalse();
        pass(Duration.ofMillis(1));
        assertThat(wasted.admits(NAT)).isTrue();
    }

    @Test
    void aClockThatGoesBackTakesNothingAway() {
        wasted.signatures(NAT, 50);
        pass(Duration.ofSeconds(-30));
        assertThat(wasted.admits(NAT)).isTrue();
    }

    @Test
    void theAddressesOfAnIpv6NetworkAreOneSource() {
        wasted.signatures(address("2001:db8:0:1::1"), 100);

        assertThat(wasted.admits(address("2001:db8:0:1:ffff::2"))).isFalse();
        assertThat(wasted.admits(address("2001:db8:0:2::1"))).isTrue();
    }

    @Test
    void theTableIsBounded() {
        for (int i = 0; i <= WastedWork.MAX_SOURCES; i++) {
            wasted.signatures(address("10." + (i >> 16) + "." + (i >> 8 & 0xff) + "." + (i & 0xff)), 100);
        }

        assertThat(wasted.sources()).isEqualTo(WastedWork.MAX_SOURCES);
        assertThat(wasted.admits(address("10.0.0.0"))).as("the one that was quiet longest").isTrue();
        assertThat(wasted.admits(address("10.0.0.1"))).isFalse();
    }

    private void pass(Duration time) {
        now = now.plus(time);
    }

    private static InetAddress address(String literal) {
        try {
            return InetAddress.getByName(literal);
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException(literal, e);
        }
    }
}
