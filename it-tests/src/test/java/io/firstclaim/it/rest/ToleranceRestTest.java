package io.firstclaim.it.rest;

import static org.assertj.core.api.Assertions.assertThat;

import io.firstclaim.it.stack.Rest;
import io.firstclaim.it.stack.RunningStack;
import io.firstclaim.it.stack.Stack;
import io.firstclaim.it.stack.Tenant;
import java.net.http.HttpRequest.BodyPublishers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What clients of the original send without need, and what no client may send.
@ExtendWith(RunningStack.class)
class ToleranceRestTest {
    private static final String ALL = "/v3/device-enrollments";

    private final Stack stack;
    private final Tenant acme;
    private final Rest rest;

    ToleranceRestTest(Stack stack) {
        this.stack = stack;
        acme = stack.tenant("Acme");
        rest = stack.rest(acme);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v3/device-enrollments", "/v3/devices", "/v3/trusted-certificates", "/v3/api-keys",
            "/v3/api-keys/me", "/v3/accounts/me", "/v3/limitations", "/v3/server-credentials",
            "/v3/server-credentials/bootstrap", "/v3/server-credentials/lwm2m"})
    void aSlashAtTheEndChangesNothing(String path) {
        Rest asked = rest.with("X-Request-ID", "same");

        Rest.Answer with = asked.get(path + "/");

        assertThat(with.status()).isEqualTo(200);
        assertThat(with.body()).isEqualTo(asked.get(path).body());
    }

    @ParameterizedTest
    @ValueSource(strings = {"foo=bar", "foo", "=", "&&", "foo__eq=bar", "filter=", "filter=foo%3Dbar",
            "filter=state%3Dpending", "filter=state__eq%3Dpending%26created_at__gte%3D1970-01-01T00%3A00%3A00.000Z",
            "include=total_count", "include=totalCount", "include=total_count,%20unknown", "include=", "after=",
            "limit=1", "limit=-99999999999999999999", "limit=99999999999999999999", "order=desc"})
    void queriesThatMeanLittleAreTaken(String query) {
        Rest.Answer page = rest.get(ALL + "?" + query);

        assertThat(page.status()).as(page.toString()).isEqualTo(200);
        assertThat(page.keys()).containsExactly("object", "limit", "after", "order", "has_more", "total_count", "data");
        assertThat(page.text("object")).isEqualTo("list");
        assertThat(page.text("order")).matches("ASC|DESC");
        assertThat(page.json().get("total_count").isInt()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"1, 2", "2, 2", "1000, 1000", "1001, 1000", "0, 2", "-5, 2", "50, 50"})
    void theLimitIsTheNearestPossibleOne(String asked, int given) {
        assertThat(rest.get(ALL + "?limit=" + asked).json().get("limit").intValue()).isEqualTo(given);
    }

    @ParameterizedTest
    @CsvSource({"limit=ten, limit", "after=zzz, after", "after=0123, after",
            "after=0123456789ABCDEF0123456789ABCDEF, after", "order=UP, order", "state__eq=lost, state__eq",
            "state__gte=pending, state__gte", "state__is=pending, state__is",
            "created_at__gte=yesterday, created_at__gte",
            "account_id__eq=1, account_id__eq", "enrolled_device_id__eq=x, enrolled_device_id__eq",
            "filter=state%3Dlost, state"})
    void queriesThatMeanSomethingElseAreRefusedByName(String query, String name) {
        Rest.Answer refused = rest.get(ALL + "?" + query);

        assertThat(refused.status()).as(refused.toString()).isEqualTo(400);
        assertThat(refused.json().at("/fields/0/name").textValue()).isEqualTo(name);
    }

    @Test
    void aPageBehindAnElementThatIsGoneIsAPage() {
        assertThat(rest.get(ALL + "?after=" + "0".repeat(32)).status()).isEqualTo(200);
        assertThat(rest.get(ALL + "?after=" + "f".repeat(32)).json().get("data").size()).isZero();
    }

    @Test
    void bodylessRequestsMayNameATypeAndALength() {
        String id = rest.post(ALL, AnyIdentity.json()).text("id");

        assertThat(rest.with("Content-Type", "application/json").get(ALL).status()).isEqualTo(200);
        Rest.Answer gone = rest.with("content-type", "application/json").send("DELETE", ALL + "/" + id,
                BodyPublishers.ofByteArray(new byte[0]));
        assertThat(gone.status()).isEqualTo(204);
    }

    @ParameterizedTest
    @ValueSource(strings = {"application/json", "APPLICATION/JSON", "application/json; charset=utf-8",
            "application/json;charset=\"UTF-8\"", ""})
    void jsonMayBeCalledByAnyOfItsNames(String type) {
        Rest asked = type.isEmpty() ? rest : rest.with("content-type", type);
        assertThat(asked.send("POST", ALL, BodyPublishers.ofString("{}")).status()).isEqualTo(400);
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/plain", "application/x-www-form-urlencoded", "application/json; charset=utf-16",
            "multipart/form-data; boundary=x", "nonsense"})
    void otherTypesAreNotRead(String type) {
        Rest.Answer refused = rest.with("content-type", type).send("POST", ALL, BodyPublishers.ofString("{}"));

        assertThat(refused.status()).isEqualTo(415);
        assertThat(refused.text("type")).isEqualTo("unsupported_media_type");
    }

    @ParameterizedTest
    @ValueSource(strings = {"*/*", "application/json", "application/*", "text/html, */*;q=0.1", "APPLICATION/JSON",
            "text/html,application/json;q=0.9", ""})
    void whoeverTakesJsonGetsIt(String accept) {
        assertThat(rest.with("Accept", accept).get(ALL).status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/html", "application/xml, text/*", "application/json;q=0", ";;;"})
    void whoeverTakesNoJsonIsToldSoInJson(String accept) {
        Rest.Answer refused = rest.with("Accept", accept).get(ALL);

        assertThat(refused.status()).isEqualTo(406);
        assertThat(refused.text("type")).isEqualTo("not_acceptable");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/v3", "/v3/", "/v3/nothing", "/v4/devices", "/v3/devices/x/y", "/v3//devices",
            "/v3/devices//", "/V3/devices", "/v3/device-enrollments;a=b"})
    void whereNothingIsNothingIsFound(String path) {
        Rest.Answer refused = rest.get(path);

        assertThat(refused.status()).isEqualTo(404);
        assertThat(refused.text("type")).isEqualTo("not_found");
    }

    @Test
    void anotherMethodIsToldWhichThereAre() {
        Rest.Answer refused = rest.send("PATCH", ALL, BodyPublishers.noBody());

        assertThat(refused.status()).isEqualTo(405);
        assertThat(refused.text("type")).isEqualTo("method_not_supported");
        assertThat(refused.header("Allow")).contains("GET, POST, HEAD, OPTIONS");
        Rest.Answer options = rest.send("OPTIONS", ALL + "/", BodyPublishers.noBody());
        assertThat(options.status()).isEqualTo(204);
        assertThat(options.header("Allow")).contains("GET, POST, HEAD, OPTIONS");
    }

    @Test
    void headIsGetWithoutItsBody() {
        Rest.Answer head = rest.send("HEAD", ALL, BodyPublishers.noBody());

        assertThat(head.status()).isEqualTo(200);
        assertThat(head.body()).isEmpty();
        assertThat(head.header("Content-Length")).contains(String.valueOf(rest.get(ALL).body().length()));
        assertThat(rest.send("HEAD", ALL + "/x", BodyPublishers.noBody()).status()).isEqualTo(400);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Bearer default", "Bearer ", "Bearer", "Basic YTpi", "ak_1", "Bearer a b",
            "Bearer ak_00000000000000000000000000000000aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"})
    void whoeverIsNotKnownIsToldSo(String authorization) {
        Rest.Answer refused = (authorization.isEmpty()
                ? stack.rest()
                : stack.rest().with("Authorization", authorization)).get(ALL);

        assertThat(refused.status()).isEqualTo(401);
        assertThat(refused.text("type")).isEqualTo("invalid_token");
        assertThat(refused.header("WWW-Authenticate")).contains("Bearer");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "[]", "null", "5", "\"x\"", "{\"enrollment_identity\":\"x\"",
            "{\"enrollment_identity\":\"x\",\"enrollment_identity\":\"y\"}", "{} {}", "{\"a\":01}", "{'a':1}",
            "{\"enrollment_identity\":\"\\ud800\"}", "{\"enrollment_identity\":{}}", "{\"enrollment_identity\":true}",
            "{\"a\":1" + "0000000000000000000000000000000000" + "}", "\u0000"})
    void brokenJsonIsTheRequestsFault(String body) {
        Rest.Answer refused = rest.post(ALL, body);

        assertThat(refused.status()).as(refused.toString()).isEqualTo(400);
        assertThat(refused.text("type")).isEqualTo("validation_error");
        assertThat(refused.text("message")).isNotBlank();
    }

    @Test
    void deepJsonIsTheRequestsFault() {
        assertThat(rest.post(ALL, "{\"a\":" + "[".repeat(30) + "]".repeat(30) + "}").text("message"))
                .contains("enrollment");
        assertThat(rest.post(ALL, "{\"a\":" + "[".repeat(100_000)).status()).isEqualTo(400);
    }

    @Test
    void largeBodiesAreNotRead() {
        String padding = " ".repeat(256 * 1024 - 2);

        assertThat(rest.post(ALL, "{}" + padding).status()).isEqualTo(400);
        Rest.Answer tooLarge = rest.post(ALL, "{} " + padding);
        assertThat(tooLarge.status()).isEqualTo(413);
        assertThat(tooLarge.text("type")).isEqualTo("validation_error");
    }

    @Test
    void aUsableRequestIdIsKeptAndAnyOtherIsReplaced() {
        assertThat(rest.with("X-Request-ID", "my-id_1.2").get(ALL).header("X-Request-ID")).contains("my-id_1.2");
        assertThat(rest.with("X-Request-ID", "a b").get(ALL).header("X-Request-ID").orElseThrow())
                .matches("[0-9a-f]{32}");
        Rest.Answer refused = rest.get("/v3/nothing");
        assertThat(refused.header("X-Request-ID")).contains(refused.text("request_id"));
        assertThat(refused.text("request_id")).matches("[0-9a-f]{32}");
    }
}
