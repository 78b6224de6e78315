package io.firstclaim.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.firstclaim.simulator.DeviceEvent.Failed;
import io.firstclaim.simulator.DeviceEvent.Refused;
import io.firstclaim.simulator.ScriptedServer.Answer;
import java.time.Duration;
import org.eclipse.californium.core.coap.CoAP.ResponseCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/// What a device shows and does when the answer to its bootstrap request is an error.
class RefusalTest extends EveryLinkTest {
    @ParameterizedTest
    @CsvSource({
            "BAD_REQUEST, Corresponding trusted certificate not in account., bad-request:Corresponding trusted certificate not in account.",
            "FORBIDDEN, Corresponding trusted certificate not in account., response-forbidden:Corresponding trusted certificate not in acc",
            "FORBIDDEN, Enrollment ID not registered., response-forbidden:Enrollment ID not registered.",
            "FORBIDDEN, Account device quota reached., response-forbidden:Account device quota reached.",
            "FORBIDDEN, Duplicated device endpoint name., response-forbidden:Duplicated device endpoint name.",
            "INTERNAL_SERVER_ERROR, Internal error #10, internal-server-error:Internal error #10",
            "SERVICE_UNAVAILABLE, Internal error #1, service-unavailable:Internal error #1",
            "NOT_FOUND, '', not-found"
    })
    void aPelionDeviceShowsTheCodesNameAndTheTextCutAt63Characters(ResponseCode code, String text, String shown) {
        cloud.bootstrap.always(Answer.of(code, text));

        SimulatedDevice device = powerOn(PELION);

        assertThat(awaitEvent(Refused.class).shown()).isEqualTo(shown).hasSizeLessThanOrEqualTo(63);
        assertThat(device.show().shown()).isEqualTo(shown);
        assertThat(device.show().refusal()).isEqualTo(new Refusal(ResponseCodes.number(code), text));
    }

    @Test
    void aStandardDeviceShowsTheCodeAndTheText() {
        cloud.bootstrap.always(Answer.of(ResponseCode.FORBIDDEN, "Enrollment ID not registered."));

        powerOn(STANDARD);

        assertThat(awaitEvent(Refused.class).shown()).isEqualTo("4.03 Enrollment ID not registered.");
    }

    @ParameterizedTest
    @EnumSource(DeviceProfile.class)
    void aDeviceEnrolledAfterItsFirstRefusalClaimsItselfOnTheNextRetry(DeviceProfile profile) {
        cloud.bootstrap.next.add(Answer.of(ResponseCode.FORBIDDEN, "Enrollment ID not registered."));
        cloud.bootstrap.always(
                Answer.letIn(profile == DeviceProfile.PELION ? cloud.planP() : cloud.planS(0)));

        SimulatedDevice device = powerOn(Fast.options(profile));

        awaitEvent(Refused.class);
        DeviceView view = awaitRegistered(device);
        assertThat(view.shown()).isEmpty();
        assertThat(view.refusal()).isNull();
    }

    @ParameterizedTest
    @EnumSource(names = {"BAD_OPTION", "REQUEST_ENTITY_INCOMPLETE", "PRECONDITION_FAILED", "REQUEST_ENTITY_TOO_LARGE",
            "UNSUPPORTED_CONTENT_FORMAT"})
    void aPelionDeviceGivesUpAfterSomeCodes(ResponseCode code) throws InterruptedException {
        cloud.bootstrap.always(Answer.of(code));

        SimulatedDevice device = powerOn(PELION);

        assertThat(device.awaitSettled(LIMIT).state()).isEqualTo(DeviceState.GAVE_UP);
        assertThat(cloud.bootstrap.requests("bs")).hasSize(1);
    }

    @ParameterizedTest
    @EnumSource(names = {"BAD_REQUEST", "FORBIDDEN", "NOT_FOUND", "INTERNAL_SERVER_ERROR", "SERVICE_UNAVAILABLE"})
    void aPelionDeviceGoesOnAfterOthers(ResponseCode code) {
        cloud.bootstrap.always(Answer.of(code));

        powerOn(PELION);

        await().atMost(LIMIT).until(() -> cloud.bootstrap.requests("bs").size() >= 3);
    }

    @Test
    void aStandardDeviceNeverGivesUp() {
        cloud.bootstrap.always(Answer.of(ResponseCode.REQUEST_ENTITY_TOO_LARGE));

        powerOn(STANDARD);

        await().atMost(LIMIT).until(() -> cloud.bootstrap.requests("bs").size() >= 3);
    }

    @Test
    void aPelionDeviceCannotReadA409() {
        cloud.bootstrap.always(Answer.of(ResponseCode.CONFLICT, "Duplicated device endpoint name."));

        powerOn(PELION.withPatience(Duration.ofSeconds(1)));

        assertThat(awaitEvent(Failed.class).shown()).isEqualTo("Network Error.");
    }

    @Test
    void aStandardDeviceCanReadA409() {
        cloud.bootstrap.always(Answer.of(ResponseCode.CONFLICT, "Duplicated device endpoint name."));

        powerOn(STANDARD);

        assertThat(awaitEvent(Refused.class).refusal().code()).isEqualTo(409);
    }
}
