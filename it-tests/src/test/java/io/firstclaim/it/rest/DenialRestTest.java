package io.firstclaim.it.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.firstclaim.it.stack.Limits;
import io.firstclaim.it.stack.Maker;
import io.firstclaim.it.stack.Meter;
import io.firstclaim.it.stack.MeterAssert;
import io.firstclaim.it.stack.Rest;
import io.firstclaim.it.stack.RunningStack;
import io.firstclaim.it.stack.Stack;
import io.firstclaim.it.stack.Tenant;
import io.firstclaim.proto.trust.v1.TrustedCertificate;
import io.firstclaim.simulator.DeviceEvent;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Which devices were turned away, and what would become of one, over REST.
@ExtendWith(RunningStack.class)
class DenialRestTest {
    private static final String DENIALS = "/v3/device-enrollment-denials";
    private static final String EXPLANATIONS = "/v3/device-enrollment-explanations";
    private static final String NOT_TRUSTED = "Corresponding trusted certificate not in account.";
    private static final String NOT_REGISTERED = "Enrollment ID not registered.";

    private final Stack stack;
    private final Tenant acme;
    private final Rest rest;
    private final Maker maker;

    DenialRestTest(Stack stack) {
        this.stack = stack;
        acme = stack.tenant("Acme");
        rest = stack.rest(acme);
        maker = stack.maker("Meter maker");
    }

    @Test
    void aDenialSaysWhyTheDeviceWasTurnedAwayAndWhatToDo() {
        stack.tenant("Somebody who trusts the maker").trusts(maker);
        Meter meter = turnedAway("meter-1", true);

        JsonNode page = rest.get(DENIALS).json();

        assertThat(page.get("total_count").intValue()).isEqualTo(1);
        JsonNode denial = page.get("data").get(0);
        assertThat(denial.get("object").textValue()).isEqualTo("denied_device");
        assertThat(denial.get("account_id").textValue()).isEqualTo(acme.id());
        assertThat(denial.get("enrollment_identity").textValue()).isEqualTo(meter.enrollmentId());
        assertThat(denial.get("endpoint_name").textValue()).isEqualTo("meter-1");
        assertThat(denial.get("reason").textValue()).isEqualTo("TRUSTED_CERTIFICATE_NOT_IN_ACCOUNT");
        assertThat(denial.get("message").textValue()).isEqualTo(NOT_TRUSTED);
        assertThat(denial.get("action").textValue()).contains("Upload the maker's CA certificate");
        assertThat(denial.get("trusted_certificate_id").isNull()).isTrue();
        assertThat(denial.get("created_at")).isEqualTo(denial.get("first_seen_at"));
    }

    @Test
    void denialsAreFilteredByWhatTheyHave() {
        TrustedCertificate mine = acme.isMaker(maker);
        Meter meter = turnedAway("meter-1", false);
        turnedAway("meter-2", false);

        assertThat(names("")).containsExactlyInAnyOrder("meter-1", "meter-2");
        assertThat(names("?endpoint_name__eq=meter-2")).containsExactly("meter-2");
        assertThat(names("?filter=endpoint_name%3Dmeter-2")).containsExactly("meter-2");
        assertThat(names("?enrollment_identity__eq=" + meter.enrollmentId())).containsExactly("meter-1");
        assertThat(names("?trusted_certificate_id__eq=" + mine.getId())).hasSize(2);
        assertThat(names("?trusted_certificate_id__eq=" + "0".repeat(32))).isEmpty();
        assertThat(names("?reason__eq=ENROLLMENT_NOT_REGISTERED")).hasSize(2);
        assertThat(names("?reason__eq=DUPLICATE_ENDPOINT_NAME")).isEmpty();
        assertThat(names("?order=DESC")).isEqualTo(names("").reversed());
    }

    @Test
    void whoMerelyTrustsTheMakerSeesTheDeviceThatItNamesOnly() {
        acme.trusts(maker);
        Meter meter = turnedAway("meter-1", false);

        assertThat(names("")).isEmpty();
        assertThat(names("?enrollment_identity__eq=" + meter.enrollmentId())).containsExactly("meter-1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"trusted_certificate_id__eq=x", "reason__eq=no_reason", "enrollment_identity__eq=A-00",
            "enrollment_identity__like=A-", "endpoint_name__gte=a", "after=x"})
    void whatIsNoneOfAFiltersValuesIsRefused(String query) {
        Rest.Answer refused = rest.get(DENIALS + "?" + query);

        assertThat(refused.status()).as(refused.toString()).isEqualTo(400);
        assertThat(refused.text("type")).isEqualTo("validation_error");
    }

    @Test
    void anExplanationGoesUpToTheFirstCheckThatFails() {
        Meter meter = maker.makes("meter-1");
        String byIdentity = EXPLANATIONS + "?enrollment_identity__eq=" + meter.enrollmentId();

        Rest.Answer unlisted = rest.get(byIdentity);
        assertThat(unlisted.keys()).containsExactly("object", "enrollment_identity", "checks", "failed_check", "reason",
                "message", "action");
        assertThat(unlisted.text("enrollment_identity")).isEqualTo(meter.enrollmentId());
        assertThat(unlisted.text("reason")).isEqualTo("ENROLLMENT_NOT_REGISTERED");
        assertThat(unlisted.text("message")).isEqualTo(NOT_REGISTERED);
        assertThat(unlisted.text("action")).isNotBlank();
        JsonNode last = unlisted.json().get("checks").get(unlisted.json().get("checks").size() - 1);
        assertThat(last.get("name").textValue()).isEqualTo(unlisted.text("failed_check"));
        assertThat(last.get("passed").booleanValue()).isFalse();

        acme.trusts(maker);
        acme.enroll(meter.enrollmentId());
        meter.powerOn();
        MeterAssert.assertThat(meter).isRegisteredTo(acme);
        Rest.Answer claimed = rest.get(byIdentity);
        assertThat(claimed.text("failed_check")).isNull();
        assertThat(claimed.text("reason")).isNull();
        assertThat(claimed.json().get("checks")).isNotEmpty()
                .allSatisfy(check -> assertThat(check.get("passed").booleanValue()).isTrue());
        String id = acme.device(meter).orElseThrow().getId();
        assertThat(rest.get(EXPLANATIONS + "?device_id__eq=" + id).json()).isEqualTo(claimed.json());
        assertThat(rest.get(EXPLANATIONS + "?endpoint_name__eq=meter-1").text("enrollment_identity"))
                .isEqualTo(meter.enrollmentId());
    }

    @Test
    void anExplanationTellsNothingOfAnotherAccountsDevice() {
        Meter meter = maker.makes("meter-1");
        acme.trusts(maker);
        acme.enroll(meter.enrollmentId());
        meter.powerOn();
        MeterAssert.assertThat(meter).isRegisteredTo(acme);
        Rest other = stack.rest(stack.tenant("Other"));
        String id = acme.device(meter).orElseThrow().getId();

        assertThat(other.get(EXPLANATIONS + "?device_id__eq=" + id).status())
                .isEqualTo(other.get(EXPLANATIONS + "?device_id__eq=" + "0".repeat(32)).status());
        assertThat(other.get(EXPLANATIONS + "?endpoint_name__eq=meter-1").text("enrollment_identity")).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "?device_id__eq=x", "?enrollment_identity__eq=A-00",
            "?endpoint_name__eq=a&device_id__eq=0123456789abcdef0123456789abcdef"})
    void anExplanationIsOfExactlyOneDevice(String query) {
        Rest.Answer refused = rest.get(EXPLANATIONS + query);

        assertThat(refused.status()).as(refused.toString()).isEqualTo(400);
        assertThat(refused.text("type")).isEqualTo("validation_error");
    }

    private Meter turnedAway(String name, boolean listed) {
        Meter meter = maker.makes(name);
        if (listed) {
            acme.enroll(meter.enrollmentId());
        }
        meter.powerOn();
        meter.await(DeviceEvent.Refused.class, 1);
        meter.powerOff();
        await().atMost(Limits.STEP)
                .until(() -> names("?enrollment_identity__eq=" + meter.enrollmentId()).equals(List.of(name)));
        return meter;
    }

    private List<String> names(String query) {
        List<String> names = new ArrayList<>();
        rest.get(DENIALS + query).json().get("data")
                .forEach(denial -> names.add(denial.get("endpoint_name").textValue()));
        return names;
    }
}
