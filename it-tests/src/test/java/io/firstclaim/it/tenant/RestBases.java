package io.firstclaim.it.tenant;

import io.firstclaim.it.stack.OddCa;
import io.firstclaim.it.stack.Pems;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Function;

/// A body for each endpoint that takes one, as its account may send it, in which one value is then changed; and what the texts in its path are.
final class RestBases {
    /// The name of the part that holds the file of a bulk task; its value is the one row of the file.
    static final String FILE = "enrollment_identities";

    private static final Map<String, Thing> OWN = Map.of("devices", Thing.DEVICE_ID, "device-enrollments",
            Thing.CLAIMED_ID, "trusted-certificates", Thing.CERTIFICATE_ID, "api-keys", Thing.KEY_ID, "accounts",
            Thing.ACCOUNT_ID, "device-enrollments-bulk-uploads", Thing.JOB_ID, "device-enrollments-bulk-deletes",
            Thing.JOB_ID, "device-enrollment-webhooks", Thing.WEBHOOK_ID, "developer-certificates",
            Thing.CERTIFICATE_ID);

    private final Map<String, Function<Random, Map<String, Object>>> bodies = new HashMap<>();

    RestBases() {
        bodies.put("POST /device-enrollments", random -> Map.of("enrollment_identity", Belongings.identity(random)));
        bodies.put("POST /device-enrollments-bulk-uploads", random -> Map.of(FILE, Belongings.identity(random)));
        bodies.put("POST /device-enrollments-bulk-deletes", random -> Map.of(FILE, Belongings.identity(random)));
        bodies.put("POST /trusted-certificates",
                random -> Map.of("name", Belongings.word(random, 9), "description", "", "service", "bootstrap",
                        "enrollment_mode", true, "certificate",
                        Pems.of(new OddCa("CN=" + Belongings.word(random, 9)).certificate())));
        bodies.put("PUT /trusted-certificates/{id}", _ -> Map.of("name", "renamed", "description", "changed"));
        bodies.put("PUT /devices/{id}", _ -> Map.of("name", "renamed", "description", "", "endpoint_type", "meter"));
        bodies.put("POST /api-keys", random -> Map.of("name", Belongings.word(random, 9), "role", "account-reader"));
        bodies.put("PUT /api-keys/{id}", _ -> Map.of("name", "reader"));
        bodies.put("POST /accounts", random -> Map.of("display_name", Belongings.word(random, 9)));
        bodies.put("PUT /accounts/{id}", random -> Map.of("display_name", Belongings.word(random, 9)));
        bodies.put("PUT /accounts/me", random -> Map.of("display_name", Belongings.word(random, 9)));
        bodies.put("POST /developer-certificates", _ -> Map.of("name", "developer"));
        bodies.put("POST /device-enrollment-webhooks",
                random -> Map.of("url", "http://127.0.0.1:9/" + Belongings.word(random, 9)));
        bodies.put("POST /device-enrollment-webhooks/{id}/replay", _ -> Map.of("after", 0));
        bodies.put("POST /session", random -> Map.of("api_key", "ak_" + Belongings.word(random, 9)));
    }

    /// A new body; empty for an endpoint that is forgotten here.
    Optional<Map<String, Object>> of(String method, String path, Random random) {
        return Optional.ofNullable(bodies.get(method + " " + path)).map(base -> new TreeMap<>(base.apply(random)));
    }

    /// The id in a path, as an account has one of that kind; for a path of few values one of them.
    static String own(String path, Belongings own) {
        var thing = OWN.get(path.split("/", -1)[1]);
        return thing == null ? "bootstrap" : own.of(thing);
    }
}
