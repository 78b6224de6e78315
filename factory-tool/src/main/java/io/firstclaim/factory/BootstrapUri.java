package io.firstclaim.factory;

import io.firstclaim.core.FirstclaimException;
import io.firstclaim.core.ResourceId;
import java.net.URI;
import java.net.URISyntaxException;

import org.jspecify.annotations.Nullable;

/// Where a device bootstraps: `coaps://host:port`, with `?aid=<account id>` when it is assigned to an account.
///
/// @param host a DNS name; an address is taken too, but servers' certificates carry DNS names only, so a client that
///        checks the name (Anjay does) will not connect
/// @param port 1–65535, always written
/// @param accountId whose the device is, or null
public record BootstrapUri(String host, int port, @Nullable ResourceId accountId) {
    /// Longest URI taken, in characters; a DNS name has 253 at most.
    static final int MAX_LENGTH = 512;

    private static final String SCHEME = "coaps";
    private static final String AID = "aid=";

    public BootstrapUri {
        if (host.isEmpty() || port < 1 || port > 65535) {
            throw new FactoryException("bootstrap server " + Texts.shown(host + ":" + port)
                    + ": expected a host name and a port from 1 to 65535");
        }
    }

    /// Parses the text that the server shows as its bootstrap URI.
    ///
    /// @throws FactoryException naming what is missing or too much
    public static BootstrapUri parse(String text) {
        if (text.length() > MAX_LENGTH) {
            throw refused(text, "longer than " + MAX_LENGTH + " characters");
        }
        URI uri;
        try {
            uri = new URI(text);
        } catch (URISyntaxException e) {
            throw refused(text, e.getReason());
        }
        if (!SCHEME.equalsIgnoreCase(uri.getScheme())) {
            throw refused(text, "scheme is not " + SCHEME);
        }
        if (uri.getHost() == null) {
            throw refused(text, "no valid host");
        }
        if (uri.getPort() == -1) {
            throw refused(text, "no port");
        }
        if (uri.getRawUserInfo() != null || uri.getRawFragment() != null
                || !(uri.getRawPath().isEmpty() || uri.getRawPath().equals("/"))) {
            throw refused(text, "more than host, port and aid");
        }
        return new BootstrapUri(uri.getHost(), uri.getPort(), accountId(text, uri.getRawQuery()));
    }

    /// The same server for a device of that account, or of none.
    BootstrapUri withAccountId(@Nullable ResourceId newAccountId) {
        return new BootstrapUri(host, port, newAccountId);
    }

    /// Whether the host is an IPv4 or IPv6 address.
    boolean isAddress() {
        return host.startsWith("[") || host.matches("[0-9.]+");
    }

    /// As it is written into a device.
    @Override
    public String toString() {
        String server = SCHEME + "://" + host + ":" + port;
        return accountId == null ? server : server + "?" + AID + accountId;
    }

    private static @Nullable ResourceId accountId(String text, @Nullable String query) {
        if (query == null) {
            return null;
        }
        if (!query.startsWith(AID)) {
            throw refused(text, "a query other than aid");
        }
        try {
            return ResourceId.parse("aid", query.substring(AID.length()));
        } catch (FirstclaimException e) {
            throw refused(text, "aid " + e.getMessage());
        }
    }

    private static FactoryException refused(String text, String why) {
        return new FactoryException("bootstrap URI " + Texts.shown(text) + ": " + why
                + "; expected coaps://host:port, or coaps://host:port?aid=<account id> for pre-assigned devices");
    }
}
