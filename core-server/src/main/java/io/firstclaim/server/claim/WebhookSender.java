package io.firstclaim.server.claim;

import io.firstclaim.core.Shown;
import io.firstclaim.core.claim.DeliverEvents.Delivery;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.client5.http.impl.io.ManagedHttpClientConnectionFactory;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.ssl.DefaultClientTlsStrategy;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.io.Closer;
import org.apache.hc.core5.ssl.SSLContexts;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Posts an event to a webhook, once: no repetition, redirect, proxy or cookie, certificates as the system trusts them, and a limit on the whole attempt. What
/// the answer says beside its code is not looked at.
public final class WebhookSender implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(WebhookSender.class);
    /// How much of an answer's body is taken off the line, so that the connection can be used again; a longer one costs the connection.
    private static final int MAX_ANSWER_BYTES = 1024;
    /// The most bytes of the answer's first line and of each of its headers, and the most headers.
    private static final Http1Config ANSWER_HEAD = Http1Config.custom().setMaxLineLength(8192).setMaxHeaderCount(100)
            .build();

    private final CloseableHttpClient client;
    private final InstantSource clock;
    private final Duration limit;
    private final ScheduledThreadPoolExecutor watch = new ScheduledThreadPoolExecutor(1,
            Thread.ofPlatform().name("firstclaim-webhook-limit").daemon().factory());

    /// @param addresses
    ///            where connections may go
    /// @param limit
    ///            of an attempt, from the look-up of the name to the answer
    /// @param connections
    ///            at most, at once
    public WebhookSender(DnsResolver addresses, InstantSource clock, Duration limit, int connections) {
        this(addresses, clock, limit, connections, SSLContexts.createDefault());
    }

    /// The same with another trust.
    WebhookSender(DnsResolver addresses, InstantSource clock, Duration limit, int connections, SSLContext trust) {
        this.clock = clock;
        this.limit = limit;
        var timeout = Timeout.of(limit);
        var pool = PoolingHttpClientConnectionManagerBuilder.create().setDnsResolver(addresses)
                .setConnectionFactory(ManagedHttpClientConnectionFactory.builder().http1Config(ANSWER_HEAD).build())
                .setTlsSocketStrategy(new DefaultClientTlsStrategy(trust))
                .setMaxConnTotal(connections).setMaxConnPerRoute(connections)
                .setDefaultConnectionConfig(ConnectionConfig.custom().setConnectTimeout(timeout)
                        .setSocketTimeout(timeout).setTimeToLive(TimeValue.ofMinutes(1)).build())
                .build();
        this.client = HttpClientBuilder.create().setConnectionManager(pool).setUserAgent("Firstclaim")
                .disableRedirectHandling().disableAutomaticRetries().disableCookieManagement().disableAuthCaching()
                .disableContentCompression().setDefaultRequestConfig(RequestConfig.custom().setResponseTimeout(timeout)
                        .setConnectionRequestTimeout(timeout).setProtocolUpgradeEnabled(false).build())
                .build();
        this.watch.setRemoveOnCancelPolicy(true);
    }

    /// Posts it. Null when the receiver took it, else why not.
    @Nullable
    String post(Delivery delivery) {
        var post = request(delivery);
        var end = watch.schedule(post::abort, limit.toMillis(), TimeUnit.MILLISECONDS);
        try {
            return send(post);
        } catch (IOException failure) {
            return why(failure, post.isAborted());
        } finally {
            end.cancel(false);
        }
    }

    private HttpPost request(Delivery delivery) {
        var id = "msg_" + delivery.webhook().id() + "_" + delivery.event().position();
        var timestamp = Long.toString(clock.instant().getEpochSecond());
        var body = WebhookBody.of(delivery.event()).json();
        var post = new HttpPost(delivery.webhook().url().uri());
        post.setHeader("webhook-id", id);
        post.setHeader("webhook-timestamp", timestamp);
        post.setHeader("webhook-signature", delivery.secret().sign(id, timestamp, body));
        post.setEntity(new ByteArrayEntity(body, ContentType.APPLICATION_JSON));
        return post;
    }

    private @Nullable String send(HttpPost post) throws IOException {
        var answer = client.executeOpen(null, post, null);
        try {
            return answer.getCode() >= 200 && answer.getCode() < 300 ? null : "It answered " + answer.getCode() + ".";
        } finally {
            if (!isShort(answer.getEntity())) {
                post.abort();
            }
            Closer.closeQuietly(answer);
        }
    }

    /// Whether the body came to its end; closing one that did not would read on.
    private static boolean isShort(@Nullable HttpEntity body) {
        try {
            return body == null || body.getContent().readNBytes(MAX_ANSWER_BYTES).length < MAX_ANSWER_BYTES;
        } catch (IOException cutOff) {
            LOG.debug("An answer was cut off behind its code", cutOff);
            return false;
        }
    }

    private String why(IOException failure, boolean aborted) {
        if (aborted || failure instanceof InterruptedIOException) {
            return "No answer within " + limit.toSeconds() + " s.";
        }
        var detail = Shown.shortened(String.valueOf(failure.getMessage()));
        return switch (failure) {
            case UnknownHostException _ -> "Not sent: " + detail + ".";
            case SSLException _ -> "TLS failed: " + detail;
            default -> "The connection failed: " + detail;
        };
    }

    /// Ends what is under way.
    @Override
    public void close() {
        client.close(CloseMode.IMMEDIATE);
        watch.shutdownNow();
    }
}
