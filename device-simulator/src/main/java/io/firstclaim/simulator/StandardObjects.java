package io.firstclaim.simulator;

import java.security.GeneralSecurityException;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;

/// Objects 0 and 1 of a standard client during one bootstrap. Nothing of it is stored before the finish.
final class StandardObjects {
    private final int ownInstance;
    private final SortedMap<Integer, Octets> ownAccount;
    private final NavigableMap<Integer, SortedMap<Integer, Octets>> securities = new TreeMap<>();
    private final NavigableMap<Integer, SortedMap<Integer, Octets>> servers = new TreeMap<>();

    /// @param ownInstance the instance of object 0 with the client's own bootstrap account
    StandardObjects(FactoryItems items, DeviceRecord record, int ownInstance) {
        this.ownInstance = ownInstance;
        this.ownAccount = SecurityResources.bootstrapAccount(items, record.bootstrapUri());
        securities.put(ownInstance, new TreeMap<>(ownAccount));
        Lwm2mAccount account = record.account();
        if (account != null) {
            SortedMap<Integer, Octets> known = new TreeMap<>();
            known.put(SecurityResources.URI, Octets.utf8(account.uri()));
            known.put(SecurityResources.SHORT_SERVER_ID, Octets.ofInteger(account.shortServerId()));
            securities.put(1 - ownInstance, known);
        }
    }

    /// The answer to a Bootstrap-Discover, LwM2M 1.1 section 6.1.7.3.
    String links() {
        StringBuilder links = new StringBuilder("</>;lwm2m=1.1,</0>");
        securities.forEach((number, resources) -> {
            links.append(",</0/").append(number).append('>');
            Octets id = resources.get(SecurityResources.SHORT_SERVER_ID);
            if (id != null) {
                links.append(";ssid=").append(id.integer());
            }
            Octets uri = resources.get(SecurityResources.URI);
            if (uri != null) {
                links.append(";uri=\"").append(uri.text()).append('"');
            }
        });
        links.append(",</1>");
        servers.keySet().forEach(number -> links.append(",</1/").append(number).append('>'));
        return links.append(",</3>,</3/0>").toString();
    }

    /// Deletes all accounts but the client's own.
    void deleteSecurities() {
        securities.keySet().removeIf(number -> number != ownInstance);
    }

    void deleteServers() {
        servers.clear();
    }

    /// Deletes one instance.
    ///
    /// @return false for the client's own bootstrap account
    boolean delete(int object, int instance) {
        if (object == 0 && instance == ownInstance) {
            return false;
        }
        instances(object).remove(instance);
        return true;
    }

    /// Replaces an instance as a whole.
    void write(int object, int instance, SortedMap<Integer, Octets> resources) {
        instances(object).put(instance, new TreeMap<>(resources));
    }

    /// Sets one resource.
    ///
    /// @return false if there is no such instance
    boolean write(int object, int instance, int resource, Octets value) {
        SortedMap<Integer, Octets> resources = instances(object).get(instance);
        if (resources == null) {
            return false;
        }
        resources.put(resource, value);
        return true;
    }

    private NavigableMap<Integer, SortedMap<Integer, Octets>> instances(int object) {
        return object == 0 ? securities : servers;
    }

    /// What was written, if it holds together.
    ///
    /// @throws IllegalArgumentException if it doesn't; the message says why
    BootstrapResult.Finished finished() {
        SortedMap<Integer, Octets> own = securities.getOrDefault(ownInstance, new TreeMap<>());
        for (int number : SecurityResources.KEYS) {
            if (!Objects.equals(ownAccount.get(number), own.get(number))) {
                throw new IllegalArgumentException("own bootstrap account has lost its keys");
            }
        }
        ServerUri bootstrapUri = ServerUri.parse(SecurityResources.get(own, SecurityResources.URI).text());
        Lwm2mAccount account = SecurityResources.account(lwm2mAccount(), Lwm2mAccount.DEFAULT_LIFETIME);
        int lifetime = lifetime(account.shortServerId());
        check(account);
        return new BootstrapResult.Finished(bootstrapUri, SecurityResources.account(lwm2mAccount(), lifetime));
    }

    private Map<Integer, Octets> lwm2mAccount() {
        for (var entry : securities.entrySet()) {
            Octets isBootstrap = entry.getValue().get(SecurityResources.IS_BOOTSTRAP);
            if (entry.getKey() != ownInstance && isBootstrap != null && isBootstrap.integer() == 0) {
                return entry.getValue();
            }
        }
        throw new IllegalArgumentException("no LwM2M account");
    }

    private int lifetime(int shortServerId) {
        for (var server : servers.values()) {
            if (SecurityResources.get(server, ServerResources.SHORT_SERVER_ID).integer() == shortServerId) {
                return SecurityResources.get(server, ServerResources.LIFETIME).integer();
            }
        }
        throw new IllegalArgumentException("no server object for short server id " + shortServerId);
    }

    private void check(Lwm2mAccount account) {
        if (SecurityResources.get(lwm2mAccount(), SecurityResources.MODE)
                .integer() != SecurityResources.CERTIFICATE_MODE) {
            throw new IllegalArgumentException("security mode is not certificate");
        }
        if (account.certificateUsage() != Lwm2mAccount.TRUST_ANCHOR
                && account.certificateUsage() != Lwm2mAccount.DOMAIN_ISSUED) {
            throw new IllegalArgumentException("certificate usage " + account.certificateUsage() + " is not supported");
        }
        ServerUri.parse(account.uri());
        try {
            DtlsIdentity.of(account);
            DtlsIdentity.certificate(account.serverCertificate());
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("unreadable certificate or key", e);
        }
    }
}
