package io.firstclaim.web.account;

import io.firstclaim.api.Caller;
import io.firstclaim.proto.account.v1.AccountServiceGrpc;
import io.firstclaim.proto.account.v1.ApiKey;
import io.firstclaim.proto.account.v1.GetApiKeyRequest;
import io.firstclaim.web.http.Answer;
import io.firstclaim.web.http.Call;
import io.firstclaim.web.http.Credentials;
import io.firstclaim.web.http.Endpoint;
import io.firstclaim.web.http.HttpError;
import io.firstclaim.web.http.Json;
import io.firstclaim.web.http.Resource;
import io.firstclaim.web.http.SameOrigin;
import io.firstclaim.web.http.SessionCookies;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// `/v3/session`: people sign in to the portal with an API key, which their browser keeps in a sealed cookie.
public final class SessionResource implements Resource {
    private static final String PATH = "/session";
    private static final String SET_COOKIE = "Set-Cookie";

    private final SessionCookies cookies;

    /// @param cookies seals the key
    public SessionResource(SessionCookies cookies) {
        this.cookies = cookies;
    }

    @Override
    public List<Endpoint> endpoints() {
        return List.of(Endpoint.of("POST", PATH, this::signIn), Endpoint.of("DELETE", PATH, SessionResource::signOut));
    }

    /// The key to sign in with, unless the `Authorization` header has it.
    private record SignIn(@Nullable String apiKey) {}

    /// Who is signed in, and until when.
    private record SessionBody(String object, String apiKeyId, @Nullable String accountId, @Nullable String role,
            Instant expiresAt) {}

    /// The core is asked whether the key is good before it is sealed.
    private Answer signIn(Call call) {
        SameOrigin.forbidOthers(call);
        Caller.ApiKey key = keyIn(call);
        ApiKey known = AccountServiceGrpc.newBlockingStub(call.as(key)).getApiKey(GetApiKeyRequest.getDefaultInstance())
                .getApiKey();
        Instant end = cookies.end();
        return Answer
                .created(new SessionBody("session", known.getId(), Json.textOrNull(known.getAccountId()),
                        ApiKeyBody.ROLE.word(known.getRole()), end))
                .with(SET_COOKIE, cookies.begin(key.key(), end, call.isSecure()));
    }

    private static Caller.ApiKey keyIn(Call call) {
        Optional<String> authorization = call.header("Authorization");
        if (authorization.isPresent()) {
            return Credentials.bearer(authorization.get());
        }
        String text = call.json(SignIn.class).apiKey();
        if (text == null) {
            throw HttpError.invalid("api_key", "'api_key' is missing: an API key is expected.");
        }
        return Credentials.key(text.strip());
    }

    /// Signing out twice is signing out.
    private static Answer signOut(Call call) {
        SameOrigin.forbidOthers(call);
        return Answer.empty().with(SET_COOKIE, SessionCookies.end(call.isSecure()));
    }
}
