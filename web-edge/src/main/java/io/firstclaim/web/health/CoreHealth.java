package io.firstclaim.web.health;

import io.firstclaim.api.CoreChannel;
import io.grpc.StatusRuntimeException;
import io.grpc.health.v1.HealthCheckRequest;
import io.grpc.health.v1.HealthCheckResponse.ServingStatus;
import io.grpc.health.v1.HealthGrpc;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Whether the core serves, as it says itself (the gRPC health protocol).
public final class CoreHealth {
    private static final Logger LOG = LoggerFactory.getLogger(CoreHealth.class);
    private static final Duration LIMIT = Duration.ofSeconds(2);

    private final CoreChannel core;

    public CoreHealth(CoreChannel core) {
        this.core = core;
    }

    /// Asks it.
    public boolean isServing() {
        try {
            return HealthGrpc.newBlockingStub(core.channel()).withDeadlineAfter(LIMIT.toMillis(), TimeUnit.MILLISECONDS)
                    .check(HealthCheckRequest.getDefaultInstance()).getStatus() == ServingStatus.SERVING;
        } catch (StatusRuntimeException away) {
            LOG.debug("the core does not answer: {}", away.getStatus());
            return false;
        }
    }
}
