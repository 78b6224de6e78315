package io.firstclaim.api;

import io.firstclaim.proto.bootstrap.v1.BootstrapServiceGrpc;
import io.firstclaim.proto.bootstrap.v1.CheckHandshakeRequest;
import io.firstclaim.proto.bootstrap.v1.CheckHandshakeResponse;
import io.firstclaim.proto.bootstrap.v1.WatchTrustAnchorsRequest;
import io.firstclaim.proto.bootstrap.v1.WatchTrustAnchorsResponse;
import io.firstclaim.proto.credential.v1.EdgeIdentityServiceGrpc;
import io.grpc.Deadline;
import io.grpc.Grpc;
import io.grpc.Metadata;
import io.grpc.Server;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.Status;
import io.grpc.netty.shaded.io.grpc.netty.GrpcSslContexts;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.grpc.netty.shaded.io.netty.handler.ssl.ClientAuth;
import io.grpc.netty.shaded.io.netty.handler.ssl.SslContextBuilder;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;

/// A real gRPC server on loopback that notes who called and how, and fails when told to.
final class RecordingCore implements AutoCloseable {

    static final long NO_DEADLINE = -1;
    private static final Metadata.Key<String> AUTHORIZATION = Metadata.Key.of("authorization",
            Metadata.ASCII_STRING_MARSHALLER);
    private static final Metadata.Key<String> REQUEST_ID = Metadata.Key.of("x-request-id",
            Metadata.ASCII_STRING_MARSHALLER);

    private final List<String> authorizations = new CopyOnWriteArrayList<>();
    private final List<String> requestIds = new CopyOnWriteArrayList<>();
    private final List<Certificate> clientCertificates = new CopyOnWriteArrayList<>();
    private final List<Long> deadlines = new CopyOnWriteArrayList<>();
    private final AtomicInteger calls = new AtomicInteger();
    private final AtomicInteger failures = new AtomicInteger();
    private final AtomicInteger held = new AtomicInteger();
    private volatile boolean holds;
    private volatile Status failure = Status.OK;
    private final Server server;

    private RecordingCore(TestIdentity identity, X509Certificate clientCa) {
        try {
            server = NettyServerBuilder.forAddress(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
                    .sslContext(GrpcSslContexts
                            .configure(SslContextBuilder.forServer(identity.key(), identity.certificate()))
                            .trustManager(clientCa).clientAuth(ClientAuth.OPTIONAL).build())
                    .addService(new Bootstrap())
                    .addService(new EdgeIdentityServiceGrpc.EdgeIdentityServiceImplBase() {}).intercept(new Recorder())
                    .build();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    static RecordingCore start(TestIdentity identity, X509Certificate clientCa) {
        RecordingCore core = new RecordingCore(identity, clientCa);
        try {
            core.server.start();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
        return core;
    }

    CoreAddress address() {
        return new CoreAddress("localhost", server.getPort());
    }

    void reset() {
        authorizations.clear();
        requestIds.clear();
        clientCertificates.clear();
        deadlines.clear();
        calls.set(0);
        failures.set(0);
    }

    void failNext(int howMany, Status status) {
        failure = status;
        failures.set(howMany);
    }

    /// Leaves the calls from now on without an answer.
    void holdCalls() {
        holds = true;
    }

    /// How many calls have no answer.
    int held() {
        return held.get();
    }

    int calls() {
        return calls.get();
    }

    List<String> authorizations() {
        return authorizations;
    }

    List<String> requestIds() {
        return requestIds;
    }

    List<Certificate> clientCertificates() {
        return clientCertificates;
    }

    /// Seconds that were left of each call's deadline when it arrived, or [#NO_DEADLINE].
    List<Long> deadlineSeconds() {
        return deadlines;
    }

    @Override
    public void close() {
        server.shutdownNow();
    }

    private final class Bootstrap extends BootstrapServiceGrpc.BootstrapServiceImplBase {
        @Override
        public void checkHandshake(CheckHandshakeRequest request, StreamObserver<CheckHandshakeResponse> answer) {
            if (holds) {
                held.incrementAndGet();
                return;
            }
            answer.onNext(CheckHandshakeResponse.getDefaultInstance());
            answer.onCompleted();
        }

        @Override
        public void watchTrustAnchors(WatchTrustAnchorsRequest request,
                StreamObserver<WatchTrustAnchorsResponse> answer) {
            answer.onCompleted();
        }
    }

    private final class Recorder implements ServerInterceptor {
        @Override
        public <Q, A> ServerCall.Listener<Q> interceptCall(ServerCall<Q, A> call, Metadata headers,
                ServerCallHandler<Q, A> next) {
            calls.incrementAndGet();
            Deadline deadline = io.grpc.Context.current().getDeadline();
            deadlines.add(deadline == null ? NO_DEADLINE : deadline.timeRemaining(TimeUnit.MILLISECONDS) / 1000 + 1);
            if (headers.containsKey(AUTHORIZATION)) {
                authorizations.add(headers.get(AUTHORIZATION));
            }
            if (headers.containsKey(REQUEST_ID)) {
                requestIds.add(headers.get(REQUEST_ID));
            }
            notePeer(call.getAttributes().get(Grpc.TRANSPORT_ATTR_SSL_SESSION));
            if (failures.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
                call.close(failure, new Metadata());
                return new ServerCall.Listener<>() {};
            }
            return next.startCall(call, headers);
        }

        private void notePeer(SSLSession session) {
            try {
                clientCertificates.add(session.getPeerCertificates()[0]);
            } catch (SSLPeerUnverifiedException anonymous) {
                // A caller without a certificate leaves no mark.
                return;
            }
        }
    }
}
