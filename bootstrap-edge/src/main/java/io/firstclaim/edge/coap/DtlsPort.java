package io.firstclaim.edge.coap;

import io.firstclaim.edge.EdgeConfig;
import io.firstclaim.edge.core.ServerIdentity;
import io.firstclaim.edge.health.EdgeMetrics;
import io.firstclaim.edge.trust.ChainJudge;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.eclipse.californium.core.CoapResource;
import org.eclipse.californium.core.CoapServer;
import org.eclipse.californium.core.coap.CoAP.ResponseCode;
import org.eclipse.californium.core.coap.OptionSet;
import org.eclipse.californium.core.coap.Response;
import org.eclipse.californium.core.config.CoapConfig;
import org.eclipse.californium.core.network.CoapEndpoint;
import org.eclipse.californium.core.network.Exchange;
import org.eclipse.californium.core.network.serialization.UdpDataSerializer;
import org.eclipse.californium.core.server.ServerMessageDeliverer;
import org.eclipse.californium.core.server.resources.Resource;
import org.eclipse.californium.elements.config.CertificateAuthenticationMode;
import org.eclipse.californium.elements.config.Configuration;
import org.eclipse.californium.elements.config.SystemConfig;
import org.eclipse.californium.scandium.config.DtlsConfig;
import org.eclipse.californium.scandium.config.DtlsConfig.DtlsRole;
import org.eclipse.californium.scandium.config.DtlsConnectorConfig;
import org.eclipse.californium.scandium.dtls.CertificateType;
import org.eclipse.californium.scandium.dtls.MultiNodeConnectionIdGenerator;
import org.eclipse.californium.scandium.dtls.SignatureAndHashAlgorithm;
import org.eclipse.californium.scandium.dtls.cipher.CipherSuite;
import org.eclipse.californium.scandium.dtls.cipher.CipherSuite.CertificateKeyAlgorithm;
import org.eclipse.californium.scandium.dtls.cipher.XECDHECryptography.SupportedGroup;

/// A CoAP server over DTLS on one UDP port, as devices need it: the traps of the wire page are settled here.
public final class DtlsPort implements AutoCloseable {

    /// The largest handshake message: a chain of several certificates. Longer ones end the handshake.
    private static final int MAX_HANDSHAKE_MESSAGE_BYTES = 8192;
    /// Fits through any path (RFC 8200, section 5).
    private static final int MAX_DATAGRAM_BYTES = 1280;
    /// For devices behind a NAT that forgets them (RFC 9146): one byte for the edge, the others at random.
    private static final int CONNECTION_ID_BYTES = 6;
    /// What every client takes; the Pelion client reads at most 1152 bytes at once.
    private static final int BLOCK_BYTES = 512;
    /// How long a request is remembered with its answer, in case it is sent again: for as long as a client does that (MAX_TRANSMIT_SPAN, RFC 7252, section
    /// 4.8.2, is 45 seconds), and not for the 247 seconds that a message might wander about the network: DTLS takes no record twice. A client that is
    /// slower is served anew, which gives the same device. Each takes several kilobytes.
    private static final int REMEMBERED_SECONDS = 60;
    /// The longest body: the object list of a registration.
    private static final int MAX_BODY_BYTES = 16_384;

    private final CoapServer server;
    private final CoapEndpoint endpoint;
    private final EdgeConnector connector;
    private final SessionRules rules;
    private final Optional<SavedSessions> saved;

    private DtlsPort(CoapServer server, CoapEndpoint endpoint, EdgeConnector connector, SessionRules rules,
            Optional<SavedSessions> saved) {
        this.server = server;
        this.endpoint = endpoint;
        this.connector = connector;
        this.rules = rules;
        this.saved = saved;
    }

    /// Which of the two ports it is.
    ///
    /// @param name in logs and metrics
    /// @param address to bind; port 0 for any
    /// @param lasting whether devices keep their sessions: a silent one stays, and may be taken up again without a new look at the certificates
    public record Role(String name, InetSocketAddress address, boolean lasting) {}

    /// Binds the port and serves the resource on it.
    ///
    /// @param doorkeeper what it does not let in is dropped unanswered
    /// @throws IOException when the port can't be bound
    public static DtlsPort open(Role role, EdgeConfig config, ServerIdentity identity, ChainJudge judge,
            Doorkeeper doorkeeper, EdgeMetrics metrics, CoapResource resource) throws IOException {
        Configuration configuration = configuration(role, config);
        DtlsConnectorConfig dtls = DtlsConnectorConfig.builder(configuration).setAddress(role.address())
                .setLoggingTag(role.name()).setCertificateIdentityProvider(new ServerCertificates(identity))
                .setAdvancedCertificateVerifier(
                        new ChainVerifier(role.name(), judge, metrics, doorkeeper.wasted(),
                                config.limits().handshakesPerSource()))
                .setDatagramFilter(new DoorFilter(configuration, doorkeeper, metrics.hellosDropped(role.name())))
                .setConnectionIdGenerator(
                        new MultiNodeConnectionIdGenerator(config.sessions().nodeId(), CONNECTION_ID_BYTES))
                .setSessionListener(new HandshakeEnds(role.name(), metrics, doorkeeper.wasted())).build();
        Optional<SavedSessions> saved = Optional.ofNullable(config.sessions().folder()).map(
                folder -> new SavedSessions(role.name(), folder, config.identity().key(), InstantSource.system()));
        EdgeConnector connector = saved.map(sessions -> sessions.connector(dtls))
                .orElseGet(() -> EdgeConnector.of(dtls));
        CoapEndpoint endpoint = CoapEndpoint.builder().setConfiguration(configuration).setConnector(connector)
                .setDataSerializerAndParser(new UdpDataSerializer(), new RequestParser(configuration))
                .setLoggingTag(role.name()).build();
        CoapServer server = new OneResourceServer(configuration);
        server.add(resource);
        server.addEndpoint(endpoint);
        try {
            server.start();
        } catch (IllegalStateException taken) {
            saved.ifPresent(sessions -> sessions.save(connector));
            server.destroy();
            throw new IOException("the " + role.name() + " port can't be bound at " + role.address(), taken);
        }
        metrics.showSessions(role.name(), connector::open);
        return new DtlsPort(server, endpoint, connector,
                SessionRules.keep(connector, role.lasting(), config.sessions().letGoAfter()), saved);
    }

    /// The port that was bound.
    public int port() {
        return endpoint.getAddress().getPort();
    }

    /// Ends what goes on. Sessions that are to be kept are saved.
    @Override
    public void close() {
        rules.close();
        server.stop();
        saved.ifPresent(sessions -> sessions.save(connector));
        server.destroy();
    }

    private static Configuration configuration(Role role, EdgeConfig config) {
        Configuration settings = Configuration.createStandardWithoutFile();
        settings.set(SystemConfig.HEALTH_STATUS_INTERVAL, 0, TimeUnit.SECONDS);
        dtls(settings, role, config);
        coap(settings, config);
        return settings;
    }

    private static void dtls(Configuration settings, Role role, EdgeConfig config) {
        settings.set(DtlsConfig.DTLS_ROLE, DtlsRole.SERVER_ONLY);
        settings.set(DtlsConfig.DTLS_CLIENT_AUTHENTICATION_MODE, CertificateAuthenticationMode.NEEDED);
        settings.set(DtlsConfig.DTLS_CERTIFICATE_TYPES, List.of(CertificateType.X_509));
        settings.set(DtlsConfig.DTLS_RECOMMENDED_CIPHER_SUITES_ONLY, false);
        settings.set(DtlsConfig.DTLS_CIPHER_SUITES,
                List.of(CipherSuite.TLS_ECDHE_ECDSA_WITH_AES_128_CCM_8,
                        CipherSuite.TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256,
                        CipherSuite.TLS_ECDHE_ECDSA_WITH_AES_128_CCM,
                        CipherSuite.TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA256));
        settings.set(DtlsConfig.DTLS_CURVES, List.of(SupportedGroup.secp256r1));
        settings.set(DtlsConfig.DTLS_SIGNATURE_AND_HASH_ALGORITHMS,
                List.of(SignatureAndHashAlgorithm.SHA256_WITH_ECDSA));
        settings.set(DtlsConfig.DTLS_CERTIFICATE_KEY_ALGORITHMS, List.of(CertificateKeyAlgorithm.EC));
        settings.set(DtlsConfig.DTLS_SERVER_USE_SESSION_ID, role.lasting());
        alwaysVerifyAddress(settings);
        settings.set(DtlsConfig.DTLS_MAX_FRAGMENTED_HANDSHAKE_MESSAGE_LENGTH, MAX_HANDSHAKE_MESSAGE_BYTES);
        settings.set(DtlsConfig.DTLS_MAX_TRANSMISSION_UNIT, MAX_DATAGRAM_BYTES);
        settings.set(DtlsConfig.DTLS_RETRANSMISSION_TIMEOUT, config.handshakes().flight().toMillis(),
                TimeUnit.MILLISECONDS);
        settings.set(DtlsConfig.DTLS_MAX_CONNECTIONS, config.limits().sessions());
        settings.set(DtlsConfig.DTLS_STALE_CONNECTION_THRESHOLD, config.timing().staleSession().toSeconds(),
                TimeUnit.SECONDS);
        settings.set(DtlsConfig.DTLS_REMOVE_STALE_DOUBLE_PRINCIPALS, true);
    }

    /// The cookie also of whoever takes a session up again: by default Scandium spares it that, and anyone could then begin handshakes in the name of
    /// another's address, which pays for them (RFC 6347, section 4.2.1).
    @SuppressWarnings("deprecation")
    private static void alwaysVerifyAddress(Configuration settings) {
        settings.set(DtlsConfig.DTLS_USE_HELLO_VERIFY_REQUEST, true);
        settings.set(DtlsConfig.DTLS_VERIFY_PEERS_ON_RESUMPTION_THRESHOLD, 0);
    }

    private static void coap(Configuration settings, EdgeConfig config) {
        settings.set(CoapConfig.BLOCKWISE_REUSE_TOKEN, true);
        settings.set(CoapConfig.PREFERRED_BLOCK_SIZE, BLOCK_BYTES);
        settings.set(CoapConfig.MAX_MESSAGE_SIZE, BLOCK_BYTES);
        settings.set(CoapConfig.MAX_RESOURCE_BODY_SIZE, MAX_BODY_BYTES);
        settings.set(CoapConfig.MAX_ACTIVE_PEERS, config.limits().sessions());
        settings.set(CoapConfig.EXCHANGE_LIFETIME, REMEMBERED_SECONDS, TimeUnit.SECONDS);
        settings.set(CoapConfig.ACK_TIMEOUT, config.timing().coapAck().toMillis(), TimeUnit.MILLISECONDS);
        settings.set(CoapConfig.MAX_RETRANSMIT, config.timing().coapRetransmissions());
    }

    /// Without the resources that Californium adds, which tell what nobody has to know: everything else is 4.04. No proxy either: RFC 7252,
    /// section 5.10.2, asks for 5.05 then.
    private static final class OneResourceServer extends CoapServer {

        OneResourceServer(Configuration configuration) {
            super(configuration);
            getRoot().getChildren().stream().toList().forEach(getRoot()::delete);
            setMessageDeliverer(new ServerMessageDeliverer(getRoot(), configuration) {
                @Override
                protected boolean preDeliverRequest(Exchange exchange) {
                    OptionSet options = exchange.getRequest().getOptions();
                    boolean toProxy = options.hasProxyUri() || options.hasProxyScheme();
                    if (toProxy) {
                        exchange.sendResponse(new Response(ResponseCode.PROXY_NOT_SUPPORTED));
                    }
                    return toProxy;
                }
            });
        }

        @Override
        protected Resource createRoot() {
            return new CoapResource("") {
                @Override
                public void handleRequest(Exchange exchange) {
                    exchange.sendResponse(new Response(ResponseCode.NOT_FOUND));
                }
            };
        }
    }
}
