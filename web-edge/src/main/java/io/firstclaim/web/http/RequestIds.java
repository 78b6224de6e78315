package io.firstclaim.web.http;

import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;

/// The id under which a request is known here, at the client and in the core's log.
final class RequestIds {
    /// The header that carries it, in both directions.
    static final String HEADER = "X-Request-ID";

    /// What is taken over from a client, as the core takes it: nothing that could forge a line of a log.
    private static final Pattern USABLE = Pattern.compile("[A-Za-z0-9._-]{1,64}");
    private static final int BYTES = 16;
    private static final SecureRandom RANDOM = new SecureRandom();

    private RequestIds() {}

    /// The client's own id where it is usable, else a new one of 32 hex characters.
    static String of(Optional<String> wished) {
        return wished.filter(text -> USABLE.matcher(text).matches()).orElseGet(RequestIds::fresh);
    }

    /// A new one of 32 hex characters.
    static String fresh() {
        byte[] bytes = new byte[BYTES];
        RANDOM.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }
}
