package io.firstclaim.edge.registration;

import io.firstclaim.edge.bootstrap.BootstrapRequest;
import io.firstclaim.edge.bootstrap.MalformedRequestException;
import io.firstclaim.edge.bootstrap.Queries;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a device says in `POST /rd` or `POST /rd/<account id>/<device id>`. Empty or 0 for what it left out.
///
/// @param endpointName `ep`
/// @param lifetimeSeconds `lt`
/// @param lwm2mVersion `lwm2m`
/// @param binding `b`
/// @param endpointType `et`
/// @param objectLinks the payload
public record RegistrationRequest(String endpointName, long lifetimeSeconds, String lwm2mVersion, String binding,
        String endpointType, String objectLinks) {

    /// The longest lifetime, a year of 365 days.
    public static final long MAX_LIFETIME_SECONDS = 31_536_000;
    /// The longest list of objects, in characters.
    public static final int MAX_OBJECT_LINKS = 16_384;

    private static final int MAX_TOKEN = 16;
    private static final int MAX_ENDPOINT_TYPE = 64;

    /// Reads a request.
    ///
    /// @throws MalformedRequestException when something that counts is unusable
    public static RegistrationRequest parse(List<String> queries, String payload) throws MalformedRequestException {
        Queries given = Queries.of(queries, "ep", "lt", "lwm2m", "b", "et");
        if (payload.length() > MAX_OBJECT_LINKS) {
            throw new MalformedRequestException("The object list is longer than " + MAX_OBJECT_LINKS + " characters.");
        }
        return new RegistrationRequest(orEmpty(given.text("ep", BootstrapRequest.MAX_ENDPOINT_NAME)),
                lifetime(given.text("lt", MAX_TOKEN)), orEmpty(given.text("lwm2m", MAX_TOKEN)),
                orEmpty(given.text("b", MAX_TOKEN)), orEmpty(given.text("et", MAX_ENDPOINT_TYPE)), payload);
    }

    private static long lifetime(@Nullable String text) throws MalformedRequestException {
        if (text == null) {
            return 0;
        }
        if (!text.matches("[0-9]{1,10}") || Long.parseLong(text) < 1 || Long.parseLong(text) > MAX_LIFETIME_SECONDS) {
            throw new MalformedRequestException("Query lt is not 1 to " + MAX_LIFETIME_SECONDS + ".");
        }
        return Long.parseLong(text);
    }

    private static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }
}
