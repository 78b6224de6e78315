package io.firstclaim.web;

import io.firstclaim.web.health.HealthService;
import io.firstclaim.web.http.Connections;
import io.firstclaim.web.http.Front;
import io.firstclaim.web.http.TransportErrors;
import io.firstclaim.web.tls.ServerCertificate;
import io.helidon.common.tls.Tls;
import io.helidon.webserver.ListenerConfig;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http1.Http1Config;
import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;

/// The three ports: HTTP, HTTPS, and health.
final class Listeners implements AutoCloseable {
    private static final String HTTPS = "https";
    private static final String HEALTH = "health";
    private static final List<String> TLS_VERSIONS = List.of("TLSv1.3", "TLSv1.2");
    /// How often silent connections are looked for at the least.
    private static final Duration IDLE_PERIOD = Duration.ofSeconds(10);

    private final WebServer server;
    private final ScheduledExecutorService watch;

    private Listeners(WebServer server, ScheduledExecutorService watch) {
        this.server = server;
        this.watch = watch;
    }

    /// Opens all three, or none.
    ///
    /// @param connections is told of all of them
    /// @throws IOException when one can't be bound
    static Listeners open(WebEdgeConfig config, ServerCertificate identity, Front front, Connections connections,
            HealthService health) throws IOException {
        WebEdgeConfig.Listening listening = config.listening();
        SSLContext tls = identity.context();
        var builder = WebServer.builder().shutdownHook(false);
        configure(builder, config, connections, listening.address(), listening.httpPort());
        WebServer server = builder.routing(rest(front))
                .putSocket(HTTPS, https -> {
                    configure(https, config, connections, listening.address(), listening.httpsPort());
                    https.tls(Tls.builder().sslContext(tls).enabledProtocols(TLS_VERSIONS).build())
                            .routing(rest(front));
                })
                .putSocket(HEALTH, administration -> {
                    configure(administration, config, connections, listening.health(), listening.healthPort());
                    administration.routing(HttpRouting.builder().register(health));
                }).build();
        server.start();
        if (!server.isRunning()) {
            // Helidon logs why and goes on.
            server.stop();
            throw new IOException(
                    "the web ports can't be bound: HTTP at " + at(listening.address(), listening.httpPort())
                            + ", HTTPS at " + at(listening.address(), listening.httpsPort()) + ", health at "
                            + at(listening.health(), listening.healthPort()));
        }
        ScheduledExecutorService watch = Executors
                .newSingleThreadScheduledExecutor(Thread.ofVirtual().name("web-slow-clients").factory());
        long period = period(config.timing().silence()).toMillis();
        var _ = watch.scheduleWithFixedDelay(connections::cut, period, period, TimeUnit.MILLISECONDS);
        return new Listeners(server, watch);
    }

    private static HttpRouting.Builder rest(Front front) {
        return HttpRouting.builder().any(front);
    }

    private static void configure(ListenerConfig.BuilderBase<?, ?> listener, WebEdgeConfig config,
            Connections connections, InetAddress address, int port) {
        WebEdgeConfig.Limits limits = config.limits();
        Duration silence = config.timing().silence();
        listener.address(address).port(port).maxTcpConnections(limits.connections())
                .shutdownGracePeriod(config.timing().stop()).idleConnectionTimeout(silence)
                .idleConnectionPeriod(period(silence)).connectionOptions(socket -> socket.tcpNoDelay(true))
                .directHandlers(TransportErrors.handlers()).errorHandling(errors -> errors.includeEntity(true))
                .protocolsDiscoverServices(false).addProtocol(Http1Config.builder().maxHeadersSize(limits.headerBytes())
                        .maxPrologueLength(limits.lineBytes()).addReceiveListener(connections).build());
    }

    private static Duration period(Duration silence) {
        return silence.compareTo(IDLE_PERIOD) < 0 ? silence : IDLE_PERIOD;
    }

    private static String at(InetAddress address, int port) {
        return address.getHostAddress() + ":" + port;
    }

    int http() {
        return server.port();
    }

    int https() {
        return server.port(HTTPS);
    }

    int health() {
        return server.port(HEALTH);
    }

    /// Takes no new requests, and lets those under way end within the limit.
    @Override
    public void close() {
        server.stop();
        watch.shutdownNow();
    }
}
