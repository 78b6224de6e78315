package io.firstclaim.api;

import io.firstclaim.api.trace.TracedCalls;
import io.grpc.Channel;
import io.grpc.ClientInterceptor;
import io.grpc.ClientInterceptors;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.NameResolverRegistry;
import io.grpc.netty.shaded.io.grpc.netty.GrpcSslContexts;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.grpc.netty.shaded.io.netty.handler.ssl.SslContext;
import io.grpc.netty.shaded.io.netty.handler.ssl.SslContextBuilder;
import io.grpc.stub.MetadataUtils;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLException;

/// The ready channel to a core: TLS, the caller's proof, a deadline on every call that sets none, retries where the contract allows a repeat.
///
/// Connects at the first call and again after every loss; calls fail with UNAVAILABLE at once while no core is there. One channel serves all
/// stubs and threads of a process. Several cores are taken in turn, whether they are named one by one or stand behind one DNS name; one that goes away
/// is left out until it is back.
public final class CoreChannel implements AutoCloseable {

    /// The largest answer that is read: the trust anchors of some twenty thousand accounts in one message.
    public static final int MAX_MESSAGE_BYTES = 32 * 1024 * 1024;

    /// How often a connection with a call in flight proves that it is alive. A core has to permit this.
    public static final Duration KEEP_ALIVE = Duration.ofSeconds(20);

    /// How long a core may leave that, or anything that was sent to it, unacknowledged (TCP_USER_TIMEOUT, where the system has it) until it counts as
    /// gone: short enough that a call on a core whose machine fell silent is made again on another while a device still waits.
    private static final Duration KEEP_ALIVE_TIMEOUT = Duration.ofSeconds(4);
    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(5);
    private static final Metadata.Key<String> AUTHORIZATION = Metadata.Key.of("authorization",
            Metadata.ASCII_STRING_MARSHALLER);
    private static final Metadata.Key<String> REQUEST_ID = Metadata.Key.of("x-request-id",
            Metadata.ASCII_STRING_MARSHALLER);

    private static final Metadata.Key<String> FORWARDED_FOR = Metadata.Key.of("x-forwarded-for",
            Metadata.ASCII_STRING_MARSHALLER);

    static {
        NameResolverRegistry.getDefaultRegistry().register(new CoreNameResolver.Provider());
    }

    private final ManagedChannel channel;

    private CoreChannel(ManagedChannel channel) {
        this.channel = channel;
    }

    /// Makes a channel. Does not connect yet, so a core that is away is no error here.
    ///
    /// @param coreCa the CA that the certificate of the core comes from; nothing else is trusted
    /// @throws IllegalArgumentException when the certificates or the key can't be used for TLS
    public static CoreChannel open(CoreAddress address, X509Certificate coreCa, Caller caller) {
        return open(CoreAddresses.of(address), coreCa, caller);
    }

    /// The same to several cores on one database.
    public static CoreChannel open(CoreAddresses addresses, X509Certificate coreCa, Caller caller) {
        List<ClientInterceptor> interceptors = new ArrayList<>();
        interceptors.add(new DefaultDeadline());
        interceptors.add(new TracedCalls());
        if (caller instanceof Caller.ApiKey apiKey) {
            interceptors.add(MetadataUtils.newAttachHeadersInterceptor(proof(apiKey)));
        }
        return new CoreChannel(NettyChannelBuilder.forTarget(CoreNameResolver.target(addresses))
                .sslContext(tls(coreCa, caller))
                .intercept(interceptors).defaultServiceConfig(RetryPolicy.serviceConfig()).enableRetry()
                .maxInboundMessageSize(MAX_MESSAGE_BYTES).keepAliveTime(KEEP_ALIVE.toSeconds(), TimeUnit.SECONDS)
                .keepAliveTimeout(KEEP_ALIVE_TIMEOUT.toSeconds(), TimeUnit.SECONDS).build());
    }

    private static SslContext tls(X509Certificate coreCa, Caller caller) {
        SslContextBuilder tls = GrpcSslContexts.forClient().trustManager(coreCa);
        try {
            if (caller instanceof Caller.Edge edge) {
                tls.keyManager(edge.key(), edge.chain().toArray(X509Certificate[]::new));
            }
            return tls.build();
        } catch (SSLException unusable) {
            throw new IllegalArgumentException("these certificates can't be used for TLS: " + unusable.getMessage(),
                    unusable);
        }
    }

    /// What the stubs take.
    public Channel channel() {
        return channel;
    }

    /// What the stubs take that speak for somebody else: a web edge speaks for whoever speaks to it. For a channel of [Caller#anonymous()].
    ///
    /// @param requestId under which the core's log knows the calls: 1 to 64 letters, digits, dots, dashes and underscores
    /// @param address of that somebody, for the core's audit log; empty when it is not known
    public Channel channel(Caller.ApiKey caller, String requestId, String address) {
        Metadata proof = proof(caller);
        proof.put(REQUEST_ID, requestId);
        if (!address.isEmpty()) {
            proof.put(FORWARDED_FOR, address);
        }
        return ClientInterceptors.intercept(channel, MetadataUtils.newAttachHeadersInterceptor(proof));
    }

    private static Metadata proof(Caller.ApiKey caller) {
        Metadata proof = new Metadata();
        proof.put(AUTHORIZATION, "Bearer " + caller.key());
        return proof;
    }

    /// Tries to connect anew at once, whatever pause is left. After a long outage gRPC itself pauses up to two minutes between two attempts, during
    /// which every call fails; who knows a shorter rhythm calls this in it.
    public void reconnectNow() {
        channel.resetConnectBackoff();
    }

    /// Lets the calls in flight end for some seconds, then cancels them.
    @Override
    public void close() {
        channel.shutdown();
        try {
            if (channel.awaitTermination(CLOSE_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS)) {
                return;
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        channel.shutdownNow();
    }
}
