package io.firstclaim.it.rest;

import static org.assertj.core.api.Assertions.assertThat;

import io.firstclaim.it.stack.Maker;
import io.firstclaim.it.stack.Meter;
import io.firstclaim.it.stack.MeterAssert;
import io.firstclaim.it.stack.Rest;
import io.firstclaim.it.stack.RunningStack;
import io.firstclaim.it.stack.Stack;
import io.firstclaim.it.stack.Tenant;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(RunningStack.class)
class EnrollmentRestTest {
    private static final String ALL = "/v3/device-enrollments";
    private static final String DATE = "\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z";

    private final Stack stack;
    private final Tenant acme;
    private final Rest rest;

    EnrollmentRestTest(Stack stack) {
        this.stack = stack;
        acme = stack.tenant("Acme");
        rest = stack.rest(acme);
    }

    @Test
    void anEnrollmentHasNineKeysOfWhichTwoWaitForTheDevice() {
        String identity = AnyIdentity.text();

        Rest.Answer made = create(rest, identity.toLowerCase(Locale.ROOT).replace("a-", "A-"));

        assertThat(made.status()).isEqualTo(201);
        assertThat(made.keys()).containsExactly("object", "id", "etag", "account_id", "enrollment_identity",
                "created_at", "expires_at", "claimed_at", "enrolled_device_id");
        assertThat(made.text("object")).isEqualTo("enrollment");
        assertThat(made.text("id")).matches("[0-9a-f]{32}");
        assertThat(made.text("etag")).matches("[A-Za-z0-9]{1,256}");
        assertThat(made.text("account_id")).isEqualTo(acme.id());
        assertThat(made.text("enrollment_identity")).isEqualTo(identity);
        assertThat(made.text("created_at")).matches(DATE);
        assertThat(made.text("expires_at")).matches(DATE);
        assertThat(made.json().get("claimed_at").isNull()).isTrue();
        assertThat(made.json().get("enrolled_device_id").isNull()).isTrue();
    }

    @Test
    void itIsReadListedAndCancelledOnce() {
        Rest.Answer made = create(rest, AnyIdentity.text());
        String one = ALL + "/" + made.text("id");

        assertThat(rest.get(one).json()).isEqualTo(made.json());
        assertThat(rest.get(ALL).json().at("/data/0")).isEqualTo(made.json());
        Rest.Answer gone = rest.delete(one);
        assertThat(gone.status()).isEqualTo(204);
        assertThat(gone.body()).isEmpty();
        assertThat(rest.delete(one).status()).isEqualTo(404);
        assertThat(rest.get(one).text("type")).isEqualTo("not_found");
        assertThat(rest.get(ALL).json().get("total_count").intValue()).isZero();
    }

    @Test
    void anIdentityThatAnyAccountHoldsIsADuplicate() {
        String identity = AnyIdentity.text();
        assertThat(create(rest, identity).status()).isEqualTo(201);

        Rest other = stack.rest(stack.tenant("Other"));

        for (Rest.Answer refused : new Rest.Answer[]{create(rest, identity), create(other, identity)}) {
            assertThat(refused.status()).isEqualTo(409);
            assertThat(refused.text("object")).isEqualTo("error");
            assertThat(refused.json().get("code").intValue()).isEqualTo(409);
            assertThat(refused.text("type")).isEqualTo("duplicate");
            assertThat(refused.text("message")).isEqualTo("Enrollment identity is already claimed.");
            assertThat(refused.header("X-Request-ID")).contains(refused.text("request_id"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"enrollment_identity\":null}", "{\"enrollment_identity\":\"\"}",
            "{\"enrollment_identity\":\"A-00\"}", "{\"enrollment_identity\":\"B-%s\"}",
            "{\"enrollment_identity\":5}", "{\"enrollment_identity\":[\"%s\"]}"})
    void whatIsNoIdentityIsAValidationErrorOfThatField(String body) {
        Rest.Answer refused = rest.post(ALL, body.replace("%s", AnyIdentity.text().substring(2)));

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.text("type")).isEqualTo("validation_error");
        assertThat(refused.json().at("/fields/0/name").textValue()).isEqualTo("enrollment_identity");
        assertThat(refused.text("message")).isNotBlank();
    }

    @Test
    void anotherAccountsEnrollmentIsAsAbsentAsOneThatNeverWas() {
        String foreign = create(rest, AnyIdentity.text()).text("id");
        Rest other = stack.rest(stack.tenant("Other")).with("X-Request-ID", "same");

        assertThat(other.get(ALL + "/" + foreign).body().replace(foreign, "")).isEqualTo(
                other.get(ALL + "/" + "0".repeat(32)).body().replace("0".repeat(32), ""));
        assertThat(other.get(ALL + "/" + foreign).status()).isEqualTo(404);
        assertThat(other.delete(ALL + "/" + foreign).status()).isEqualTo(404);
        assertThat(rest.get(ALL + "/" + foreign).status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"no-id", "0123", "A-00", "0123456789ABCDEF0123456789ABCDEF"})
    void aMalformedIdIsAValidationError(String id) {
        assertThat(rest.get(ALL + "/" + id).status()).isEqualTo(400);
        assertThat(rest.delete(ALL + "/" + id).status()).isEqualTo(400);
    }

    @Test
    void theClaimShowsInTheEnrollment() {
        Maker maker = stack.maker("Meter maker");
        acme.trusts(maker);
        Meter meter = maker.makes("meter-1");
        String one = ALL + "/" + create(rest, meter.enrollmentId()).text("id");

        meter.powerOn();
        MeterAssert.assertThat(meter).isRegisteredTo(acme);

        Rest.Answer claimed = rest.get(one);
        assertThat(claimed.text("claimed_at")).matches(DATE);
        assertThat(claimed.text("enrolled_device_id")).isEqualTo(acme.device(meter).orElseThrow().getId());
    }

    private static Rest.Answer create(Rest rest, String identity) {
        return rest.post(ALL, "{\"enrollment_identity\":\"" + identity + "\"}");
    }
}
