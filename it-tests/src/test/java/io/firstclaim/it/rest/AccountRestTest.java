package io.firstclaim.it.rest;

import static org.assertj.core.api.Assertions.assertThat;

import io.firstclaim.it.stack.Rest;
import io.firstclaim.it.stack.RunningStack;
import io.firstclaim.it.stack.Stack;
import io.firstclaim.it.stack.Tenant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(RunningStack.class)
class AccountRestTest {
    private final Stack stack;
    private final Tenant acme;
    private final Rest rest;

    AccountRestTest(Stack stack) {
        this.stack = stack;
        acme = stack.tenant("Acme", 7);
        rest = stack.rest(acme);
    }

    @Test
    void anAccountKnowsItself() {
        Rest.Answer own = rest.get("/v3/accounts/me?include=limits,%20policies");

        assertThat(own.status()).as(own.toString()).isEqualTo(200);
        assertThat(own.keys()).contains("object", "id", "etag", "status", "tier", "end_market", "display_name",
                "limits", "limitations", "created_at", "updated_at");
        assertThat(own.text("object")).isEqualTo("account");
        assertThat(own.text("id")).isEqualTo(acme.id());
        assertThat(own.text("status")).isEqualTo("ACTIVE");
        assertThat(own.text("display_name")).isEqualTo("Acme");
        assertThat(own.json().at("/limits/device_quota").textValue()).isEqualTo("7");
        assertThat(own.json().at("/limitations/device_quota/limit").intValue()).isEqualTo(7);
        assertThat(rest.get("/v3/accounts/" + acme.id()).json()).isEqualTo(own.json());
        assertThat(rest.get("/v3/accounts/" + stack.tenant("Other").id()).status()).isEqualTo(404);
        assertThat(rest.get("/v3/accounts").status()).isEqualTo(403);
        assertThat(rest.put("/v3/accounts/me", "{\"device_quota\":8}").text("type")).isEqualTo("access_denied");
    }

    @Test
    void limitationsSayHowFullItIs() {
        Rest.Answer limitations = rest.get("/v3/limitations");

        assertThat(limitations.json().at("/device_quota/limit").intValue()).isEqualTo(7);
        assertThat(limitations.json().at("/device_quota/used").intValue()).isZero();
        assertThat(limitations.json().at("/trusted_certificates/limit").intValue()).isEqualTo(50);
        acme.trusts(stack.maker("Meter maker"));
        assertThat(rest.get("/v3/limitations").json().at("/trusted_certificates/used").intValue()).isOne();
    }

    @Test
    void thePlatformAdministratorMakesChangesAndSuspendsAccounts() {
        Rest platform = stack.platformRest();
        Rest.Answer made = platform.post("/v3/accounts", "{\"display_name\":\"New\",\"device_quota\":3}");
        assertThat(made.status()).as(made.toString()).isEqualTo(201);
        assertThat(made.text("admin_key")).startsWith("ak_").hasSize(67);
        String one = "/v3/accounts/" + made.text("id");
        Rest administrator = stack.rest().as(made.text("admin_key"));
        assertThat(administrator.get("/v3/accounts/me").text("id")).isEqualTo(made.text("id"));
        assertThat(platform.get(one).keys()).doesNotContain("admin_key");

        Rest.Answer changed = platform.put(one, "{\"device_quota\":4,\"status\":\"SUSPENDED\"}");

        assertThat(changed.text("status")).isEqualTo("SUSPENDED");
        assertThat(changed.json().at("/limitations/device_quota/limit").intValue()).isEqualTo(4);
        assertThat(administrator.get("/v3/limitations").status()).isEqualTo(200);
        Rest.Answer refused = administrator.post("/v3/device-enrollments", AnyIdentity.json());
        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.text("type")).isEqualTo("access_denied");
        assertThat(platform.get("/v3/accounts?id__eq=" + made.text("id")).json().get("total_count").intValue())
                .isOne();
        assertThat(platform.put(one, "{\"device_quota\":-1}").json().at("/fields/0/name").textValue())
                .isEqualTo("device_quota");
        assertThat(platform.put(one, "{\"device_quota\":\"4\"}").json().at("/fields/0/name").textValue())
                .isEqualTo("device_quota");
        assertThat(platform.put(one, "{\"device_quota\":99999999999}").status()).isEqualTo(400);
        assertThat(platform.put(one, "{\"status\":\"GONE\"}").status()).isEqualTo(400);
    }

    @Test
    void aKeyIsShownOnceAndEndsWhenItIsDeleted() {
        Rest.Answer made = rest.post("/v3/api-keys",
                "{\"name\":\"script\",\"role\":\"account-reader\",\"owner\":\"x\",\"groups\":[]}");

        assertThat(made.status()).as(made.toString()).isEqualTo(201);
        assertThat(made.keys()).containsExactly("object", "id", "etag", "key", "name", "owner", "account_id", "groups",
                "role", "status", "created_at", "updated_at", "creation_time", "last_login_time");
        assertThat(made.text("key")).startsWith("ak_" + made.text("id")).hasSize(67);
        Rest reader = stack.rest().as(made.text("key"));
        Rest.Answer own = reader.get("/v3/api-keys/me");
        assertThat(own.text("id")).isEqualTo(made.text("id"));
        assertThat(own.text("key")).isEqualTo("ak_" + made.text("id"));
        assertThat(own.text("role")).isEqualTo("account-reader");
        assertThat(reader.post("/v3/device-enrollments", AnyIdentity.json()).status()).isEqualTo(403);
        assertThat(rest.get("/v3/api-keys").json().get("total_count").intValue()).isEqualTo(2);

        String one = "/v3/api-keys/" + made.text("id");
        assertThat(rest.get(one).json()).isEqualTo(own.json());
        assertThat(rest.delete(one).status()).isEqualTo(204);
        assertThat(reader.get("/v3/api-keys/me").status()).isEqualTo(401);
        assertThat(rest.delete(one).status()).isEqualTo(404);
    }

    @Test
    void aKeyIsRenamedAndSwitchedOff() {
        Rest.Answer made = rest.post("/v3/api-keys", "{\"name\":\"script\"}");
        assertThat(made.text("role")).isEqualTo("account-admin");
        Rest other = stack.rest().as(made.text("key"));
        String one = "/v3/api-keys/" + made.text("id");

        assertThat(rest.put(one, "{\"name\":\"robot\",\"status\":\"INACTIVE\"}").text("name")).isEqualTo("robot");

        assertThat(other.get("/v3/api-keys/me").status()).isEqualTo(401);
        assertThat(rest.put(one, "{\"status\":\"ACTIVE\"}").text("status")).isEqualTo("ACTIVE");
        assertThat(other.get("/v3/api-keys/me").status()).isEqualTo(200);
        assertThat(rest.put(one, "{\"role\":\"king\"}").status()).isEqualTo(400);
        assertThat(rest.get("/v3/api-keys?name__eq=robot&status__eq=ACTIVE&key__eq=ak_" + made.text("id")).json()
                .get("total_count").intValue()).isOne();
    }
}
