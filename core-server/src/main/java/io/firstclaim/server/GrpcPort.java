package io.firstclaim.server;

import io.firstclaim.api.CoreChannel;
import io.firstclaim.core.FirstclaimException;
import io.firstclaim.core.Problem;
import io.grpc.BindableService;
import io.grpc.Server;
import io.grpc.ServerCredentials;
import io.grpc.ServerInterceptor;
import io.grpc.ServerInterceptors;
import io.grpc.ServerServiceDefinition;
import io.grpc.health.v1.HealthCheckResponse.ServingStatus;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.grpc.protobuf.services.HealthStatusManager;
import io.grpc.protobuf.services.ProtoReflectionServiceV1;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.logging.Level;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The one port of the core: gRPC over TLS, with health and reflection beside the services. Each call runs on a virtual thread.
final class GrpcPort implements AutoCloseable {
    /// The most bytes of a call's metadata.
    static final int MAX_METADATA_BYTES = 8192;
    /// The most open calls of one connection.
    static final int MAX_CALLS_PER_CONNECTION = 1000;
    /// The most calls that a connection may cancel in [#CANCEL_WINDOW] before it is closed (CVE-2023-44487).
    static final int MAX_CANCELS = 1000;
    /// See [#MAX_CANCELS].
    static final Duration CANCEL_WINDOW = Duration.ofSeconds(10);
    /// How long a connection may take for its TLS handshake.
    static final Duration HANDSHAKE_LIMIT = Duration.ofSeconds(20);
    /// How often the core asks a silent connection for a sign of life.
    static final Duration KEEP_ALIVE = Duration.ofSeconds(60);

    private static final Logger LOG = LoggerFactory.getLogger(GrpcPort.class);
    /// Writes a stack trace for each request that is too large, which the caller is told anyway. Held here, or the level would be forgotten.
    private static final java.util.logging.Logger TOO_LARGE = java.util.logging.Logger
            .getLogger(NettyServerBuilder.class.getPackageName() + ".NettyServerStream");

    private final Server server;
    private final HealthStatusManager health;
    private volatile boolean serving;
    private final List<BindableService> services;
    private final ExecutorService threads;
    private final Duration drainLimit;
    private final AtomicBoolean ending = new AtomicBoolean();

    private GrpcPort(Server server, HealthStatusManager health, List<BindableService> services,
            ExecutorService threads, Duration drainLimit) {
        this.server = server;
        this.health = health;
        this.services = services;
        this.threads = threads;
        this.drainLimit = drainLimit;
    }

    /// Opens the port.
    ///
    /// @param interceptors
    ///            the outermost first
    /// @throws FirstclaimException
    ///             [Problem#NOT_POSSIBLE_NOW] when it can't listen there
    static GrpcPort open(CoreConfig config, ServerCredentials tls, List<BindableService> services,
            List<ServerInterceptor> interceptors) {
        TOO_LARGE.setLevel(Level.OFF);
        var health = new HealthStatusManager();
        var threads = Executors.newVirtualThreadPerTaskExecutor();
        var builder = NettyServerBuilder
                .forAddress(new InetSocketAddress(config.listen().host(), config.listen().port()), tls)
                .executor(threads).maxInboundMessageSize(config.limits().maxMessageBytes())
                .maxInboundMetadataSize(MAX_METADATA_BYTES).maxConcurrentCallsPerConnection(MAX_CALLS_PER_CONNECTION)
                .maxRstFramesPerWindow(MAX_CANCELS, Math.toIntExact(CANCEL_WINDOW.toSeconds()))
                .handshakeTimeout(HANDSHAKE_LIMIT.toSeconds(), TimeUnit.SECONDS)
                .keepAliveTime(KEEP_ALIVE.toSeconds(), TimeUnit.SECONDS)
                .permitKeepAliveTime(CoreChannel.KEEP_ALIVE.toSeconds() / 2, TimeUnit.SECONDS)
                .permitKeepAliveWithoutCalls(true);
        services.forEach(service -> builder.addService(intercepted(service, interceptors)));
        builder.addService(intercepted(health.getHealthService(), interceptors));
        builder.addService(intercepted(ProtoReflectionServiceV1.newInstance(), interceptors));
        var port = new GrpcPort(builder.build(), health, services, threads, config.timing().drainLimit());
        port.start(config.listen());
        return port;
    }

    /// Requests are read inside the interceptors, so that unreadable bytes end like any other broken request.
    private static ServerServiceDefinition intercepted(BindableService service,
            List<ServerInterceptor> interceptors) {
        return ServerInterceptors.interceptForward(
                ServerInterceptors.useInputStreamMessages(service.bindService()), interceptors);
    }

    private void start(CoreConfig.Listen listen) {
        try {
            server.start();
        } catch (IOException taken) {
            threads.close();
            var problem = new FirstclaimException(Problem.NOT_POSSIBLE_NOW, "port",
                    "The core can't listen on %s:%d: %s".formatted(listen.host(), listen.port(), reason(taken)));
            problem.initCause(taken);
            throw problem;
        }
    }

    private static String reason(IOException taken) {
        var cause = taken.getCause() == null ? taken : taken.getCause();
        return String.valueOf(cause.getMessage());
    }

    /// Where it listens.
    int port() {
        return server.getPort();
    }

    /// What health checks are told last.
    boolean isServing() {
        return serving;
    }

    /// What health checks are told, of each service and of the whole.
    void serving(boolean serving) {
        this.serving = serving;
        var status = serving ? ServingStatus.SERVING : ServingStatus.NOT_SERVING;
        health.setStatus(HealthStatusManager.SERVICE_NAME_ALL_SERVICES, status);
        services.forEach(
                service -> health.setStatus(service.bindService().getServiceDescriptor().getName(), status));
    }

    /// Tells health checks from now on that the core is not there, while it still answers.
    void announceEnd() {
        if (ending.compareAndSet(false, true)) {
            health.enterTerminalState();
        }
    }

    /// Takes no more connections and calls and tells clients so (GOAWAY), which go on with another core; lets those under way end within the limit, then cancels them.
    @Override
    public void close() {
        announceEnd();
        server.shutdown();
        if (!endsWithin(drainLimit)) {
            LOG.warn("Calls that did not end within {} are cancelled", drainLimit);
            server.shutdownNow();
            endsWithin(drainLimit);
        }
        threads.shutdownNow();
    }

    private boolean endsWithin(Duration limit) {
        try {
            return server.awaitTermination(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
