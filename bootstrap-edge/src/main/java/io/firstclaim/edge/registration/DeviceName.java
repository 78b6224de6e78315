package io.firstclaim.edge.registration;

import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import javax.naming.InvalidNameException;
import javax.naming.ldap.LdapName;
import javax.naming.ldap.Rdn;
import javax.security.auth.x500.X500Principal;

/// Who a device is, as its LwM2M certificate says: subject `CN=<endpoint name>, L=<device id>, OU=<account id>`.
///
/// @param accountId 32 hex characters
/// @param deviceId 32 hex characters
public record DeviceName(String accountId, String deviceId) {

    /// Empty when the subject names no account or no device.
    public static Optional<DeviceName> of(X509Certificate certificate) {
        try {
            List<Rdn> names = new LdapName(certificate.getSubjectX500Principal().getName(X500Principal.RFC2253))
                    .getRdns();
            return value(names, "OU")
                    .flatMap(account -> value(names, "L").map(device -> new DeviceName(account, device)));
        } catch (InvalidNameException notAName) {
            // A certificate of our CA always has one; anything else is nobody.
            return Optional.empty();
        }
    }

    private static Optional<String> value(List<Rdn> names, String type) {
        return names.stream().filter(name -> name.getType().equalsIgnoreCase(type))
                .map(name -> name.getValue().toString())
                .findFirst();
    }
}
