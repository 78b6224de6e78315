package io.firstclaim.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.firstclaim.edge.EdgeConfig.Sessions;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EdgeConfigTest {

    private final ScriptedCore core = ScriptedCore.start();

    @AfterEach
    void stop() {
        core.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost", "iot.example", "my_edge", "192.0.2.1", "a-b.c"})
    void whereDevicesReachItIsAName(String host) {
        assertThat(core.edgeConfig().withPublicHost(host).publicHost()).isEqualTo(host);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "bad host", "iot.example:5684", "coaps://iot.example", "::1", "a..b", "-a",
            "é.example"})
    void anythingElseWouldLeaveItWithoutACertificateForGood(String host) {
        assertThatIllegalArgumentException().isThrownBy(() -> core.edgeConfig().withPublicHost(host))
                .withMessageContaining("public host").withMessageContaining("'" + host + "'");
    }

    @Test
    void aNameHasAtMost253Characters() {
        String longest = "a.".repeat(126) + "a";
        assertThat(core.edgeConfig().withPublicHost(longest).publicHost()).hasSize(253);
        assertThatIllegalArgumentException().isThrownBy(() -> core.edgeConfig().withPublicHost("b" + longest));
    }

    @Test
    void sessionsAreNotLetGoOfAtOnceButWithinAMinute() {
        assertThat(new Sessions(0, null, Duration.ofMillis(1)).letGoAfter()).isEqualTo(Duration.ofMillis(1));
        assertThatIllegalArgumentException().isThrownBy(() -> new Sessions(0, null, Duration.ZERO))
                .withMessageContaining("PT0S");
        assertThat(Sessions.LET_GO_AFTER.multipliedBy(11).dividedBy(10)).isLessThan(Duration.ofMinutes(1));
    }
}
