package io.firstclaim.web.http;

import java.util.Optional;

/// Whether a browser asks from a page of this server. A cookie proves who the browser's user is, not that the user wants what is asked.
public final class SameOrigin {
    private SameOrigin() {}

    /// Refuses a request that does not show that it comes from a page of this server (Fetch Metadata, or RFC 6454).
    static void require(Call call) {
        Optional<String> site = call.header("Sec-Fetch-Site");
        boolean shown = site.isPresent()
                ? site.get().equals("same-origin")
                : call.header("Origin").filter(call.baseUrl()::equals).isPresent();
        if (!shown) {
            throw refusal();
        }
    }

    /// Refuses a request that shows that it comes from a page of another site.
    public static void forbidOthers(Call call) {
        boolean isForeign = call.header("Sec-Fetch-Site")
                .filter(site -> !site.equals("same-origin") && !site.equals("none")).isPresent()
                || call.header("Origin").filter(origin -> !origin.equals(call.baseUrl())).isPresent();
        if (isForeign) {
            throw refusal();
        }
    }

    private static HttpError refusal() {
        return HttpError.of(ErrorType.ACCESS_DENIED,
                "With a session, changes can be asked for by pages of this server only; scripts send an API key.");
    }
}
