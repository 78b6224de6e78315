package io.firstclaim.edge;

import com.google.protobuf.ByteString;
import java.net.DatagramPacket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.cert.X509Certificate;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.eclipse.californium.core.CoapResource;
import org.eclipse.californium.core.CoapServer;
import org.eclipse.californium.core.coap.CoAP.Code;
import org.eclipse.californium.core.coap.CoAP.ResponseCode;
import org.eclipse.californium.core.coap.MediaTypeRegistry;
import org.eclipse.californium.core.coap.Request;
import org.eclipse.californium.core.coap.Response;
import org.eclipse.californium.core.config.CoapConfig;
import org.eclipse.californium.core.network.CoapEndpoint;
import org.eclipse.californium.core.network.Exchange;
import org.eclipse.californium.core.network.interceptors.MessageInterceptorAdapter;
import org.eclipse.californium.core.server.resources.Resource;
import org.eclipse.californium.elements.config.Configuration;
import org.eclipse.californium.elements.util.SslContextUtil;
import org.eclipse.californium.scandium.DTLSConnector;
import org.eclipse.californium.scandium.DtlsDatagramFilter;
import org.eclipse.californium.scandium.config.DtlsConfig;
import org.eclipse.californium.scandium.config.DtlsConnectorConfig;
import org.eclipse.californium.scandium.dtls.CertificateType;
import org.eclipse.californium.scandium.dtls.ContentType;
import org.eclipse.californium.scandium.dtls.HandshakeType;
import org.eclipse.californium.scandium.dtls.cipher.CipherSuite;
import org.eclipse.californium.scandium.dtls.x509.SingleCertificateProvider;
import org.eclipse.californium.scandium.dtls.x509.StaticNewAdvancedCertificateVerifier;
import org.jspecify.annotations.Nullable;

/// A device as Californium makes one: asks, is written to, and remembers every request it got, in order.
final class TestDevice implements AutoCloseable {

    /// What the server asked of the device.
    record Got(Code code, String path, int contentFormat, ByteString payload) {
        @Override
        public String toString() {
            return code + " /" + path
                    + (contentFormat < 0
                            ? ""
                            : " " + contentFormat + " " + HexFormat.of().formatHex(payload.toByteArray()));
        }

        String line() {
            return code + " /" + path + (contentFormat < 0 ? "" : " " + contentFormat);
        }
    }

    private static final int EPOCH = 3;
    private static final int RECORD_HEADER = 13;

    final List<Got> got = new CopyOnWriteArrayList<>();
    /// The requests as they came, each block of a large one for itself.
    final List<Request> datagrams = new CopyOnWriteArrayList<>();
    /// The first handshake message of each datagram that came in the clear.
    final List<HandshakeType> handshakeMessages = new CopyOnWriteArrayList<>();
    /// What the device answers; null for nothing.
    volatile Function<Got, @Nullable Response> answers = TestDevice::take;

    private final CoapServer server;
    private final CoapEndpoint endpoint;
    private final InetSocketAddress address;

    TestDevice(int port, TestAuthority.@Nullable Identity identity, X509Certificate serverCa, CipherSuite... suites) {
        Configuration configuration = Configuration.createStandardWithoutFile();
        configuration.set(CoapConfig.PROTOCOL_STAGE_THREAD_COUNT, 1);
        configuration.set(CoapConfig.MAX_RESOURCE_BODY_SIZE, 16_384);
        configuration.set(DtlsConfig.DTLS_ROLE, DtlsConfig.DtlsRole.CLIENT_ONLY);
        configuration.set(DtlsConfig.DTLS_CONNECTOR_THREAD_COUNT, 1);
        configuration.set(DtlsConfig.DTLS_RECEIVER_THREAD_COUNT, 1);
        configuration.set(DtlsConfig.DTLS_USE_SERVER_NAME_INDICATION, false);
        configuration.set(DtlsConfig.DTLS_RECOMMENDED_CIPHER_SUITES_ONLY, false);
        configuration.set(DtlsConfig.DTLS_CONNECTION_ID_LENGTH, 0);
        configuration.set(DtlsConfig.DTLS_CIPHER_SUITES,
                suites.length == 0 ? List.of(CipherSuite.TLS_ECDHE_ECDSA_WITH_AES_128_CCM_8) : List.of(suites));
        DtlsConnectorConfig.Builder dtls = DtlsConnectorConfig.builder(configuration)
                .setAddress(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
                .setAdvancedCertificateVerifier(StaticNewAdvancedCertificateVerifier.builder()
                        .setTrustedCertificates(new X509Certificate[]{serverCa}).build());
        if (identity != null) {
            dtls.setCertificateIdentityProvider(new SingleCertificateProvider(identity.key(),
                    SslContextUtil.asX509Certificates(identity.chain().toArray(X509Certificate[]::new)),
                    CertificateType.X_509));
        }
        dtls.setDatagramFilter(new DtlsDatagramFilter(configuration) {
            @Override
            public boolean onReceiving(DatagramPacket packet) {
                byte[] data = packet.getData();
                int at = packet.getOffset();
                if (data[at] == ContentType.HANDSHAKE.getCode() && data[at + EPOCH] == 0 && data[at + EPOCH + 1] == 0) {
                    handshakeMessages.add(HandshakeType.getTypeByCode(data[at + RECORD_HEADER]));
                }
                return super.onReceiving(packet);
            }
        });
        endpoint = CoapEndpoint.builder().setConfiguration(configuration).setConnector(new DTLSConnector(dtls.build()))
                .build();
        endpoint.addInterceptor(new MessageInterceptorAdapter() {
            @Override
            public void receiveRequest(Request request) {
                datagrams.add(request);
            }
        });
        server = new CoapServer(configuration) {
            @Override
            protected Resource createRoot() {
                return new Everything();
            }
        };
        server.addEndpoint(endpoint);
        server.start();
        address = new InetSocketAddress("localhost", port);
    }

    /// Says goodbye (`close_notify`), and keeps the endpoint.
    void closeSession() {
        if (endpoint.getConnector() instanceof DTLSConnector connector) {
            connector.close(address);
        }
    }

    /// What a request came to: a response, or the error that kept it from being sent.
    record Outcome(@Nullable Response response, @Nullable Throwable error) {
        Response answered() {
            if (response == null) {
                throw new AssertionError("no response", error);
            }
            return response;
        }
    }

    Request post(String path, String... queries) {
        Request request = new Request(Code.POST);
        request.setURI("coaps://localhost:" + address.getPort() + path);
        for (String query : queries) {
            request.getOptions().addUriQuery(query);
        }
        return request;
    }

    Request request(Code code, String path) {
        Request request = new Request(code);
        request.setURI("coaps://localhost:" + address.getPort() + path);
        return request;
    }

    Outcome send(Request request) {
        return send(request, 20);
    }

    void sendOnly(Request request) {
        request.send(endpoint);
    }

    Response responseTo(Request sent) {
        return await(sent, 20).answered();
    }

    Outcome send(Request request, int seconds) {
        request.send(endpoint);
        return await(request, seconds);
    }

    private static Outcome await(Request request, int seconds) {
        try {
            Response response = request.waitForResponse(TimeUnit.SECONDS.toMillis(seconds));
            return new Outcome(response, request.getSendError());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return new Outcome(null, interrupted);
        }
    }

    List<String> lines() {
        return got.stream().map(Got::line).toList();
    }

    boolean isFinished() {
        return got.stream().anyMatch(each -> each.path().equals("bs"));
    }

    static Response take(Got got) {
        return new Response(switch (got.code()) {
            case DELETE -> ResponseCode.DELETED;
            case PUT, POST -> ResponseCode.CHANGED;
            default -> ResponseCode.NOT_FOUND;
        });
    }

    /// Answers Bootstrap-Discover as a client does whose bootstrap account is an instance of object 0.
    void discoverable(int bootstrapInstance) {
        answers = got -> {
            if (got.code() != Code.GET) {
                return take(got);
            }
            Response response = new Response(ResponseCode.CONTENT);
            response.setPayload(
                    "</>;lwm2m=1.1,</0>,</0/" + bootstrapInstance + ">;uri=\"coaps://localhost:5684\",</1>,</3/0>");
            response.getOptions().setContentFormat(MediaTypeRegistry.APPLICATION_LINK_FORMAT);
            return response;
        };
    }

    @Override
    public void close() {
        server.destroy();
    }

    private final class Everything extends CoapResource {
        Everything() {
            super("");
        }

        @Override
        public Resource getChild(String name) {
            return this;
        }

        @Override
        public void handleRequest(Exchange exchange) {
            Request request = exchange.getRequest();
            Got asked = new Got(request.getCode(), request.getOptions().getUriPathString(),
                    request.getOptions().hasContentFormat() ? request.getOptions().getContentFormat() : -1,
                    request.getPayload() == null ? ByteString.EMPTY : ByteString.copyFrom(request.getPayload()));
            got.add(asked);
            Response response = answers.apply(asked);
            if (response != null) {
                exchange.sendResponse(response);
            }
        }
    }

}
