package io.firstclaim.api;

/// Where a core listens.
///
/// @param host a DNS name or an IP literal, an IPv6 one without brackets
/// @param port 1 to 65535
public record CoreAddress(String host, int port) {

    /// The longest DNS name (RFC 1035, section 2.3.4).
    private static final int MAX_HOST_LENGTH = 253;
    private static final int MAX_PORT = 65535;

    public CoreAddress {
        if (host.isBlank() || host.length() > MAX_HOST_LENGTH) {
            throw new IllegalArgumentException(
                    "the host of a core has 1 to " + MAX_HOST_LENGTH + " characters: '" + host + "'");
        }
        if (port < 1 || port > MAX_PORT) {
            throw new IllegalArgumentException("the port of a core is 1 to " + MAX_PORT + ", not " + port);
        }
    }

    /// Reads `host:port`, or `[IPv6]:port`.
    ///
    /// @throws IllegalArgumentException when it is neither
    public static CoreAddress parse(String text) {
        int colon = text.lastIndexOf(':');
        if (colon < 1) {
            throw new IllegalArgumentException("expected host:port, not '" + text + "'");
        }
        String host = text.substring(0, colon);
        boolean bracketed = host.startsWith("[") && host.endsWith("]");
        if (!bracketed && host.indexOf(':') >= 0) {
            throw new IllegalArgumentException("an IPv6 address needs brackets: '" + text + "'");
        }
        try {
            return new CoreAddress(bracketed ? host.substring(1, host.length() - 1) : host,
                    Integer.parseInt(text.substring(colon + 1)));
        } catch (NumberFormatException notANumber) {
            throw new IllegalArgumentException("the port is a number: '" + text + "'", notANumber);
        }
    }

    /// As [#parse(String)] reads it.
    @Override
    public String toString() {
        return (host.indexOf(':') >= 0 ? "[" + host + "]" : host) + ":" + port;
    }
}
