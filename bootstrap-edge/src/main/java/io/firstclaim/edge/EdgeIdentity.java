package io.firstclaim.edge;

import com.google.protobuf.ByteString;
import io.firstclaim.api.Caller;
import io.firstclaim.api.CoreAddress;
import io.firstclaim.api.CoreAddresses;
import io.firstclaim.api.CoreChannel;
import io.firstclaim.edge.trust.Certificates;
import io.firstclaim.edge.trust.CertificationRequests;
import io.firstclaim.edge.trust.P256;
import io.firstclaim.proto.credential.v1.EdgeIdentityServiceGrpc;
import io.firstclaim.proto.credential.v1.JoinEdgeRequest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Set;

/// What an edge proves itself with to the core: a TLS client certificate with the edge role, and its key. Got once, with a join token, and kept in a
/// folder.
///
/// @param chain leaf first
/// @param key of the leaf
public record EdgeIdentity(List<X509Certificate> chain, PrivateKey key) {

    private static final String CHAIN_FILE = "edge.pem";
    private static final String KEY_FILE = "edge-key.pem";
    private static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rw-------");

    public EdgeIdentity {
        if (chain.isEmpty()) {
            throw new IllegalArgumentException("an edge has at least one certificate");
        }
        chain = List.copyOf(chain);
    }

    /// Exchanges a token for an identity. The key never leaves this process except by [#save(Path)].
    ///
    /// @param token from `EdgeIdentityService.CreateJoinToken`; one use of it
    /// @throws io.grpc.StatusRuntimeException PERMISSION_DENIED when the token is unknown, used up or expired
    public static EdgeIdentity join(CoreAddress core, X509Certificate coreCa, String token) {
        return join(CoreAddresses.of(core), coreCa, token);
    }

    /// The same at any of several cores.
    public static EdgeIdentity join(CoreAddresses core, X509Certificate coreCa, String token) {
        KeyPair pair = P256.generate();
        JoinEdgeRequest request = JoinEdgeRequest.newBuilder().setToken(token)
                .setCertificationRequest(CertificationRequests.create(pair)).build();
        try (CoreChannel channel = CoreChannel.open(core, coreCa, Caller.anonymous())) {
            List<ByteString> chain = EdgeIdentityServiceGrpc.newBlockingStub(channel.channel()).joinEdge(request)
                    .getCertificateChainList();
            return new EdgeIdentity(Certificates.parseAll(chain), pair.getPrivate());
        } catch (GeneralSecurityException unreadable) {
            throw new IllegalStateException("the core's certificate for this edge can't be read", unreadable);
        }
    }

    /// Reads what [#save(Path)] wrote.
    ///
    /// @throws IOException when the files are missing or can't be read
    public static EdgeIdentity load(Path folder) throws IOException {
        try {
            PrivateKey key = KeyFactory.getInstance("EC")
                    .generatePrivate(new PKCS8EncodedKeySpec(decode(Files.readString(folder.resolve(KEY_FILE)))));
            List<X509Certificate> chain = new ArrayList<>();
            for (Certificate certificate : CertificateFactory.getInstance("X.509")
                    .generateCertificates(new ByteArrayInputStream(Files.readAllBytes(folder.resolve(CHAIN_FILE))))) {
                chain.add((X509Certificate) certificate);
            }
            return new EdgeIdentity(chain, key);
        } catch (GeneralSecurityException | IllegalArgumentException unreadable) {
            throw new IOException("no edge identity in " + folder + ": " + unreadable.getMessage(), unreadable);
        }
    }

    /// Whether a folder holds an identity.
    public static boolean isIn(Path folder) {
        return Files.exists(folder.resolve(KEY_FILE)) && Files.exists(folder.resolve(CHAIN_FILE));
    }

    /// Whether a core of this CA takes it until then.
    public boolean isOf(X509Certificate coreCa, Instant until) {
        return chain.getLast().equals(coreCa) && chain.getFirst().getNotAfter().toInstant().isAfter(until);
    }

    /// Writes `edge-key.pem`, for its owner only, and `edge.pem`. Replaces what was there, each file at once.
    public void save(Path folder) throws IOException {
        Files.createDirectories(folder);
        StringBuilder pem = new StringBuilder();
        for (ByteString der : Certificates.encode(chain)) {
            pem.append(encode("CERTIFICATE", der.toByteArray()));
        }
        write(folder.resolve(KEY_FILE), encode("PRIVATE KEY", key.getEncoded()));
        write(folder.resolve(CHAIN_FILE), pem.toString());
    }

    /// How this edge calls the core.
    Caller caller() {
        return Caller.edge(chain, key);
    }

    /// Without the key.
    @Override
    public String toString() {
        return "EdgeIdentity[" + chain.getFirst().getSubjectX500Principal() + "]";
    }

    private static void write(Path file, String text) throws IOException {
        FileAttribute<Set<PosixFilePermission>> ownerOnly = PosixFilePermissions.asFileAttribute(OWNER_ONLY);
        Path written = Files.createTempFile(file.toAbsolutePath().getParent(), "edge", ".new", ownerOnly);
        Files.writeString(written, text);
        Files.move(written, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    }

    private static String encode(String type, byte[] der) {
        String body = Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII)).encodeToString(der);
        return "-----BEGIN " + type + "-----\n" + body + "\n-----END " + type + "-----\n";
    }

    private static byte[] decode(String pem) {
        return Base64.getMimeDecoder().decode(pem.replaceAll("-----[A-Z ]+-----", ""));
    }
}
