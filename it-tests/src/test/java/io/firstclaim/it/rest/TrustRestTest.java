package io.firstclaim.it.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.firstclaim.it.stack.Maker;
import io.firstclaim.it.stack.Rest;
import io.firstclaim.it.stack.RunningStack;
import io.firstclaim.it.stack.Stack;
import io.firstclaim.it.stack.Tenant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@ExtendWith(RunningStack.class)
class TrustRestTest {
    private static final String ALL = "/v3/trusted-certificates";
    private static final String DATE = "\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z";

    private final Stack stack;
    private final Tenant acme;
    private final Rest rest;
    private final Maker maker;

    TrustRestTest(Stack stack) {
        this.stack = stack;
        acme = stack.tenant("Acme");
        rest = stack.rest(acme);
        maker = stack.maker("Meter maker");
    }

    @Test
    void aCertificateIsShownWholeButForItsProof() {
        Rest.Answer made = rest.post(ALL, upload().put("enrollment_mode", true).toString());

        assertThat(made.status()).as(made.toString()).isEqualTo(201);
        assertThat(made.keys()).containsExactly("object", "id", "etag", "account_id", "owner_id", "name",
                "description", "service", "status", "certificate", "certificate_fingerprint", "issuer", "subject",
                "validity", "valid", "device_execution_mode", "enrollment_mode", "created_at", "updated_at");
        assertThat(made.text("object")).isEqualTo("trusted-cert");
        assertThat(made.text("owner_id")).isEqualTo(rest.get("/v3/api-keys/me").text("id"));
        assertThat(made.text("service")).isEqualTo("bootstrap");
        assertThat(made.text("status")).isEqualTo("ACTIVE");
        assertThat(made.text("certificate_fingerprint")).matches("[0-9a-f]{64}");
        assertThat(made.text("subject")).contains("CN=");
        assertThat(made.text("validity")).matches(DATE);
        assertThat(made.json().get("valid").booleanValue()).isTrue();
        assertThat(made.json().get("device_execution_mode").intValue()).isZero();
        assertThat(made.json().get("enrollment_mode").booleanValue()).isTrue();
        assertThat(made.json().get("description").isNull()).isTrue();
        assertThat(rest.get(ALL + "/" + made.text("id")).json()).isEqualTo(made.json());
        assertThat(rest.get(ALL).json().at("/data/0")).isEqualTo(made.json());
    }

    @Test
    void withoutEnrollmentModeTheProofIsNeeded() {
        Rest.Answer refused = rest.post(ALL, upload().toString());
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.json().at("/fields/0/name").textValue()).isEqualTo("signature");

        Rest.Answer made = rest.post(ALL, upload().put("signature", maker.signatureFor(acme.id())).toString());

        assertThat(made.status()).isEqualTo(201);
        assertThat(made.body()).doesNotContain("signature");
    }

    @Test
    void aChangeIsJudgedLikeANewUpload() {
        String one = ALL + "/" + rest.post(ALL, upload().put("enrollment_mode", true).toString()).text("id");

        Rest.Answer renamed = rest.put(one, "{\"name\":\"Other\",\"description\":\"x\",\"status\":\"INACTIVE\"}");
        assertThat(renamed.status()).as(renamed.toString()).isEqualTo(200);
        assertThat(renamed.text("name")).isEqualTo("Other");
        assertThat(renamed.text("description")).isEqualTo("x");
        assertThat(renamed.text("status")).isEqualTo("INACTIVE");
        assertThat(renamed.json().get("enrollment_mode").booleanValue()).isTrue();

        assertThat(rest.put(one, "{\"enrollment_mode\":false}").status()).isEqualTo(400);
        assertThat(rest.put(one,
                "{\"enrollment_mode\":false,\"signature\":\"" + maker.signatureFor(acme.id()) + "\"}").status())
                .isEqualTo(200);
        assertThat(rest.put(one, "{}").json()).isEqualTo(rest.get(one).json());
    }

    @Test
    void aChangeMayAskForTheVersionItKnows() {
        Rest.Answer made = rest.post(ALL, upload().put("enrollment_mode", true).toString());
        String one = ALL + "/" + made.text("id");
        Rest knowing = rest.with("If-Match", "\"" + made.text("etag") + "\"");

        assertThat(knowing.put(one, "{\"name\":\"Once\"}").status()).isEqualTo(200);
        Rest.Answer late = knowing.put(one, "{\"name\":\"Twice\"}");

        assertThat(late.status()).isEqualTo(412);
        assertThat(late.text("type")).isEqualTo("precondition_failed");
        assertThat(rest.get(one).text("name")).isEqualTo("Once");
    }

    @Test
    void whatOneAccountHasOnceItCannotHaveTwiceButAnotherCan() {
        String body = upload().put("enrollment_mode", true).toString();
        String one = ALL + "/" + rest.post(ALL, body).text("id");

        assertThat(rest.post(ALL, body).text("type")).isEqualTo("duplicate");
        assertThat(stack.rest(stack.tenant("Other")).post(ALL, body).status()).isEqualTo(201);
        assertThat(stack.rest(stack.tenant("Third")).get(one).status()).isEqualTo(404);
        assertThat(rest.delete(one).status()).isEqualTo(204);
        assertThat(rest.delete(one).status()).isEqualTo(404);
        assertThat(rest.post(ALL, body).status()).isEqualTo(201);
    }

    @Test
    void aServiceIsNeeded() {
        Rest.Answer refused = rest.post(ALL, upload().without("service").toString());

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.json().at("/fields/0/name").textValue()).isEqualTo("service");
        assertThat(refused.text("message")).contains("bootstrap or lwm2m");
    }

    @ParameterizedTest
    @CsvSource({"service, nowhere", "status, active", "certificate, x", "name, ''"})
    void aBadValueIsNamed(String field, String value) {
        Rest.Answer refused = rest.post(ALL, upload().put("enrollment_mode", true).put(field, value).toString());

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.json().at("/fields/0/name").textValue()).isEqualTo(field);
    }

    @ParameterizedTest
    @CsvSource({"service__eq=bootstrap, 1", "service__eq=lwm2m, 0", "status__eq=ACTIVE, 1", "status__eq=INACTIVE, 0",
            "enrollment_mode__eq=true, 1", "enrollment_mode__eq=false, 0", "device_execution_mode__eq=0, 1",
            "device_execution_mode__eq=1, 0", "device_execution_mode__neq=1, 1", "device_execution_mode__neq=0, 0",
            "name__eq=Meter%20maker, 1", "name__eq=Other, 0", "valid__eq=true, 1", "valid__eq=false, 0",
            "issuer__like=cn%3D, 1", "subject__like=nobody, 0", "expire__eq=1, 0", "filter=service%3Dlwm2m, 0",
            "owner__eq=00000000000000000000000000000000, 0"})
    void theListIsFiltered(String filter, int found) {
        assertThat(rest.post(ALL, upload().put("enrollment_mode", true).toString()).status()).isEqualTo(201);

        Rest.Answer page = rest.get(ALL + "?" + filter);

        assertThat(page.json().get("total_count").intValue()).as(page.toString()).isEqualTo(found);
        assertThat(page.json().get("data").size()).isEqualTo(found);
    }

    private ObjectNode upload() {
        return JsonNodeFactory.instance.objectNode().put("name", "Meter maker").put("service", "bootstrap")
                .put("certificate", maker.certificatePem());
    }
}
