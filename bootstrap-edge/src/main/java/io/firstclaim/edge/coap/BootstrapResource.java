package io.firstclaim.edge.coap;

import io.firstclaim.edge.bootstrap.BootstrapRequest;
import io.firstclaim.edge.bootstrap.Conversations;
import io.firstclaim.edge.bootstrap.MalformedRequestException;
import io.firstclaim.edge.health.EdgeMetrics;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.eclipse.californium.core.CoapResource;
import org.eclipse.californium.core.coap.OptionSet;
import org.eclipse.californium.core.server.resources.CoapExchange;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// `POST /bs`: a device asks to be bootstrapped.
public final class BootstrapResource extends CoapResource {

    private static final Logger LOG = LoggerFactory.getLogger(BootstrapResource.class);

    private final EdgeMetrics metrics;
    private final CompletableFuture<Conversations> conversations = new CompletableFuture<>();

    public BootstrapResource(EdgeMetrics metrics) {
        super("bs");
        this.metrics = metrics;
    }

    /// Says who serves the requests. Once, and late: what devices are written holds the port that this resource is served on.
    public void serve(Conversations by) {
        conversations.complete(by);
    }

    @Override
    public void handlePOST(CoapExchange exchange) {
        CoapSession session = new CoapSession(exchange);
        OptionSet options = exchange.getRequestOptions();
        try {
            List<X509Certificate> chain = session.chain();
            if (chain.isEmpty()) {
                throw new MalformedRequestException("The session has no client certificate.");
            }
            BootstrapRequest request = BootstrapRequest.parse(options.getUriQuery(), options.hasMaxAge());
            conversations.join().begin(new CoapDeviceLink(session, chain), request);
        } catch (MalformedRequestException malformed) {
            LOG.info("a bootstrap request is malformed: {}", malformed.what());
            session.answer(Responses.malformed(malformed.what()));
            metrics.bootstrapEnded(EdgeMetrics.BootstrapOutcome.MALFORMED, "none");
        }
    }
}
