package io.firstclaim.web.http;

import io.firstclaim.api.Caller;
import java.util.Optional;

/// In whose name a request asks: by its `Authorization` header, else by the cookie of a session.
public final class Credentials {
    private static final String SCHEME = "Bearer ";
    /// Longer than any key of ours, far shorter than what the core takes as metadata.
    private static final int MAX_KEY_LENGTH = 256;

    private final SessionCookies sessions;

    /// @param sessions opens the cookies of sessions
    public Credentials(SessionCookies sessions) {
        this.sessions = sessions;
    }

    /// The key of a request. Only the core knows whether it is a good one.
    ///
    /// @throws HttpError when there is none, or a page of another site asks for a change in the name of a session
    Caller.ApiKey apiKeyOf(Call call) {
        Optional<String> authorization = call.header("Authorization");
        if (authorization.isPresent()) {
            return bearer(authorization.get());
        }
        Caller.ApiKey key = sessions.open(call.header("Cookie")).map(Credentials::key).orElseThrow(() -> HttpError
                .unauthenticated("An API key is needed, as 'Authorization: Bearer ak_…'."));
        if (!call.isReading()) {
            SameOrigin.require(call);
        }
        return key;
    }

    /// The key in an `Authorization` header (RFC 6750, section 2.1).
    ///
    /// @throws HttpError when there is none
    public static Caller.ApiKey bearer(String authorization) {
        if (!authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            throw HttpError.unauthenticated("The Authorization header has another form: 'Bearer ak_…' is expected.");
        }
        return key(authorization.substring(SCHEME.length()).strip());
    }

    /// A text that may be a key.
    ///
    /// @throws HttpError when it can't be one
    public static Caller.ApiKey key(String text) {
        boolean possible = !text.isEmpty() && text.length() <= MAX_KEY_LENGTH
                && text.chars().allMatch(c -> c > ' ' && c < 0x7f);
        if (!possible) {
            throw HttpError.unauthenticated("This is no API key: 'ak_' and 64 characters are expected.");
        }
        return new Caller.ApiKey(text);
    }
}
