package io.firstclaim.core.claim;

import io.firstclaim.core.FirstclaimException;
import io.firstclaim.core.Shown;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;

/// Where events are posted: an absolute http or https URL of at most 2000 ASCII characters, with a host, without user and fragment. Whether the host may be
/// reached is another question: [WebhookTargets].
public record WebhookUrl(String text) {
    /// The most characters.
    public static final int MAX_LENGTH = 2000;

    private static final int MAX_PORT = 65_535;

    public WebhookUrl {
        if (text.length() > MAX_LENGTH || !text.chars().allMatch(c -> c > ' ' && c < 0x7f)) {
            throw refused(text, "at most 2000 characters of ASCII are expected");
        }
        var uri = parse(text);
        var scheme = uri.getScheme();
        if (scheme == null || !(scheme.toLowerCase(Locale.ROOT).equals("http")
                || scheme.toLowerCase(Locale.ROOT).equals("https"))) {
            throw refused(text, "http:// or https:// is expected");
        }
        if (uri.getHost() == null || uri.getPort() == 0 || uri.getPort() > MAX_PORT) {
            throw refused(text, "a host name or address is expected, and a port from 1 to 65535 if there is one");
        }
        if (uri.getRawUserInfo() != null || uri.getRawFragment() != null) {
            throw refused(text, "no user and no fragment are expected");
        }
    }

    /// The same as Java has it.
    public URI uri() {
        return parse(text);
    }

    /// The host, an IPv6 address without its brackets.
    public String host() {
        var host = uri().getHost();
        return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    }

    @Override
    public String toString() {
        return text;
    }

    private static URI parse(String text) {
        try {
            return new URI(text);
        } catch (URISyntaxException e) {
            var problem = refused(text, "it is malformed");
            problem.initCause(e);
            throw problem;
        }
    }

    private static FirstclaimException refused(String text, String why) {
        return FirstclaimException.invalid("webhook.url",
                "'%s' is not the URL of a webhook: %s.".formatted(Shown.shortened(text), why));
    }
}
