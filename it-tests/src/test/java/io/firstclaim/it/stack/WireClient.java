package io.firstclaim.it.stack;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.security.cert.CertPath;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import javax.security.auth.x500.X500Principal;
import org.eclipse.californium.core.coap.CoAP;
import org.eclipse.californium.core.coap.CoAP.Code;
import org.eclipse.californium.core.coap.CoAP.ResponseCode;
import org.eclipse.californium.core.coap.MediaTypeRegistry;
import org.eclipse.californium.core.coap.Request;
import org.eclipse.californium.core.coap.Response;
import org.eclipse.californium.core.config.CoapConfig;
import org.eclipse.californium.core.network.CoapEndpoint;
import org.eclipse.californium.core.network.Exchange;
import org.eclipse.californium.core.network.interceptors.MessageInterceptor;
import org.eclipse.californium.core.server.MessageDeliverer;
import org.eclipse.californium.elements.AddressEndpointContext;
import org.eclipse.californium.elements.config.Configuration;
import org.eclipse.californium.elements.config.SystemConfig;
import org.eclipse.californium.elements.config.UdpConfig;
import org.eclipse.californium.scandium.DTLSConnector;
import org.eclipse.californium.scandium.config.DtlsConfig;
import org.eclipse.californium.scandium.config.DtlsConfig.DtlsRole;
import org.eclipse.californium.scandium.config.DtlsConnectorConfig;
import org.eclipse.californium.scandium.dtls.AlertMessage;
import org.eclipse.californium.scandium.dtls.AlertMessage.AlertLevel;
import org.eclipse.californium.scandium.dtls.CertificateIdentityResult;
import org.eclipse.californium.scandium.dtls.CertificateMessage;
import org.eclipse.californium.scandium.dtls.CertificateType;
import org.eclipse.californium.scandium.dtls.CertificateVerificationResult;
import org.eclipse.californium.scandium.dtls.ConnectionId;
import org.eclipse.californium.scandium.dtls.HandshakeException;
import org.eclipse.californium.scandium.dtls.HandshakeResultHandler;
import org.eclipse.californium.scandium.dtls.SignatureAndHashAlgorithm;
import org.eclipse.californium.scandium.dtls.cipher.CipherSuite;
import org.eclipse.californium.scandium.dtls.cipher.CipherSuite.CertificateKeyAlgorithm;
import org.eclipse.californium.scandium.dtls.cipher.XECDHECryptography.SupportedGroup;
import org.eclipse.californium.scandium.dtls.x509.CertificateProvider;
import org.eclipse.californium.scandium.dtls.x509.NewAdvancedCertificateVerifier;
import org.eclipse.californium.scandium.dtls.x509.SingleCertificateProvider;
import org.eclipse.californium.scandium.util.ServerNames;
import org.jspecify.annotations.Nullable;

/// A client that sends whatever a test wants over a DTLS session of its own, trusts every server, and does what a server asks of it in the way of
/// a [Manners].
public final class WireClient implements AutoCloseable {
    /// How it behaves towards a server that bootstraps it.
    public enum Manners {
        /// As the Pelion client: can't be asked, and answers the finish by a message of its own.
        PELION,
        /// As a client that follows the standard, with its bootstrap account in instance 0.
        STANDARD,
        /// Acknowledges nothing.
        SILENT
    }

    private final CoapEndpoint endpoint;
    private final InetSocketAddress server;
    private final Manners manners;
    private final String bootstrapUri;
    private final Queue<String> asked = new ConcurrentLinkedQueue<>();

    private WireClient(CoapEndpoint endpoint, InetSocketAddress server, Manners manners) {
        this.endpoint = endpoint;
        this.server = server;
        this.manners = manners;
        this.bootstrapUri = "coaps://localhost:" + server.getPort();
    }

    /// Opens one towards a port of the edge.
    ///
    /// @param identity null for none
    public static WireClient open(Stack stack, int port, @Nullable Identity identity, Manners manners,
            MessageInterceptor... taps) throws IOException {
        CoapEndpoint endpoint = CoapEndpoint.builder().setConfiguration(configuration())
                .setConnector(new DTLSConnector(dtls(identity))).build();
        WireClient client = new WireClient(endpoint, new InetSocketAddress("localhost", port), manners);
        stack.atEnd(client::close);
        for (MessageInterceptor tap : taps) {
            endpoint.addInterceptor(tap);
        }
        endpoint.setMessageDeliverer(client.new Deliverer());
        endpoint.start();
        return client;
    }

    /// How it makes handshakes, from any port of loopback.
    ///
    /// @param identity null for none
    public static DtlsConnectorConfig dtls(@Nullable Identity identity) {
        DtlsConnectorConfig.Builder dtls = DtlsConnectorConfig.builder(configuration())
                .setAddress(new InetSocketAddress("localhost", 0)).setAdvancedCertificateVerifier(new TrustsEveryone());
        if (identity != null) {
            dtls.setCertificateIdentityProvider(new Shameless(new SingleCertificateProvider(identity.key(),
                    identity.chain().toArray(X509Certificate[]::new), CertificateType.X_509)));
        }
        return dtls.build();
    }

    private static Configuration configuration() {
        Configuration configuration = new Configuration(CoapConfig.DEFINITIONS, DtlsConfig.DEFINITIONS,
                UdpConfig.DEFINITIONS, SystemConfig.DEFINITIONS);
        configuration.set(CoapConfig.MAX_RESOURCE_BODY_SIZE, 1 << 20);
        configuration.set(CoapConfig.PREFERRED_BLOCK_SIZE, 512);
        configuration.set(CoapConfig.MAX_MESSAGE_SIZE, 512);
        configuration.set(CoapConfig.PROTOCOL_STAGE_THREAD_COUNT, 1);
        configuration.set(DtlsConfig.DTLS_RECEIVER_THREAD_COUNT, 1);
        configuration.set(DtlsConfig.DTLS_CONNECTOR_THREAD_COUNT, 1);
        configuration.set(DtlsConfig.DTLS_ROLE, DtlsRole.CLIENT_ONLY);
        configuration.set(DtlsConfig.DTLS_USE_SERVER_NAME_INDICATION, false);
        configuration.set(DtlsConfig.DTLS_VERIFY_SERVER_CERTIFICATES_SUBJECT, false);
        configuration.set(DtlsConfig.DTLS_RECOMMENDED_CIPHER_SUITES_ONLY, false);
        configuration.setAsList(DtlsConfig.DTLS_CURVES, SupportedGroup.secp256r1);
        configuration.setAsList(DtlsConfig.DTLS_SIGNATURE_AND_HASH_ALGORITHMS,
                SignatureAndHashAlgorithm.SHA256_WITH_ECDSA);
        configuration.setAsList(DtlsConfig.DTLS_CIPHER_SUITES, CipherSuite.TLS_ECDHE_ECDSA_WITH_AES_128_CCM_8);
        return configuration;
    }

    /// Sends a request and waits for its answer.
    public Response send(Request request) throws InterruptedException {
        return answerTo(request).orElseThrow(() -> new AssertionError("no answer to " + request + ": "
                + request.getSendError()));
    }

    /// Sends a request that ends in a failed handshake.
    ///
    /// @return the alert that the server sent
    public AlertMessage alertTo(Request request) throws InterruptedException {
        Optional<Response> answer = answerTo(request);
        if (answer.isEmpty() && request.getSendError() instanceof HandshakeException failed) {
            return failed.getAlert();
        }
        throw new AssertionError("the handshake did not fail with an alert: " + answer + ", " + request.getSendError());
    }

    private Optional<Response> answerTo(Request request) throws InterruptedException {
        begin(request);
        return Optional.ofNullable(request.waitForResponse(Limits.STEP.toMillis()));
    }

    /// Sends a request and does not wait.
    public void begin(Request request) {
        request.setDestinationContext(new AddressEndpointContext(server));
        endpoint.sendRequest(request);
    }

    /// What the server asked of it, such as `DELETE /0`, in order.
    public List<String> asked() {
        return List.copyOf(asked);
    }

    /// A confirmable request with a path and queries.
    public static Request request(Code code, String path, String... queries) {
        Request request = new Request(code, CoAP.Type.CON);
        for (String segment : path.split("/", -1)) {
            if (!segment.isEmpty()) {
                request.getOptions().addUriPath(segment);
            }
        }
        for (String query : queries) {
            request.getOptions().addUriQuery(query);
        }
        return request;
    }

    /// Drops the socket.
    @Override
    public void close() {
        endpoint.destroy();
    }

    /// Does as its manners are.
    private final class Deliverer implements MessageDeliverer {
        @Override
        public void deliverResponse(Exchange exchange, Response response) {
            exchange.getRequest().setResponse(response);
        }

        @Override
        public void deliverRequest(Exchange exchange) {
            Request request = exchange.getRequest();
            asked.add(request.getCode() + " /" + request.getOptions().getUriPathString());
            switch (manners) {
                case SILENT -> {}
                case PELION -> {
                    if (request.getCode() == Code.POST) {
                        finishBySeparateResponse(exchange);
                    } else if (request.getCode() != Code.GET) {
                        exchange.sendResponse(new Response(codeFor(request)));
                    }
                }
                case STANDARD -> exchange.sendResponse(answer(request));
            }
        }

        private void finishBySeparateResponse(Exchange exchange) {
            exchange.sendAccept();
            Response response = new Response(ResponseCode.CHANGED);
            response.setType(CoAP.Type.CON);
            exchange.sendResponse(response);
        }

        private Response answer(Request request) {
            if (request.getCode() != Code.GET) {
                return new Response(codeFor(request));
            }
            Response response = new Response(ResponseCode.CONTENT);
            response.setPayload("</>;lwm2m=1.1,</0>,</0/0>;uri=\"" + bootstrapUri + "\",</1>,</3/0>");
            response.getOptions().setContentFormat(MediaTypeRegistry.APPLICATION_LINK_FORMAT);
            return response;
        }

        private static ResponseCode codeFor(Request request) {
            return request.getCode() == Code.DELETE ? ResponseCode.DELETED : ResponseCode.CHANGED;
        }
    }

    /// Shows a certificate that is not meant for clients too, which Scandium's own provider refuses to begin with.
    private record Shameless(CertificateProvider provider) implements CertificateProvider {
        @Override
        public List<CertificateKeyAlgorithm> getSupportedCertificateKeyAlgorithms() {
            return provider.getSupportedCertificateKeyAlgorithms();
        }

        @Override
        public List<CertificateType> getSupportedCertificateTypes() {
            return provider.getSupportedCertificateTypes();
        }

        @Override
        public @Nullable CertificateIdentityResult requestCertificateIdentity(ConnectionId cid, boolean client,
                List<X500Principal> issuers, @Nullable ServerNames serverNames,
                List<CertificateKeyAlgorithm> keyAlgorithms, List<SignatureAndHashAlgorithm> signatureAlgorithms,
                List<SupportedGroup> curves) {
            return provider.requestCertificateIdentity(cid, client, issuers, serverNames, keyAlgorithms,
                    signatureAlgorithms, curves);
        }

        @Override
        public void setResultHandler(HandshakeResultHandler resultHandler) {
            provider.setResultHandler(resultHandler);
        }
    }

    /// The server's side of the handshake is not what these tests look at.
    private static final class TrustsEveryone implements NewAdvancedCertificateVerifier {
        @Override
        public List<CertificateType> getSupportedCertificateTypes() {
            return List.of(CertificateType.X_509);
        }

        @Override
        public List<X500Principal> getAcceptedIssuers() {
            return List.of();
        }

        @Override
        public void setResultHandler(HandshakeResultHandler resultHandler) {
            // Every answer is given at once.
        }

        @Override
        public CertificateVerificationResult verifyCertificate(ConnectionId cid, @Nullable ServerNames serverName,
                InetSocketAddress remotePeer, boolean clientUsage, boolean verifySubject,
                boolean truncateCertificatePath, CertificateMessage message) {
            CertPath path = message.getCertificateChain();
            return path == null
                    ? new CertificateVerificationResult(cid, new HandshakeException("no certificate",
                            new AlertMessage(AlertLevel.FATAL, AlertMessage.AlertDescription.BAD_CERTIFICATE)), null)
                    : new CertificateVerificationResult(cid, path, null);
        }
    }
}
