package io.firstclaim.simulator.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.firstclaim.simulator.DeviceStep;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What people write on a command line, just inside and just outside of what is understood.
class PlanValuesTest {
    @ParameterizedTest
    @CsvSource({"0%,0", "5%,0.05", "0.1%,0.001", "12.5%,0.125", "100%,1", "99.999999999%,0.99999999999"})
    void aShareIsAPercentage(String text, double part) {
        assertThat(Share.parse("--loss", text).part()).isEqualTo(part);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "%", "5", "0.05", "-1%", "100.1%", "101%", "5 %", "1e1%", "five%", "0.0000000001%"})
    void anythingElseIsNoShareAndTheMessageSaysWhichValueItWas(String text) {
        assertThatThrownBy(() -> Share.parse("--loss", text)).isInstanceOf(IllegalArgumentException.class)
                .hasMessage("--loss is a share from 0% to 100%, such as 5%, not '" + text + "'");
    }

    @Test
    void aShareIsWrittenAsItIsRead() {
        assertThat(Share.parse("", "12.50%")).hasToString("12.5%");
        assertThat(Share.NONE).hasToString("0%");
        assertThat(new Share(1)).hasToString("100%");
    }

    @ParameterizedTest
    @CsvSource({"20ms,PT0.02S", "1.5s,PT1.5S", "60s,PT1M", "5m,PT5M", "2h,PT2H", "0s,PT0S", "720h,P30D"})
    void aSpanHasAUnit(String text, Duration span) {
        assertThat(Spans.parse("--ramp", text)).isEqualTo(span);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "60", "s", "-1s", "1d", "1.5", "1 s", "721h", "1.0001s"})
    void anythingElseIsNoSpan(String text) {
        assertThatThrownBy(() -> Spans.parse("--ramp", text)).isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("--ramp is a span of time").hasMessageEndingWith("not '" + text + "'");
    }

    @ParameterizedTest
    @CsvSource({"20ms,20ms", "1500ms,1500ms", "60s,1m", "90s,90s", "60m,1h", "0s,0s"})
    void aSpanIsWrittenAsShortAsItGoes(String text, String written) {
        assertThat(Spans.text(Spans.parse("", text))).isEqualTo(written);
    }

    @ParameterizedTest
    @CsvSource({"100/s,100", "0.5/s,0.5", "100000/s,100000", "0.001/s,0.001"})
    void aRateIsPerSecond(String text, double perSecond) {
        assertThat(Arrival.Rate.parse("--rate", text).perSecond()).isEqualTo(perSecond);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "100", "0/s", "-1/s", "100001/s", "0.0001/s", "100/m"})
    void anythingElseIsNoRate(String text) {
        assertThatThrownBy(() -> Arrival.Rate.parse("--rate", text)).isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("--rate is a rate").hasMessageEndingWith("not '" + text + "'");
    }

    @ParameterizedTest
    @CsvSource({"pelion,0", "standard,1", "both,0.5", "both:30%,0.3", "both:0%,0", "both:100%,1"})
    void aMixOfProfilesHasAShareOfStandardOnes(String text, double standard) {
        assertThat(ProfileMix.parse("--profile", text).standard().part()).isEqualTo(standard);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "leshan", "both:", "both:101%", "pelion:30%"})
    void anythingElseIsNoMix(String text) {
        assertThatThrownBy(() -> ProfileMix.parse("--profile", text)).isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("--profile");
    }

    @Test
    void aFaultIsAShareAndAStep() {
        assertThat(Fault.parse("--reboot", Fault.Kind.REBOOT, "10%@bootstrap-let-in"))
                .isEqualTo(new Fault(Fault.Kind.REBOOT, new Share(0.1), DeviceStep.BOOTSTRAP_LET_IN));
        assertThat(Fault.parse("--silence", Fault.Kind.SILENCE, "5%@any"))
                .isEqualTo(new Fault(Fault.Kind.SILENCE, new Share(0.05), null));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "10%", "@any", "10@any", "10%@", "10%@lunch", "10%@any@any"})
    void anythingElseIsNoFault(String text) {
        assertThatThrownBy(() -> Fault.parse("--reboot", Fault.Kind.REBOOT, text))
                .isInstanceOf(IllegalArgumentException.class).hasMessageStartingWith("--reboot");
    }

    @Test
    void anUnknownStepIsAnsweredWithTheListOfSteps() {
        assertThatThrownBy(() -> Fault.parse("--reboot", Fault.Kind.REBOOT, "10%@lunch"))
                .hasMessageContaining("'lunch'").hasMessageContaining("bootstrap-let-in")
                .hasMessageEndingWith("or any");
    }
}
