package io.firstclaim.edge;

import com.google.protobuf.ByteString;
import io.firstclaim.api.CoreAddress;
import io.firstclaim.edge.trust.Certificates;
import io.firstclaim.edge.trust.P256;
import io.firstclaim.proto.bootstrap.v1.AnnounceEdgeRequest;
import io.firstclaim.proto.bootstrap.v1.AnnounceEdgeResponse;
import io.firstclaim.proto.bootstrap.v1.BootstrapServiceGrpc;
import io.firstclaim.proto.bootstrap.v1.CheckHandshakeRequest;
import io.firstclaim.proto.bootstrap.v1.CheckHandshakeResponse;
import io.firstclaim.proto.bootstrap.v1.ClaimDeviceRequest;
import io.firstclaim.proto.bootstrap.v1.ClaimDeviceResponse;
import io.firstclaim.proto.bootstrap.v1.ClaimedDevice;
import io.firstclaim.proto.bootstrap.v1.ConfirmBootstrapRequest;
import io.firstclaim.proto.bootstrap.v1.ConfirmBootstrapResponse;
import io.firstclaim.proto.bootstrap.v1.DeregisterDeviceRequest;
import io.firstclaim.proto.bootstrap.v1.DeregisterDeviceResponse;
import io.firstclaim.proto.bootstrap.v1.IssueServerCertificateRequest;
import io.firstclaim.proto.bootstrap.v1.IssueServerCertificateResponse;
import io.firstclaim.proto.bootstrap.v1.RefusedDevice;
import io.firstclaim.proto.bootstrap.v1.RegisterDeviceRequest;
import io.firstclaim.proto.bootstrap.v1.RegisterDeviceResponse;
import io.firstclaim.proto.bootstrap.v1.Registered;
import io.firstclaim.proto.bootstrap.v1.TrustAnchor;
import io.firstclaim.proto.bootstrap.v1.TrustedChain;
import io.firstclaim.proto.bootstrap.v1.UntrustedChain;
import io.firstclaim.proto.bootstrap.v1.UntrustedReason;
import io.firstclaim.proto.bootstrap.v1.UpdateRegistrationRequest;
import io.firstclaim.proto.bootstrap.v1.UpdateRegistrationResponse;
import io.firstclaim.proto.bootstrap.v1.WatchTrustAnchorsRequest;
import io.firstclaim.proto.bootstrap.v1.WatchTrustAnchorsResponse;
import io.firstclaim.proto.claim.v1.RefusalReason;
import io.firstclaim.proto.credential.v1.EdgeIdentityServiceGrpc;
import io.firstclaim.proto.credential.v1.JoinEdgeRequest;
import io.firstclaim.proto.credential.v1.JoinEdgeResponse;
import io.grpc.Server;
import io.grpc.StatusRuntimeException;
import io.grpc.netty.shaded.io.grpc.netty.GrpcSslContexts;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.grpc.netty.shaded.io.netty.handler.ssl.ClientAuth;
import io.grpc.netty.shaded.io.netty.handler.ssl.SslContextBuilder;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.security.spec.X509EncodedKeySpec;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.bouncycastle.openssl.PEMException;
import org.bouncycastle.openssl.jcajce.JcaPEMKeyConverter;
import org.bouncycastle.pkcs.PKCS10CertificationRequest;

/// A core that answers as a test tells it, over real TLS on loopback. Certificates it issues are real.
public final class ScriptedCore implements AutoCloseable {

    public static final String ACCOUNT = "0192f0c0a0b0700080000000000000aa";
    public static final String DEVICE = "0192f0c0a0b0700080000000000000dd";

    final TestAuthority serverCa = TestAuthority.named("CN=server CA");
    final TestAuthority deviceCa = TestAuthority.named("CN=device CA");
    final List<ClaimDeviceRequest> claims = new CopyOnWriteArrayList<>();
    final List<String> confirmed = new CopyOnWriteArrayList<>();
    final List<AnnounceEdgeRequest> announced = new CopyOnWriteArrayList<>();
    final List<RegisterDeviceRequest> registered = new CopyOnWriteArrayList<>();
    final List<UpdateRegistrationRequest> updated = new CopyOnWriteArrayList<>();
    final List<DeregisterDeviceRequest> deregistered = new CopyOnWriteArrayList<>();
    final Set<TestAuthority> anchors = ConcurrentHashMap.newKeySet();

    volatile Function<CheckHandshakeRequest, CheckHandshakeResponse> onHandshake = request -> trust();
    volatile Function<ClaimDeviceRequest, ClaimDeviceResponse> onClaim = this::claim;
    volatile Function<RegisterDeviceRequest, RegisterDeviceResponse> onRegister = request -> RegisterDeviceResponse
            .newBuilder()
            .setRegistered(registration(false)).build();
    volatile Function<UpdateRegistrationRequest, UpdateRegistrationResponse> onUpdate = request -> UpdateRegistrationResponse
            .newBuilder().setRegistered(registration(false)).build();
    volatile boolean deregisters = true;
    volatile Supplier<Instant> serverCertificateEnd = () -> TestAuthority.FAR;
    volatile Consumer<X509Certificate> onServerCertificate = certificate -> {};

    private final AtomicInteger intents = new AtomicInteger();
    private final KeyPair tlsKey = P256.generate();
    private volatile Server server;
    private volatile int port;

    private ScriptedCore() {
        server = build(0);
    }

    public static ScriptedCore start() {
        ScriptedCore core = new ScriptedCore();
        core.run();
        return core;
    }

    public CoreAddress address() {
        return new CoreAddress("localhost", port);
    }

    EdgeIdentity edgeIdentity() {
        KeyPair pair = P256.generate();
        return new EdgeIdentity(List.of(serverCa.certifyClient("CN=edge", pair.getPublic())), pair.getPrivate());
    }

    EdgeConfig edgeConfig() {
        return EdgeConfig.of(address(), serverCa.certificate(), edgeIdentity()).onFreeLoopbackPorts();
    }

    /// Drops all connections and takes no new ones.
    void goAway() {
        server.shutdownNow();
        try {
            server.awaitTermination();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /// At the same port again.
    void comeBack() {
        server = build(port);
        run();
    }

    @Override
    public void close() {
        server.shutdownNow();
    }

    static CheckHandshakeResponse trust() {
        return CheckHandshakeResponse.newBuilder().setTrusted(TrustedChain.getDefaultInstance()).build();
    }

    static CheckHandshakeResponse distrust(UntrustedReason reason) {
        return CheckHandshakeResponse.newBuilder().setUntrusted(UntrustedChain.newBuilder().setReason(reason)).build();
    }

    static ClaimDeviceResponse refuse(RefusalReason reason) {
        return ClaimDeviceResponse.newBuilder().setRefused(RefusedDevice.newBuilder().setReason(reason)).build();
    }

    static Registered registration(boolean bootstrapRequested) {
        return Registered.newBuilder().setAccountId(ACCOUNT).setDeviceId(DEVICE)
                .setBootstrapRequested(bootstrapRequested).build();
    }

    ClaimDeviceResponse claim(ClaimDeviceRequest request) {
        String subject = "L=" + DEVICE + ",OU=" + ACCOUNT + ",CN=" + request.getEndpointName();
        return ClaimDeviceResponse.newBuilder()
                .setClaimed(ClaimedDevice.newBuilder().setAccountId(ACCOUNT).setDeviceId(DEVICE)
                        .setIntentId("intent-" + intents.incrementAndGet())
                        .setDeviceCertificate(der(deviceCa.certifyClient(subject, publicKey(request.getPublicKey()))))
                        .setServerCaCertificate(der(serverCa.certificate())))
                .build();
    }

    private static ByteString der(X509Certificate certificate) {
        return Certificates.encode(List.of(certificate)).getFirst();
    }

    private static PublicKey publicKey(ByteString der) {
        try {
            return KeyFactory.getInstance("EC").generatePublic(new X509EncodedKeySpec(der.toByteArray()));
        } catch (GeneralSecurityException broken) {
            throw new IllegalStateException(broken);
        }
    }

    private void run() {
        try {
            server.start();
            port = server.getPort();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private Server build(int port) {
        try {
            var certificate = serverCa.certifyServer("CN=core", tlsKey.getPublic(), List.of("localhost"),
                    TestAuthority.FAR);
            return NettyServerBuilder.forAddress(new InetSocketAddress(InetAddress.getLoopbackAddress(), port))
                    .sslContext(GrpcSslContexts.configure(SslContextBuilder.forServer(tlsKey.getPrivate(), certificate))
                            .trustManager(serverCa.certificate()).clientAuth(ClientAuth.OPTIONAL).build())
                    .permitKeepAliveTime(1, java.util.concurrent.TimeUnit.SECONDS).addService(new Bootstrap())
                    .addService(new Joining())
                    .build();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private static <Q, A> void answer(StreamObserver<A> observer, Q request, Function<Q, A> script) {
        try {
            observer.onNext(script.apply(request));
            observer.onCompleted();
        } catch (StatusRuntimeException scripted) {
            observer.onError(scripted);
        }
    }

    private final class Joining extends EdgeIdentityServiceGrpc.EdgeIdentityServiceImplBase {
        @Override
        public void joinEdge(JoinEdgeRequest request, StreamObserver<JoinEdgeResponse> observer) {
            answer(observer, request, asked -> {
                if (!asked.getToken().equals("token")) {
                    throw io.grpc.Status.PERMISSION_DENIED.asRuntimeException();
                }
                return JoinEdgeResponse.newBuilder()
                        .addCertificateChain(
                                der(serverCa.certifyClient("CN=edge", requested(asked.getCertificationRequest()))))
                        .build();
            });
        }
    }

    static PublicKey requested(ByteString certificationRequest) {
        try {
            return new JcaPEMKeyConverter()
                    .getPublicKey(new PKCS10CertificationRequest(certificationRequest.toByteArray())
                            .getSubjectPublicKeyInfo());
        } catch (PEMException broken) {
            throw new IllegalStateException(broken);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private final class Bootstrap extends BootstrapServiceGrpc.BootstrapServiceImplBase {
        @Override
        public void checkHandshake(CheckHandshakeRequest request, StreamObserver<CheckHandshakeResponse> observer) {
            answer(observer, request, onHandshake);
        }

        @Override
        public void claimDevice(ClaimDeviceRequest request, StreamObserver<ClaimDeviceResponse> observer) {
            claims.add(request);
            answer(observer, request, onClaim);
        }

        @Override
        public void confirmBootstrap(ConfirmBootstrapRequest request,
                StreamObserver<ConfirmBootstrapResponse> observer) {
            confirmed.add(request.getIntentId());
            answer(observer, request, asked -> ConfirmBootstrapResponse.newBuilder().setConfirmed(true).build());
        }

        @Override
        public void registerDevice(RegisterDeviceRequest request, StreamObserver<RegisterDeviceResponse> observer) {
            registered.add(request);
            answer(observer, request, onRegister);
        }

        @Override
        public void updateRegistration(UpdateRegistrationRequest request,
                StreamObserver<UpdateRegistrationResponse> observer) {
            updated.add(request);
            answer(observer, request, onUpdate);
        }

        @Override
        public void deregisterDevice(DeregisterDeviceRequest request,
                StreamObserver<DeregisterDeviceResponse> observer) {
            deregistered.add(request);
            answer(observer, request,
                    asked -> DeregisterDeviceResponse.newBuilder().setDeregistered(deregisters).build());
        }

        @Override
        public void watchTrustAnchors(WatchTrustAnchorsRequest request,
                StreamObserver<WatchTrustAnchorsResponse> observer) {
            observer.onNext(WatchTrustAnchorsResponse.newBuilder()
                    .addAllAnchors(anchors.stream()
                            .map(anchor -> TrustAnchor.newBuilder().setCertificate(der(anchor.certificate())).build())
                            .toList())
                    .setDeviceCaCertificate(der(deviceCa.certificate())).build());
        }

        @Override
        public void issueServerCertificate(IssueServerCertificateRequest request,
                StreamObserver<IssueServerCertificateResponse> observer) {
            answer(observer, request, asked -> {
                X509Certificate issued = serverCa.certifyServer("CN=" + asked.getHostNames(0),
                        requested(asked.getCertificationRequest()), asked.getHostNamesList(),
                        serverCertificateEnd.get());
                onServerCertificate.accept(issued);
                return IssueServerCertificateResponse.newBuilder().addCertificateChain(der(issued))
                        .addCertificateChain(der(serverCa.certificate())).build();
            });
        }

        @Override
        public void announceEdge(AnnounceEdgeRequest request, StreamObserver<AnnounceEdgeResponse> observer) {
            announced.add(request);
            answer(observer, request, asked -> AnnounceEdgeResponse.getDefaultInstance());
        }
    }
}
