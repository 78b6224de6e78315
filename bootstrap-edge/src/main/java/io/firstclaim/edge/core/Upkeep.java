package io.firstclaim.edge.core;

import com.google.protobuf.ByteString;
import io.firstclaim.edge.core.ServerIdentity.Issued;
import io.firstclaim.edge.trust.Certificates;
import io.firstclaim.edge.trust.CertificationRequests;
import io.firstclaim.edge.trust.P256;
import io.firstclaim.proto.bootstrap.v1.AnnounceEdgeRequest;
import io.firstclaim.proto.bootstrap.v1.AnnounceEdgeResponse;
import io.firstclaim.proto.bootstrap.v1.IssueServerCertificateRequest;
import io.firstclaim.proto.bootstrap.v1.IssueServerCertificateResponse;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What an edge has to settle with the core besides devices: its server certificate, and where devices reach it. Done at the start, again when the
/// core comes back, and whenever the certificate is due.
public final class Upkeep implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Upkeep.class);
    /// How long before its end a certificate is renewed; half of what is left when it lives shorter than twice that.
    private static final Duration RENEW_BEFORE = Duration.ofDays(30);
    private static final Duration LOOK_EVERY = Duration.ofMinutes(1);

    private final CoreCalls core;
    private final ServerIdentity identity;
    private final AnnounceEdgeRequest announcement;
    private final List<String> hostNames;
    private final Clock clock;
    private final Backoff backoff;
    private final Semaphore coreIsBack = new Semaphore(0);
    private final Thread thread = Thread.ofVirtual().name("upkeep").unstarted(this::keep);

    private Upkeep(CoreCalls core, ServerIdentity identity, AnnounceEdgeRequest announcement, List<String> hostNames,
            Clock clock, Duration longestPause) {
        this.core = core;
        this.identity = identity;
        this.announcement = announcement;
        this.hostNames = List.copyOf(hostNames);
        this.clock = clock;
        this.backoff = new Backoff(longestPause);
    }

    /// Begins.
    ///
    /// @param announcement the URIs of this edge
    /// @param hostNames the names in its server certificate
    /// @param longestPause between two attempts
    public static Upkeep start(CoreCalls core, ServerIdentity identity, AnnounceEdgeRequest announcement,
            List<String> hostNames, Clock clock, Duration longestPause) {
        Upkeep upkeep = new Upkeep(core, identity, announcement, hostNames, clock, longestPause);
        upkeep.thread.start();
        return upkeep;
    }

    /// Has everything told to the core again, soon. Does not block.
    public void coreIsBack() {
        coreIsBack.release();
    }

    @Override
    public void close() {
        thread.interrupt();
    }

    private void keep() {
        boolean announced = false;
        try {
            while (true) {
                boolean certified = isCertified() || certify();
                announced = announced || announce();
                if (certified && announced) {
                    backoff.reset();
                }
                Duration pause = certified && announced ? untilDue() : backoff.next();
                if (coreIsBack.tryAcquire(pause.toMillis(), TimeUnit.MILLISECONDS)) {
                    coreIsBack.drainPermits();
                    announced = false;
                }
            }
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean isCertified() {
        return identity.current().filter(issued -> clock.instant().isBefore(issued.renewAt())).isPresent();
    }

    private Duration untilDue() {
        return identity.current().map(issued -> Duration.between(clock.instant(), issued.renewAt()))
                .filter(rest -> rest.compareTo(LOOK_EVERY) < 0).map(rest -> rest.isNegative() ? Duration.ZERO : rest)
                .orElse(LOOK_EVERY);
    }

    private boolean certify() throws InterruptedException {
        KeyPair pair = P256.generate();
        IssueServerCertificateRequest request = IssueServerCertificateRequest.newBuilder()
                .setCertificationRequest(CertificationRequests.create(pair)).addAllHostNames(hostNames).build();
        switch (core.issueServerCertificate(request)) {
            case CoreAnswer.Answered<IssueServerCertificateResponse>(IssueServerCertificateResponse issued) -> {
                return install(pair, issued.getCertificateChainList());
            }
            case CoreAnswer.Rejected<IssueServerCertificateResponse>(String what) ->
                LOG.error("the core refuses to certify this edge for {}: {}", hostNames, what);
            case CoreAnswer.Failed<IssueServerCertificateResponse>(var reason, String detail) ->
                LOG.warn("no server certificate yet: {}", detail);
        }
        return false;
    }

    private boolean install(KeyPair pair, List<ByteString> chain) {
        try {
            List<X509Certificate> certificates = Certificates.parseAll(chain);
            if (certificates.isEmpty() || !certificates.getFirst().getPublicKey().equals(pair.getPublic())) {
                LOG.error("the core certified another key than the one of this edge");
                return false;
            }
            Instant end = certificates.getFirst().getNotAfter().toInstant();
            identity.replace(new Issued(pair.getPrivate(), certificates, renewalOf(end)));
            LOG.info("server certificate for {} is valid until {}", hostNames, end);
            return true;
        } catch (GeneralSecurityException unreadable) {
            LOG.error("the server certificate can't be read: {}", unreadable.getMessage());
            return false;
        }
    }

    private Instant renewalOf(Instant end) {
        Duration halfOfRest = Duration.between(clock.instant(), end).dividedBy(2);
        return end.minus(halfOfRest.compareTo(RENEW_BEFORE) < 0 ? halfOfRest : RENEW_BEFORE);
    }

    private boolean announce() throws InterruptedException {
        switch (core.announceEdge(announcement)) {
            case CoreAnswer.Answered<AnnounceEdgeResponse> taken -> {
                LOG.info("announced {} and {}", announcement.getBootstrapUri(), announcement.getLwm2MUri());
                return true;
            }
            case CoreAnswer.Rejected<AnnounceEdgeResponse>(String what) ->
                LOG.error("the core refuses the URIs of this edge: {}", what);
            case CoreAnswer.Failed<AnnounceEdgeResponse>(var reason, String detail) ->
                LOG.warn("not announced to the core yet: {}", detail);
        }
        return false;
    }
}
