package io.firstclaim.simulator;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URISyntaxException;
import org.jspecify.annotations.Nullable;

/// The URI of a server as LwM2M writes it: `coaps://host:port`, perhaps with `?aid=<account id>`.
///
/// @param text the URI as it was given
/// @param host the host name
/// @param port the UDP port
/// @param accountId the `aid` of the query, if there is one
record ServerUri(String text, String host, int port, @Nullable String accountId) {
    /// The port of `coaps`, RFC 7252 section 6.2.
    static final int DEFAULT_PORT = 5684;

    private static final String ACCOUNT_PARAMETER = "aid=";

    /// Reads a URI.
    ///
    /// @throws IllegalArgumentException if it isn't a `coaps` URI with a host
    static ServerUri parse(String text) {
        URI uri;
        try {
            uri = new URI(text);
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException("not a URI: '" + text + "'", e);
        }
        String host = uri.getHost();
        if (!"coaps".equalsIgnoreCase(uri.getScheme()) || host == null) {
            throw new IllegalArgumentException("a server's URI is coaps://host:port, not '" + text + "'");
        }
        return new ServerUri(text, host, uri.getPort() < 0 ? DEFAULT_PORT : uri.getPort(), accountIn(uri.getQuery()));
    }

    /// The server's address as the name service has it now.
    ///
    /// @throws IOException if it has none
    InetSocketAddress resolve() throws IOException {
        InetSocketAddress address = new InetSocketAddress(host, port);
        if (address.isUnresolved()) {
            throw new IOException("the host " + host + " has no address");
        }
        return address;
    }

    /// The same with an account; any query it had goes.
    ServerUri with(String account) {
        String bare = text.contains("?") ? text.substring(0, text.indexOf('?')) : text;
        return parse(bare + "?" + ACCOUNT_PARAMETER + account);
    }

    private static @Nullable String accountIn(@Nullable String query) {
        if (query == null) {
            return null;
        }
        for (String parameter : query.split("&", -1)) {
            if (parameter.startsWith(ACCOUNT_PARAMETER) && parameter.length() > ACCOUNT_PARAMETER.length()) {
                return parameter.substring(ACCOUNT_PARAMETER.length());
            }
        }
        return null;
    }
}
