package io.firstclaim.it.rest;

import static org.assertj.core.api.Assertions.assertThat;

import io.firstclaim.it.stack.Rest;
import io.firstclaim.it.stack.RunningStack;
import io.firstclaim.it.stack.Stack;
import io.firstclaim.it.stack.Tenant;
import java.io.IOException;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(RunningStack.class)
class CredentialRestTest {
    private final Stack stack;
    private final Tenant acme;
    private final Rest rest;

    CredentialRestTest(Stack stack) {
        this.stack = stack;
        acme = stack.tenant("Acme");
        rest = stack.rest(acme);
    }

    @Test
    void bothServersAreKnownTogetherAndEachByItself() throws IOException {
        Rest.Answer both = rest.get("/v3/server-credentials");

        assertThat(both.status()).as(both.toString()).isEqualTo(200);
        assertThat(both.keys()).containsExactly("bootstrap", "lwm2m");
        assertThat(both.json().at("/bootstrap/url").textValue())
                .isEqualTo(stack.bootstrapUri() + "?aid=" + acme.id());
        assertThat(both.json().at("/bootstrap/certificate").textValue())
                .isEqualToIgnoringWhitespace(Files.readString(stack.serverCaFile()));
        Rest.Answer one = rest.get("/v3/server-credentials/lwm2m");
        assertThat(one.keys()).containsExactly("object", "id", "etag", "created_at", "server_uri",
                "server_certificate");
        assertThat(one.text("object")).isEqualTo("server-credentials");
        assertThat(one.text("id")).matches("[0-9a-f]{32}");
        assertThat(one.text("etag")).matches("[A-Za-z0-9]{1,256}");
        assertThat(one.text("server_uri")).isEqualTo(both.json().at("/lwm2m/url").textValue());
        assertThat(rest.get("/v3/server-credentials/other").status()).isEqualTo(404);
    }

    @Test
    void thereAreNoDeveloperCredentials() {
        Rest.Answer refused = rest.post("/v3/developer-certificates", "{\"name\":\"x\"}");

        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.text("type")).isEqualTo("access_denied");
        assertThat(refused.text("message")).contains("first-to-claim");
        assertThat(rest.get("/v3/developer-certificates/" + "0".repeat(32)).status()).isEqualTo(404);
        assertThat(stack.rest().as("default").post("/v3/developer-certificates", "{}").status()).isEqualTo(401);
    }
}
