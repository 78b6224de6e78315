package io.firstclaim.cli.device;

import static org.assertj.core.api.Assertions.assertThat;

import io.firstclaim.cli.JsonLine;
import io.firstclaim.simulator.DeviceEvent;
import io.firstclaim.simulator.Refusal;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class DeviceEventLineTest {
    private static String words(DeviceEvent event) {
        return DeviceEventLine.of(event).words();
    }

    @Test
    void eventsReadAsPlainWords() {
        Refusal refusal = new Refusal(403, "Enrollment ID not registered.");
        assertThat(words(new DeviceEvent.Bootstrapping("coaps://localhost:5684")))
                .isEqualTo("bootstrapping at coaps://localhost:5684");
        assertThat(words(new DeviceEvent.Refused(refusal, "forbidden:Enrollment ID not registered.")))
                .isEqualTo("refused 4.03 and shows \"forbidden:Enrollment ID not registered.\"");
        assertThat(words(new DeviceEvent.Failed("Secure Connection Failed.")))
                .isEqualTo("failed and shows \"Secure Connection Failed.\"");
        assertThat(words(new DeviceEvent.Bootstrapped("0a"))).isEqualTo("bootstrapped for account 0a");
        assertThat(words(new DeviceEvent.Bootstrapped(null))).isEqualTo("bootstrapped");
        assertThat(words(new DeviceEvent.Registered("0b", "rd/0a/0b"))).isEqualTo("registered as device 0b");
        assertThat(words(new DeviceEvent.RegistrationRefused(refusal, "shown")))
                .isEqualTo("registration-refused 4.03 and shows \"shown\"");
        assertThat(words(new DeviceEvent.Waiting(Duration.ofMillis(1250)))).isEqualTo("waiting 1.3 s");
        assertThat(words(new DeviceEvent.PoweredOff())).isEqualTo("powered-off");
    }

    @Test
    void aLineOfJsonReadsBackAsItWas() {
        DeviceEventLine line = DeviceEventLine.of(new DeviceEvent.Waiting(Duration.ofMillis(1250)));
        assertThat(JsonLine.of(line)).isEqualTo("{\"event\":\"waiting\",\"wait_seconds\":1.25}");
        assertThat(JsonLine.read(JsonLine.of(line), DeviceEventLine.class)).isEqualTo(line);
    }
}
