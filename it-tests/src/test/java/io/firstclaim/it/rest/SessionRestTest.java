package io.firstclaim.it.rest;

import static org.assertj.core.api.Assertions.assertThat;

import io.firstclaim.it.stack.Rest;
import io.firstclaim.it.stack.RunningStack;
import io.firstclaim.it.stack.Stack;
import io.firstclaim.it.stack.Tenant;
import java.net.http.HttpRequest.BodyPublishers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(RunningStack.class)
class SessionRestTest {
    private static final String SESSION = "/v3/session";

    private final Stack stack;
    private final Tenant acme;

    SessionRestTest(Stack stack) {
        this.stack = stack;
        acme = stack.tenant("Acme");
    }

    @Test
    void aSessionIsASealedCookieThatReads() {
        Rest.Answer begun = signIn();

        assertThat(begun.status()).as(begun.toString()).isEqualTo(201);
        assertThat(begun.text("account_id")).isEqualTo(acme.id());
        assertThat(begun.text("role")).isEqualTo("account-admin");
        String cookie = begun.header("Set-Cookie").orElseThrow();
        assertThat(cookie).contains("; HttpOnly", "; SameSite=Strict", "; Path=/v3", "; Max-Age=")
                .doesNotContain("Secure", acme.apiKey());
        assertThat(with(begun).get("/v3/accounts/me").text("id")).isEqualTo(acme.id());
    }

    @Test
    void changesNeedAPageOfThisServer() {
        Rest portal = with(signIn());
        String server = stack.rest().server();

        assertThat(enroll(portal).text("type")).isEqualTo("access_denied");
        assertThat(enroll(portal.with("Origin", "http://evil.example")).status()).isEqualTo(403);
        assertThat(enroll(portal.with("Sec-Fetch-Site", "cross-site")).status()).isEqualTo(403);
        assertThat(enroll(portal.with("Sec-Fetch-Site", "cross-site").with("Origin", server)).status())
                .isEqualTo(403);
        assertThat(enroll(portal.with("Sec-Fetch-Site", "same-origin")).status()).isEqualTo(201);
        assertThat(enroll(portal.with("Origin", server)).status()).isEqualTo(201);
    }

    @Test
    void aCookieThatWasTouchedIsNoSession() {
        String cookie = cookieOf(signIn());

        char last = cookie.charAt(cookie.length() - 2);
        String touched = cookie.substring(0, cookie.length() - 2) + (last == 'A' ? 'B' : 'A')
                + cookie.charAt(cookie.length() - 1);

        for (String none : new String[]{touched, "firstclaim_session=", "firstclaim_session=AAAA",
                "firstclaim_session=%%", "other=1"}) {
            assertThat(stack.rest().with("Cookie", none).get("/v3/accounts/me").status()).isEqualTo(401);
        }
        assertThat(stack.rest().with("Cookie", "a=b; " + cookie + "; c=d").get("/v3/accounts/me").status())
                .isEqualTo(200);
    }

    @Test
    void onlyAGoodKeySignsIn() {
        assertThat(stack.rest().post(SESSION, "{\"api_key\":\"ak_nobody\"}").status()).isEqualTo(401);
        assertThat(stack.rest().post(SESSION, "{}").status()).isEqualTo(400);
        assertThat(stack.rest().as("default").send("POST", SESSION, BodyPublishers.noBody()).status()).isEqualTo(401);
        Rest.Answer byHeader = stack.rest(acme).send("POST", SESSION, BodyPublishers.noBody());
        assertThat(byHeader.status()).isEqualTo(201);
        assertThat(stack.rest(acme).with("Origin", "http://evil.example").send("POST", SESSION, BodyPublishers.noBody())
                .status()).isEqualTo(403);
    }

    @Test
    void signingOutEndsTheCookie() {
        Rest.Answer ended = with(signIn()).delete(SESSION);

        assertThat(ended.status()).isEqualTo(204);
        assertThat(ended.header("Set-Cookie").orElseThrow()).contains("firstclaim_session=;", "Max-Age=0");
        assertThat(stack.rest().delete(SESSION).status()).isEqualTo(204);
    }

    @Test
    void revokingTheKeyEndsTheSession() {
        Rest administrator = stack.rest(acme);
        Rest.Answer key = administrator.post("/v3/api-keys", "{\"name\":\"portal\"}");
        Rest portal = with(stack.rest().post(SESSION, "{\"api_key\":\"" + key.text("key") + "\"}"));
        assertThat(portal.get("/v3/accounts/me").status()).isEqualTo(200);

        administrator.delete("/v3/api-keys/" + key.text("id"));

        assertThat(portal.get("/v3/accounts/me").status()).isEqualTo(401);
    }

    private Rest.Answer signIn() {
        return stack.rest().post(SESSION, "{\"api_key\":\"" + acme.apiKey() + "\"}");
    }

    private Rest with(Rest.Answer begun) {
        return stack.rest().with("Cookie", cookieOf(begun));
    }

    private static String cookieOf(Rest.Answer begun) {
        return begun.header("Set-Cookie").orElseThrow().split(";", 2)[0];
    }

    private static Rest.Answer enroll(Rest portal) {
        return portal.post("/v3/device-enrollments", AnyIdentity.json());
    }
}
