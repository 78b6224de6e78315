package io.firstclaim.benchmarks.serve;

import io.firstclaim.benchmarks.load.Device;
import io.firstclaim.benchmarks.load.Maker;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.Security;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.EnumSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.conscrypt.Conscrypt;
import org.eclipse.leshan.core.CertificateUsage;
import org.eclipse.leshan.core.SecurityMode;
import org.eclipse.leshan.core.endpoint.Protocol;
import org.eclipse.leshan.core.peer.OscoreIdentity;
import org.eclipse.leshan.core.request.BindingMode;
import org.eclipse.leshan.core.request.ContentFormat;
import org.eclipse.leshan.server.bootstrap.BootstrapConfig;
import org.eclipse.leshan.server.bootstrap.InMemoryBootstrapConfigStore;
import org.eclipse.leshan.server.bootstrap.InvalidConfigurationException;
import org.eclipse.leshan.server.bootstrap.LeshanBootstrapServer;
import org.eclipse.leshan.server.bootstrap.LeshanBootstrapServerBuilder;
import org.eclipse.leshan.server.californium.bootstrap.endpoint.CaliforniumBootstrapServerEndpointsProvider;
import org.eclipse.leshan.server.californium.bootstrap.endpoint.coaps.CoapsBootstrapServerProtocolProvider;
import org.eclipse.leshan.server.security.BootstrapSecurityStore;
import org.eclipse.leshan.server.security.SecurityInfo;
import org.jspecify.annotations.Nullable;

/// Leshan's bootstrap server as its wiki sets one up (Getting Started: Bootstrap Server), in X.509 mode, with all devices' configurations in its memory
/// before the first one comes. Their credentials are made beforehand: it neither makes keys nor signs.
record LeshanBootstrap(LeshanBootstrapServer server) implements Served {
    private static final int SHORT_SERVER_ID = 1;
    private static final int LIFETIME = 86_400;

    /// @param folder
    ///            with the CA of the devices
    /// @param count
    ///            how many devices there are: `meter-0`, `meter-1` and so on
    static LeshanBootstrap start(Path folder, int count) throws IOException, GeneralSecurityException {
        try (var trusted = Files.newInputStream(folder.resolve(Serve.TRUSTED_FILE))) {
            var ca = new Maker("Servers");
            var own = ca.devices("localhost", 1).getFirst();
            var certificate = ca.certify("localhost", own.certificate().getPublicKey(), KeyPurposeId.id_kp_serverAuth,
                    List.of());
            var builder = new LeshanBootstrapServerBuilder();
            builder.setPrivateKey(own.key());
            builder.setCertificateChain(new X509Certificate[]{certificate, ca.certificate()});
            builder.setTrustedCertificates(
                    new Certificate[]{CertificateFactory.getInstance("X.509").generateCertificate(trusted)});
            builder.setConfigStore(configurations(ca, count));
            builder.setSecurityStore(new X509Only());
            builder.setEndpointsProviders(new CaliforniumBootstrapServerEndpointsProvider.Builder(
                    new CoapsBootstrapServerProtocolProvider())
                    .addEndpoint(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), Protocol.COAPS).build());
            var server = builder.build();
            server.start();
            return new LeshanBootstrap(server);
        }
    }

    /// The same with a native provider in front of the JDK's.
    static LeshanBootstrap startNative(Path folder, int count) throws IOException, GeneralSecurityException {
        Security.insertProviderAt(Conscrypt.newProvider(), 1);
        return start(folder, count);
    }

    private static InMemoryBootstrapConfigStore configurations(Maker ca, int count) {
        var store = new InMemoryBootstrapConfigStore();
        var credential = ca.credential("0190163d21d200000000000100100aaa");
        try {
            for (int i = 0; i < count; i++) {
                store.add("meter-" + i, configuration(credential, ca));
            }
        } catch (InvalidConfigurationException e) {
            throw new IllegalStateException("Leshan does not take the configuration", e);
        }
        return store;
    }

    /// What the product writes: it asks which instance is the bootstrap account, deletes, and writes the account of the LwM2M server
    /// and the server object. Leshan's configuration has no place for the new URI of the bootstrap account: it has one small write less to do.
    private static BootstrapConfig configuration(Device credential, Maker ca) {
        var configuration = new BootstrapConfig();
        configuration.contentFormat = ContentFormat.TLV;
        configuration.autoIdForSecurityObject = true;
        configuration.toDelete = List.of("/0", "/1");
        var account = new BootstrapConfig.ServerSecurity();
        account.uri = "coaps://localhost:5784?aid=0190163d21d200000000000100100aaa";
        account.bootstrapServer = false;
        account.securityMode = SecurityMode.X509;
        account.publicKeyOrId = Maker.encoded(credential.certificate());
        account.serverPublicKey = Maker.encoded(ca.certificate());
        account.secretKey = credential.key().getEncoded();
        account.serverId = SHORT_SERVER_ID;
        account.certificateUsage = CertificateUsage.TRUST_ANCHOR_ASSERTION;
        configuration.security.put(0, account);
        var server = new BootstrapConfig.ServerConfig();
        server.shortId = SHORT_SERVER_ID;
        server.lifetime = LIFETIME;
        server.binding = EnumSet.of(BindingMode.U);
        configuration.servers.put(0, server);
        return configuration;
    }

    /// Every device comes with a certificate.
    private static final class X509Only implements BootstrapSecurityStore {
        @Override
        public Iterator<SecurityInfo> getAllByEndpoint(String endpoint) {
            return List.of(SecurityInfo.newX509CertInfo(endpoint)).iterator();
        }

        @Override
        public @Nullable SecurityInfo getByIdentity(String pskIdentity) {
            return null;
        }

        @Override
        public @Nullable SecurityInfo getByOscoreIdentity(OscoreIdentity identity) {
            return null;
        }
    }

    @Override
    public Map<String, String> facts() {
        var uri = server.getEndpoint(Protocol.COAPS).getURI();
        return Map.of("port", Integer.toString(uri.getPort()));
    }

    @Override
    public void close() {
        server.destroy();
    }
}
