package io.firstclaim.server;

import io.firstclaim.core.ResourceIds;
import io.firstclaim.core.account.Authenticate;
import io.firstclaim.core.claim.DeliverEvents;
import io.firstclaim.core.claim.EventSequencer;
import io.firstclaim.core.claim.ReadEvents;
import io.firstclaim.core.credential.SecretBox;
import io.firstclaim.persistence.Database;
import io.firstclaim.server.claim.EventStreams;
import io.firstclaim.server.claim.PermittedAddresses;
import io.firstclaim.server.claim.WebhookDeliveries;
import io.firstclaim.server.claim.WebhookSender;
import io.firstclaim.server.health.CoreMetrics;
import java.net.InetAddress;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;

/// What becomes of events after their commit: they get their positions, then they go into the streams and to the webhooks.
///
/// @param secrets
///            what keeps the keys of webhooks
record EventWork(ReadEvents read, EventStreams streams, PermittedAddresses targets, SecretBox secrets) {
    /// How often the core looks for events of other cores; of its own it hears at once.
    static final Duration EVENT_POLL = Duration.ofMillis(200);
    /// How often the core looks for webhooks whose time has come.
    static final Duration WEBHOOK_POLL = Duration.ofMillis(500);

    /// Starts what runs beside the calls. The streams are for [#openStreams], after the port: they end before it.
    static EventWork start(CoreConfig.Webhooks config, Database database, SecretBox secrets, Authenticate authenticate,
            ResourceIds ids, InstantSource clock, SecureRandom random, CoreMetrics metrics,
            Opened opened) {
        var transactions = database.transactions();
        var core = ids.next();
        var sequencer = new EventSequencer(transactions, clock, core);
        sequencer.onWaitedSince(since -> metrics.eventsPlaced(Duration.between(since, clock.instant())));
        opened.own(sequencer::release);
        var sequencing = opened.own(RepeatedTask.start("event-sequencer", EVENT_POLL, sequencer::placeWaiting));
        database.onEvents(sequencing::nudge);
        var read = new ReadEvents(transactions, sequencer);
        var streams = new EventStreams(read, authenticate);
        sequencer.onPlaced(streams::placed);
        var targets = new PermittedAddresses(InetAddress::getAllByName, config.permitPrivateTargets());
        var deliveries = opened.own(new WebhookDeliveries(
                new DeliverEvents(transactions, clock, random, secrets, config.waits(), core),
                new WebhookSender(targets, clock, config.answerLimit(), WebhookDeliveries.MAX_AT_ONCE),
                metrics));
        sequencer.onPlaced(deliveries::placed);
        opened.own(RepeatedTask.start("webhooks", WEBHOOK_POLL, deliveries::refresh));
        return new EventWork(read, streams, targets, secrets);
    }

    /// Keeps the streams going until they are closed.
    void openStreams(Opened opened) {
        opened.own(streams);
        opened.own(RepeatedTask.start("event-streams", EVENT_POLL, streams::refresh));
    }
}
