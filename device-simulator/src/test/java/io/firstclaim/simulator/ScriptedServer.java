package io.firstclaim.simulator;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.eclipse.californium.core.coap.CoAP.Code;
import org.eclipse.californium.core.coap.CoAP.ResponseCode;
import org.eclipse.californium.core.coap.EmptyMessage;
import org.eclipse.californium.core.coap.Message;
import org.eclipse.californium.core.coap.MessageObserverAdapter;
import org.eclipse.californium.core.coap.Request;
import org.eclipse.californium.core.coap.Response;
import org.eclipse.californium.core.config.CoapConfig;
import org.eclipse.californium.core.network.CoapEndpoint;
import org.eclipse.californium.core.network.Exchange;
import org.eclipse.californium.core.network.interceptors.MessageInterceptorAdapter;
import org.eclipse.californium.core.server.MessageDeliverer;
import org.eclipse.californium.elements.EndpointContext;
import org.eclipse.californium.elements.config.CertificateAuthenticationMode;
import org.eclipse.californium.elements.config.Configuration;
import org.eclipse.californium.elements.config.SystemConfig;
import org.eclipse.californium.elements.config.UdpConfig;
import org.eclipse.californium.scandium.DTLSConnector;
import org.eclipse.californium.scandium.config.DtlsConfig;
import org.eclipse.californium.scandium.config.DtlsConfig.DtlsRole;
import org.eclipse.californium.scandium.config.DtlsConnectorConfig;
import org.eclipse.californium.scandium.dtls.CertificateType;
import org.eclipse.californium.scandium.dtls.cipher.CipherSuite;
import org.eclipse.californium.scandium.dtls.x509.SingleCertificateProvider;
import org.eclipse.californium.scandium.dtls.x509.StaticNewAdvancedCertificateVerifier;
import org.jspecify.annotations.Nullable;

/// One CoAPs port that answers as a test tells it: the next queued answer, or the standing one.
final class ScriptedServer implements AutoCloseable {
    static final List<CipherSuite> ALL_SUITES = List.of(CipherSuite.TLS_ECDHE_ECDSA_WITH_AES_128_CCM_8,
            CipherSuite.TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256);

    /// An answer, and what to do once it is out.
    record Answer(ResponseCode code, String text, List<String> location, Play then) {
        static Answer of(ResponseCode code) {
            return new Answer(code, "", List.of(), Play.NOTHING);
        }

        static Answer of(ResponseCode code, String text) {
            return new Answer(code, text, List.of(), Play.NOTHING);
        }

        static Answer letIn(Play then) {
            return new Answer(ResponseCode.CHANGED, "", List.of(), then);
        }

        static Answer created(String... location) {
            return new Answer(ResponseCode.CREATED, "", List.of(location), Play.NOTHING);
        }
    }

    /// What the server does of its own.
    @FunctionalInterface
    interface Play {
        Play NOTHING = _ -> {};

        void play(Peer peer) throws InterruptedException;
    }

    /// The settings tests vary.
    record Setup(List<CipherSuite> suites, boolean oneTokenForBlocks, int longestMessage, Duration waits) {
        static final Setup RIGHT = new Setup(ALL_SUITES, true, 512);
        /// Waits as long as it takes when messages get lost.
        static final Setup PATIENT = new Setup(ALL_SUITES, true, 512, Duration.ofSeconds(40));

        Setup(List<CipherSuite> suites, boolean oneTokenForBlocks, int longestMessage) {
            this(suites, oneTokenForBlocks, longestMessage, Duration.ofMillis(1500));
        }
    }

    final Queue<Request> requests = new ConcurrentLinkedQueue<>();
    final List<Message> received = new CopyOnWriteArrayList<>();
    final Queue<Answer> next = new ConcurrentLinkedQueue<>();
    final Queue<Throwable> failures = new ConcurrentLinkedQueue<>();
    private final CoapEndpoint endpoint;
    private final Duration waits;
    private final List<Thread> plays = new CopyOnWriteArrayList<>();
    private volatile boolean quiet;
    private volatile Answer standing = Answer.of(ResponseCode.NOT_FOUND);
    private volatile @Nullable Play beforeAnswering;

    private ScriptedServer(CoapEndpoint endpoint, Duration waits) {
        this.endpoint = endpoint;
        this.waits = waits;
    }

    static ScriptedServer start(Pki.Entity identity, X509Certificate trusted, Setup setup) throws IOException {
        Configuration configuration = new Configuration(CoapConfig.DEFINITIONS, DtlsConfig.DEFINITIONS,
                UdpConfig.DEFINITIONS, SystemConfig.DEFINITIONS);
        configuration.set(CoapConfig.BLOCKWISE_REUSE_TOKEN, setup.oneTokenForBlocks());
        configuration.set(CoapConfig.MAX_MESSAGE_SIZE, setup.longestMessage());
        configuration.set(CoapConfig.PREFERRED_BLOCK_SIZE, 512);
        if (setup.waits().compareTo(Setup.RIGHT.waits()) > 0) {
            // It repeats what gets lost sooner than a test's limit is over.
            configuration.set(CoapConfig.ACK_TIMEOUT, 300, TimeUnit.MILLISECONDS);
            configuration.set(DtlsConfig.DTLS_RETRANSMISSION_TIMEOUT, 300, TimeUnit.MILLISECONDS);
        }
        configuration.set(DtlsConfig.DTLS_ROLE, DtlsRole.SERVER_ONLY);
        configuration.set(DtlsConfig.DTLS_CLIENT_AUTHENTICATION_MODE, CertificateAuthenticationMode.NEEDED);
        configuration.set(DtlsConfig.DTLS_CONNECTION_ID_LENGTH, 6);
        configuration.set(DtlsConfig.DTLS_RECOMMENDED_CIPHER_SUITES_ONLY, false);
        configuration.set(DtlsConfig.DTLS_CIPHER_SUITES, setup.suites());
        DtlsConnectorConfig dtls = DtlsConnectorConfig.builder(configuration)
                .setAddress(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
                .setCertificateIdentityProvider(new SingleCertificateProvider(identity.keys().getPrivate(),
                        new X509Certificate[]{identity.certificate()}, CertificateType.X_509))
                .setAdvancedCertificateVerifier(StaticNewAdvancedCertificateVerifier.builder()
                        .setTrustedCertificates(trusted).setUseEmptyAcceptedIssuers(true).build())
                .build();
        CoapEndpoint endpoint = CoapEndpoint.builder().setConfiguration(configuration)
                .setConnector(new DTLSConnector(dtls)).build();
        ScriptedServer server = new ScriptedServer(endpoint, setup.waits());
        endpoint.setMessageDeliverer(server.new Deliverer());
        endpoint.addInterceptor(server.new Recorder());
        endpoint.start();
        return server;
    }

    String uri() {
        return "coaps://localhost:" + endpoint.getAddress().getPort();
    }

    /// The answer to every request that has none queued.
    void always(Answer answer) {
        standing = answer;
    }

    /// What to send to the device before its next request is answered.
    void beforeAnswering(Play play) {
        beforeAnswering = play;
    }

    /// The queries of each request to a path, in the order they came.
    List<List<String>> queries(String path) {
        return requests(path).stream().map(request -> request.getOptions().getUriQuery()).toList();
    }

    /// The requests to a path, in the order they came.
    List<Request> requests(String path) {
        return requests.stream().filter(request -> request.getOptions().getUriPathString().equals(path)).toList();
    }

    /// Leaves every further request without an answer, and waits until what it plays already is over: a device that is closed in the middle of a
    /// conversation would fail a play that is right.
    void fallSilent() throws InterruptedException {
        synchronized (plays) {
            quiet = true;
        }
        for (Thread play : plays) {
            play.join();
        }
    }

    @Override
    public void close() {
        endpoint.destroy();
    }

    /// Towards a device that sent a request.
    final class Peer {
        private final EndpointContext context;

        private Peer(EndpointContext context) {
            this.context = context;
        }

        @Nullable
        ResponseCode delete(String path) throws InterruptedException {
            return code(send(Request.newDelete(), path));
        }

        @Nullable
        ResponseCode put(String path, int format, byte[] payload) throws InterruptedException {
            Request request = Request.newPut();
            request.getOptions().setContentFormat(format);
            request.setPayload(payload);
            return code(send(request, path));
        }

        @Nullable
        ResponseCode post(String path) throws InterruptedException {
            return code(send(Request.newPost(), path));
        }

        /// The text a GET is answered with, or null if it isn't answered.
        @Nullable
        String get(String path, int accept) throws InterruptedException {
            Request request = Request.newGet();
            request.getOptions().setAccept(accept);
            Response response = send(request, path);
            return response == null ? null : response.getCode() + " " + response.getPayloadString();
        }

        private @Nullable Response send(Request request, String path) throws InterruptedException {
            request.setConfirmable(true);
            request.setDestinationContext(context);
            if (!path.isEmpty()) {
                request.getOptions().setUriPath(path);
            }
            endpoint.sendRequest(request);
            Response response = request.waitForResponse(waits.toMillis());
            if (response == null) {
                request.cancel();
            }
            return response;
        }

        private static @Nullable ResponseCode code(@Nullable Response response) {
            return response == null ? null : response.getCode();
        }
    }

    private final class Deliverer implements MessageDeliverer {
        @Override
        public void deliverRequest(Exchange exchange) {
            Request request = exchange.getRequest();
            requests.add(request);
            boolean asksForPack = request.getCode() == Code.GET;
            Answer queued = asksForPack ? Answer.of(ResponseCode.NOT_FOUND) : next.poll();
            Answer answer = queued == null ? standing : queued;
            Peer peer = new Peer(request.getSourceContext());
            Play before = asksForPack ? null : beforeAnswering;
            play(() -> {
                try {
                    if (before != null) {
                        before.play(peer);
                    }
                    Response response = new Response(answer.code());
                    response.setPayload(answer.text());
                    answer.location().forEach(response.getOptions()::addLocationPath);
                    CountDownLatch sent = new CountDownLatch(1);
                    response.addMessageObserver(new MessageObserverAdapter() {
                        @Override
                        public void onSent(boolean retransmission) {
                            sent.countDown();
                        }
                    });
                    exchange.sendResponse(response);
                    // Without this, what the server sends next may overtake its answer.
                    sent.await();
                    answer.then().play(peer);
                } catch (InterruptedException | RuntimeException | AssertionError e) {
                    failures.add(e);
                }
            });
        }

        private void play(Runnable conversation) {
            synchronized (plays) {
                if (!quiet) {
                    plays.add(Thread.ofVirtual().start(conversation));
                }
            }
        }

        @Override
        public void deliverResponse(Exchange exchange, Response response) {
            exchange.getRequest().setResponse(response);
        }
    }

    private final class Recorder extends MessageInterceptorAdapter {
        @Override
        public void receiveRequest(Request request) {
            received.add(request);
        }

        @Override
        public void receiveResponse(Response response) {
            received.add(response);
        }

        @Override
        public void receiveEmptyMessage(EmptyMessage message) {
            received.add(message);
        }
    }
}
