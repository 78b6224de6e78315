package io.firstclaim.edge.bootstrap;

import java.util.List;
import java.util.regex.Pattern;

/// What a device says in `POST /bs`. All of it are hints: who it is says its certificate.
///
/// @param endpointName `ep`, 1 to 64 characters
/// @param accountId `aid`, 32 lower-case hex characters; empty when the device gave none
/// @param client how it wants to be written to
public record BootstrapRequest(String endpointName, String accountId, ClientKind client) {

    /// The longest endpoint name, in characters.
    public static final int MAX_ENDPOINT_NAME = 64;

    private static final int MAX_ID = 32;
    private static final Pattern ACCOUNT_ID = Pattern.compile("[0-9a-fA-F]{32}");

    /// Reads a request.
    ///
    /// @param queries the Uri-Query options
    /// @param maxAge whether the request has a Max-Age option, which is how the Pelion client is known
    /// @throws MalformedRequestException when `ep` is missing or a query that counts is unusable
    public static BootstrapRequest parse(List<String> queries, boolean maxAge) throws MalformedRequestException {
        Queries given = Queries.of(queries, "ep", "aid");
        String endpointName = given.required("ep", MAX_ENDPOINT_NAME);
        String accountId = given.text("aid", MAX_ID);
        if (accountId != null && !ACCOUNT_ID.matcher(accountId).matches()) {
            throw new MalformedRequestException("Query aid is not 32 hexadecimal digits.");
        }
        return new BootstrapRequest(endpointName, accountId == null ? "" : accountId.toLowerCase(java.util.Locale.ROOT),
                maxAge ? ClientKind.PELION : ClientKind.STANDARD);
    }
}
