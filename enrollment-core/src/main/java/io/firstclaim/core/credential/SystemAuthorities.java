package io.firstclaim.core.credential;

import io.firstclaim.core.Transactions;
import io.firstclaim.core.credential.Authorities.StoredAuthority;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Optional;

/// The CAs of the system itself, made at its first start and kept encrypted in the database.
///
/// @param webhookSecrets
///            what keeps the keys that sign for webhooks
public record SystemAuthorities(ServerAuthority servers, DeviceAuthority devices, CoreAuthority core,
        SecretBox webhookSecrets) {
    private static final String SERVERS = "server-ca";
    private static final String DEVICES = "device-ca";
    private static final String CORE = "core-ca";

    /// Opens the authorities with the passphrase, or makes them; of several cores that start at once, one does.
    ///
    /// @throws io.firstclaim.core.FirstclaimException when the passphrase is not the one they were made with
    public static SystemAuthorities load(Transactions transactions, char[] passphrase, InstantSource clock,
            SecureRandom random) {
        var servers = loadOrCreate(SERVERS, "Firstclaim server CA", transactions, passphrase, random);
        var devices = loadOrCreate(DEVICES, "Firstclaim device CA", transactions, passphrase, random);
        var core = loadOrCreate(CORE, "Firstclaim core CA", transactions, passphrase, random);
        return new SystemAuthorities(new ServerAuthority(new TlsIssuer(servers, clock, random)),
                new DeviceAuthority(devices), new CoreAuthority(new TlsIssuer(core, clock, random)),
                SecretBox.of(core.key(), "firstclaim webhook secrets", random));
    }

    private static CertificateAuthority loadOrCreate(String name, String commonName, Transactions transactions,
            char[] passphrase, SecureRandom random) {
        return open(name, transactions, passphrase).orElseGet(() -> {
            var made = CertificateAuthority.create(commonName, random);
            var sealed = new StoredAuthority(name, made.certificate(), SealedKey.seal(made.key(), passphrase, random));
            var added = transactions.inTransaction(stores -> stores.authorities().add(sealed));
            return added ? made : open(name, transactions, passphrase).orElseThrow();
        });
    }

    private static Optional<CertificateAuthority> open(String name, Transactions transactions, char[] passphrase) {
        return transactions.inTransaction(stores -> stores.authorities().find(name))
                .map(stored -> new CertificateAuthority(stored.certificate(),
                        SealedKey.open(name, stored.encryptedKeyPem(), passphrase)));
    }
}
