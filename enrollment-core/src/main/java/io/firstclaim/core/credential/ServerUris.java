package io.firstclaim.core.credential;

import io.firstclaim.core.FirstclaimException;
import io.firstclaim.core.ResourceId;
import io.firstclaim.core.Shown;
import java.util.Map;
import java.util.regex.Pattern;

/// The URIs by which devices reach the servers, without query, for example `coaps://localhost:5684`.
public record ServerUris(String bootstrap, String lwm2m) {
    /// The most characters of a URI.
    public static final int MAX_LENGTH = 255;

    private static final int MAX_PORT = 65_535;
    private static final Pattern FORM = Pattern.compile("coaps://[^\\s\\p{Cntrl}/?#@]+:([0-9]{1,5})");

    public ServerUris {
        requireForm("bootstrap_uri", bootstrap);
        requireForm("lwm2m_uri", lwm2m);
    }

    /// The bootstrap URI of an account.
    public String bootstrapOf(ResourceId accountId) {
        return bootstrap + "?aid=" + accountId;
    }

    /// The LwM2M URI of an account.
    public String lwm2mOf(ResourceId accountId) {
        return lwm2m + "?aid=" + accountId;
    }

    /// What the audit log tells of them.
    Map<String, Object> audited() {
        return Map.of("bootstrap_uri", bootstrap, "lwm2m_uri", lwm2m);
    }

    private static void requireForm(String field, String uri) {
        var form = FORM.matcher(uri);
        if (uri.length() > MAX_LENGTH || !form.matches() || Integer.parseInt(form.group(1)) > MAX_PORT) {
            throw FirstclaimException.invalid(field,
                    "'%s' is not a server URI: coaps://<host>:<port> is expected.".formatted(Shown.shortened(uri)));
        }
    }
}
