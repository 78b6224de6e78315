package io.firstclaim.web;

import io.firstclaim.api.Caller;
import io.firstclaim.api.CoreChannel;
import io.firstclaim.web.account.AccountResource;
import io.firstclaim.web.account.ApiKeyResource;
import io.firstclaim.web.account.LimitationsResource;
import io.firstclaim.web.account.SessionResource;
import io.firstclaim.web.claim.DenialResource;
import io.firstclaim.web.claim.EventResource;
import io.firstclaim.web.claim.ExplanationResource;
import io.firstclaim.web.claim.WebhookResource;
import io.firstclaim.web.credential.DeveloperCertificateResource;
import io.firstclaim.web.credential.ServerCredentialsResource;
import io.firstclaim.web.device.DeviceResource;
import io.firstclaim.web.enrollment.BulkTaskResource;
import io.firstclaim.web.enrollment.EnrollmentResource;
import io.firstclaim.web.health.CoreHealth;
import io.firstclaim.web.health.HealthService;
import io.firstclaim.web.health.WebMetrics;
import io.firstclaim.web.http.Call;
import io.firstclaim.web.http.Connections;
import io.firstclaim.web.http.Credentials;
import io.firstclaim.web.http.Endpoint;
import io.firstclaim.web.http.Endpoints;
import io.firstclaim.web.http.Front;
import io.firstclaim.web.http.Resource;
import io.firstclaim.web.http.SessionCookies;
import io.firstclaim.web.tls.DevelopmentCertificate;
import io.firstclaim.web.tls.ServerCertificate;
import io.firstclaim.web.trust.TrustedCertificateResource;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The process towards people and their scripts: REST over HTTP and HTTPS, and health. Holds no state; everything is asked of the core with the
/// caller's own API key. It starts while the core is away too, and then answers 503.
public final class WebEdge implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(WebEdge.class);

    private final Deque<AutoCloseable> opened = new ArrayDeque<>();
    private final X509Certificate certificate;
    private final Endpoints endpoints;
    private final Listeners listeners;
    private volatile boolean stopping;

    /// Opens everything, or nothing.
    ///
    /// @throws IOException when a port can't be bound, or the certificate can't be read or made
    public static WebEdge start(WebEdgeConfig config) throws IOException {
        return new WebEdge(config);
    }

    private WebEdge(WebEdgeConfig config) throws IOException {
        try {
            WebMetrics metrics = own(new WebMetrics());
            CoreChannel core = own(CoreChannel.open(config.core(), config.coreCa(), Caller.anonymous()));
            SessionCookies sessions = new SessionCookies(SessionKeys.of(config.sessions().keyFile()),
                    config.sessions().lifetime(), InstantSource.system());
            ServerCertificate identity = certificate(config.tls());
            certificate = identity.chain().getFirst();
            EventResource events = new EventResource(config.limits().streams());
            Connections connections = new Connections(config.timing().silence());
            endpoints = new Endpoints(resources(sessions, events));
            URI publicUrl = config.publicUrl();
            Front front = new Front(endpoints,
                    new Call.Surroundings(core, new Credentials(sessions),
                            publicUrl == null ? null : publicUrl.toString()),
                    metrics, new Front.Limits(config.limits().requests(), config.timing().body(),
                            config.timing().strangersBody()),
                    connections);
            metrics.show("firstclaim.http.requests.pending", "Requests that are worked on now", front::pending);
            CoreHealth health = new CoreHealth(core);
            listeners = own(Listeners.open(config, identity, front, connections,
                    new HealthService(metrics, () -> Map.of("core", !stopping && health.isServing()))));
            own(events);
            LOG.info("REST at the ports {} (HTTP) and {} (HTTPS), health at port {}", httpPort(), httpsPort(),
                    healthPort());
        } catch (IOException | RuntimeException halfWay) {
            close();
            throw halfWay;
        }
    }

    /// Every resource of the interface.
    private static List<Resource> resources(SessionCookies sessions, EventResource events) {
        return List.of(new EnrollmentResource(), BulkTaskResource.uploads(), BulkTaskResource.deletes(),
                new TrustedCertificateResource(InstantSource.system()), new ServerCredentialsResource(),
                new DeveloperCertificateResource(), new DeviceResource(), new DenialResource(),
                new ExplanationResource(), events, new WebhookResource(), new AccountResource(), new ApiKeyResource(),
                new LimitationsResource(), new SessionResource(sessions), new OpenApiResource());
    }

    private static ServerCertificate certificate(WebEdgeConfig.Tls tls) throws IOException {
        Path certificate = tls.certificate();
        Path key = tls.key();
        return certificate == null || key == null
                ? DevelopmentCertificate.in(tls.folder())
                : ServerCertificate.load(certificate, key);
    }

    /// The HTTP port.
    public int httpPort() {
        return listeners.http();
    }

    /// The HTTPS port.
    public int httpsPort() {
        return listeners.https();
    }

    /// The port of health and metrics.
    public int healthPort() {
        return listeners.health();
    }

    /// The certificate that the HTTPS port shows, for clients to trust.
    public X509Certificate certificate() {
        return certificate;
    }

    /// All endpoints, for documents that list them.
    public List<Endpoint> endpoints() {
        return endpoints.all();
    }

    /// Takes no new requests, lets those under way end within the limit, and closes everything, newest first.
    @Override
    public void close() {
        stopping = true;
        while (!opened.isEmpty()) {
            AutoCloseable newest = opened.pop();
            try {
                newest.close();
            } catch (Exception failed) {
                LOG.warn("{} did not close cleanly", newest.getClass().getSimpleName(), failed);
            }
        }
    }

    private <T extends AutoCloseable> T own(T resource) {
        opened.push(resource);
        return resource;
    }
}
