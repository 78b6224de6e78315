package io.firstclaim.server;

import io.firstclaim.core.FirstclaimException;
import io.firstclaim.core.Problem;
import io.firstclaim.persistence.Database;
import io.firstclaim.server.health.CoreMetrics;
import io.firstclaim.server.health.HealthServer;
import java.io.IOException;
import java.net.InetSocketAddress;

/// The metrics of a core, and their port.
final class CoreHealth {

    private CoreHealth() {}

    /// Metrics, with those of the database among them.
    static CoreMetrics metrics(Database database) {
        var metrics = new CoreMetrics();
        metrics.show("firstclaim.database.connections.active", "Connections to the database that are in use",
                () -> database.connections().active());
        metrics.show("firstclaim.database.connections.idle", "Connections to the database that wait for use",
                () -> database.connections().idle());
        metrics.show("firstclaim.database.connections.waiting", "Threads that wait for a connection to the database",
                () -> database.connections().waiting());
        metrics.showCount("firstclaim.transaction.retries", "Transactions that were tried again",
                database::retries);
        return metrics;
    }

    /// Opens the port, if there is to be one.
    ///
    /// @return the port; -1 for none
    static int open(CoreConfig.Health config, CoreMetrics metrics, GrpcPort port, Opened opened) {
        if (!config.isOpen()) {
            return config.port();
        }
        try {
            return opened.own(HealthServer.start(new InetSocketAddress(config.host(), config.port()), metrics,
                    port::isServing)).port();
        } catch (IOException taken) {
            var problem = new FirstclaimException(Problem.SYSTEM_UNAVAILABLE,
                    String.valueOf(taken.getMessage()));
            problem.initCause(taken);
            throw problem;
        }
    }
}
