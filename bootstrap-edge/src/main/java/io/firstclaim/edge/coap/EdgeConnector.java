package io.firstclaim.edge.coap;

import java.util.concurrent.RejectedExecutionException;
import java.util.function.Predicate;
import org.eclipse.californium.scandium.DTLSConnector;
import org.eclipse.californium.scandium.config.DtlsConfig;
import org.eclipse.californium.scandium.config.DtlsConnectorConfig;
import org.eclipse.californium.scandium.dtls.Connection;
import org.eclipse.californium.scandium.dtls.ResumptionSupportingConnectionStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A connector whose sessions can be let go of: Scandium by itself keeps each until another one needs its place.
final class EdgeConnector extends DTLSConnector {

    private static final Logger LOG = LoggerFactory.getLogger(EdgeConnector.class);

    private final ResumptionSupportingConnectionStore sessions;
    private final int most;

    private EdgeConnector(DtlsConnectorConfig config, ResumptionSupportingConnectionStore sessions) {
        super(config, sessions);
        this.most = config.get(DtlsConfig.DTLS_MAX_CONNECTIONS);
        this.sessions = sessions;
    }

    static EdgeConnector of(DtlsConnectorConfig config) {
        return new EdgeConnector(config, createConnectionStore(config));
    }

    /// How many sessions there are, handshakes under way among them.
    int open() {
        return most - sessions.remainingCapacity();
    }

    /// Forgets the sessions that are of no use, each when nothing else goes on with it. The peers are not told.
    void letGo(Predicate<Connection> useless) {
        for (Connection session : sessions) {
            if (session.isExecuting() && useless.test(session)) {
                try {
                    session.getExecutor().execute(() -> {
                        // Something may have arrived meanwhile.
                        if (useless.test(session)) {
                            sessions.remove(session, true);
                        }
                    });
                } catch (RejectedExecutionException gone) {
                    LOG.trace("a session that was to be let go of is gone", gone);
                }
            }
        }
    }
}
