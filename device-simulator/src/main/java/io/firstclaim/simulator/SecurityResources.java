package io.firstclaim.simulator;

import java.security.GeneralSecurityException;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/// The resources of object 0, LwM2M security.
final class SecurityResources {
    static final int URI = 0;
    static final int IS_BOOTSTRAP = 1;
    static final int MODE = 2;
    static final int CERTIFICATE = 3;
    static final int SERVER_CERTIFICATE = 4;
    static final int PRIVATE_KEY = 5;
    static final int SHORT_SERVER_ID = 10;
    static final int CERTIFICATE_USAGE = 15;

    /// Certificates and key.
    static final List<Integer> KEYS = List.of(CERTIFICATE, SERVER_CERTIFICATE, PRIVATE_KEY);
    /// The security mode "certificate".
    static final int CERTIFICATE_MODE = 2;

    private SecurityResources() {}

    /// A device's own bootstrap account.
    static SortedMap<Integer, Octets> bootstrapAccount(FactoryItems items, ServerUri uri) {
        try {
            SortedMap<Integer, Octets> resources = new TreeMap<>();
            resources.put(URI, Octets.utf8(uri.text()));
            resources.put(IS_BOOTSTRAP, Octets.of(new byte[]{1}));
            resources.put(MODE, Octets.of(new byte[]{CERTIFICATE_MODE}));
            resources.put(CERTIFICATE, Octets.of(items.identity().chain().getFirst().getEncoded()));
            resources.put(SERVER_CERTIFICATE, Octets.of(items.serverCa().getEncoded()));
            resources.put(PRIVATE_KEY, items.identity().privateKey());
            return resources;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("certificates that were read can't be written", e);
        }
    }

    /// One resource.
    ///
    /// @throws IllegalArgumentException if it isn't there
    static Octets get(Map<Integer, Octets> resources, int number) {
        Octets value = resources.get(number);
        if (value == null) {
            throw new IllegalArgumentException("resource " + number + " is missing");
        }
        return value;
    }

    /// An LwM2M account from its resources.
    ///
    /// @throws IllegalArgumentException if one is missing
    static Lwm2mAccount account(Map<Integer, Octets> resources, int lifetime) {
        Octets usage = resources.get(CERTIFICATE_USAGE);
        return new Lwm2mAccount(get(resources, URI).text(), get(resources, CERTIFICATE),
                get(resources, SERVER_CERTIFICATE), get(resources, PRIVATE_KEY),
                get(resources, SHORT_SERVER_ID).integer(),
                usage == null ? Lwm2mAccount.DOMAIN_ISSUED : usage.integer(), lifetime);
    }
}
