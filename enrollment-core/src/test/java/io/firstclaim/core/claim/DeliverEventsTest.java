package io.firstclaim.core.claim;

import static io.firstclaim.core.Problems.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import io.firstclaim.core.FakeStores;
import io.firstclaim.core.FirstclaimException;
import io.firstclaim.core.PageRequest;
import io.firstclaim.core.Problem;
import io.firstclaim.core.RequestId;
import io.firstclaim.core.Samples;
import io.firstclaim.core.Tenant;
import io.firstclaim.core.World;
import io.firstclaim.core.claim.DeliverEvents.Delivery;
import io.firstclaim.core.credential.SampleAuthorities;
import java.time.Duration;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// The life of a webhook, without the network.
class DeliverEventsTest {
    private static final WebhookUrl URL = new WebhookUrl("https://receiver.example/");
    private static final int LIMIT = 3;

    private final FakeStores memory = new FakeStores();
    private final World world = new World(memory);
    private final Tenant acme = world.account("Acme");
    private final Tenant globex = world.account("Globex");
    private final ReadEvents events = new ReadEvents(world.stores, world.sequencer);
    private final DeliverEvents deliver = core();

    @AfterEach
    void end() {
        world.close();
    }

    @Test
    void eventsComeInTheirOrderOneAfterTheOther() {
        happens(2);
        var webhook = create(0L);
        assertThat(next(webhook).event().position()).isEqualTo(1);
        var first = next(webhook);
        assertThat(first.event().position()).as("not delivered yet").isEqualTo(1);
        deliver.succeeded(first);
        deliver.succeeded(next(webhook));
        assertThat(deliver.next(acme.id(), webhook.id())).isEmpty();
        assertThat(read(webhook).deliveredPosition()).isEqualTo(2);
        assertThat(deliver.due(null, null, 10)).isEmpty();
    }

    @Test
    void aWebhookWithoutAPositionGetsTheEventsFromNowOn() {
        happens(2);
        var webhook = create(null);
        assertThat(webhook.deliveredPosition()).isEqualTo(2);
        assertThat(deliver.next(acme.id(), webhook.id())).isEmpty();
        happens(1);
        assertThat(next(webhook).event().position()).isEqualTo(3);
    }

    @Test
    void otherTypesArePassedOver() {
        var webhook = create(acme, Set.of(ClaimEvent.Type.CANCELLED), 0L, null).webhook();
        happens(2);
        assertThat(deliver.next(acme.id(), webhook.id())).isEmpty();
        assertThat(read(webhook).deliveredPosition()).isEqualTo(2);
    }

    @Test
    void aFailureIsTriedAgainLaterAndLater() {
        happens(1);
        var webhook = create(0L);
        deliver.failed(next(webhook), "it said 500");
        var failed = read(webhook);
        assertThat(failed).returns(1, Webhook::failureCount).returns("it said 500", Webhook::lastFailure)
                .returns(0L, Webhook::deliveredPosition);
        assertThat(failed.nextAttemptAt()).isBetween(Samples.NOW.plusSeconds(5), Samples.NOW.plusSeconds(6));
        assertThat(deliver.next(acme.id(), webhook.id())).isEmpty();
        assertThat(deliver.due(null, null, 10)).isEmpty();
        world.clock.pass(Duration.ofSeconds(6));
        assertThat(deliver.due(acme.id(), null, 10)).containsExactly(failed);
        deliver.succeeded(next(webhook));
        assertThat(read(webhook)).returns(0, Webhook::failureCount).returns("", Webhook::lastFailure)
                .returns(1L, Webhook::deliveredPosition);
    }

    @Test
    void whatFailsByADefectOfOursIsPutOffToo() {
        happens(1);
        var webhook = create(0L);
        deliver.postpone(acme.id(), webhook.id(), "A defect of the server.");
        assertThat(read(webhook)).returns(1, Webhook::failureCount)
                .returns("A defect of the server.", Webhook::lastFailure);
        assertThat(deliver.due(null, null, 10)).isEmpty();
        assertThat(deliver.next(acme.id(), webhook.id())).isEmpty();
        world.clock.pass(Duration.ofSeconds(6));
        deliver.postpone(acme.id(), webhook.id(), "Again.");
        assertThat(read(webhook).nextAttemptAt()).isAfterOrEqualTo(world.clock.instant().plusSeconds(10));
    }

    @Test
    void anotherCoresWebhookIsNotPutOff() {
        happens(1);
        var webhook = create(0L);
        next(webhook);
        core().postpone(acme.id(), webhook.id(), "A defect of the server.");
        assertThat(read(webhook).failureCount()).isZero();
    }

    @Test
    void waitsDoubleUpToAnHourAndAFifthMore() {
        assertThat(RetryWaits.STANDARD.after(0, 0)).isEqualTo(Duration.ofSeconds(5));
        assertThat(RetryWaits.STANDARD.after(0, 1)).isEqualTo(Duration.ofSeconds(6));
        assertThat(RetryWaits.STANDARD.after(3, 0)).isEqualTo(Duration.ofSeconds(40));
        assertThat(RetryWaits.STANDARD.after(3, 1)).isEqualTo(Duration.ofSeconds(48));
        assertThat(RetryWaits.STANDARD.after(10, 0)).isEqualTo(Duration.ofHours(1));
        assertThat(RetryWaits.STANDARD.after(Integer.MAX_VALUE, 1)).isEqualTo(Duration.ofMinutes(72));
    }

    @Test
    void oneCoreAtATimeDeliversToAWebhook() {
        happens(1);
        var webhook = create(0L);
        var delivery = next(webhook);
        var other = core();
        assertThat(other.next(acme.id(), webhook.id())).isEmpty();
        memory.passForLeases(DeliverEvents.LEASE);
        world.clock.pass(DeliverEvents.LEASE);
        var again = other.next(acme.id(), webhook.id()).orElseThrow();
        assertThat(again.event()).isEqualTo(delivery.event());
        deliver.succeeded(delivery);
        assertThat(read(webhook).deliveredPosition()).as("who lost its lease writes nothing").isZero();
        other.succeeded(again);
        assertThat(read(webhook).deliveredPosition()).isEqualTo(1);
    }

    @Test
    void aReplayGoesBackAlsoWhileADeliveryIsUnderWay() {
        happens(2);
        var webhook = create(0L);
        deliver.succeeded(next(webhook));
        var underWay = next(webhook);
        var replay = new ReplayWebhook(world.stores, events);
        assertThat(replay.replay(acme.admin(), webhook.id(), 0).deliveredPosition()).isZero();
        deliver.succeeded(underWay);
        assertThat(next(webhook).event().position()).isEqualTo(1);
        assertProblem(Problem.VALIDATION_ERROR, () -> replay.replay(acme.admin(), webhook.id(), 3));
        assertProblem(Problem.NOT_FOUND, () -> replay.replay(globex.admin(), webhook.id(), 0));
        assertProblem(Problem.ACCESS_DENIED, () -> replay.replay(acme.reader(), webhook.id(), 0));
    }

    @Test
    void aWebhookBelongsToItsAccount() {
        var webhook = create(null);
        var read = new ReadWebhooks(world.stores);
        assertThat(read.get(acme.reader(), webhook.id())).isEqualTo(webhook);
        assertThat(read.list(acme.reader(), new PageRequest(10, null)).items()).containsExactly(webhook);
        assertProblem(Problem.NOT_FOUND, () -> read.get(globex.admin(), webhook.id()));
        assertThat(read.list(globex.reader(), new PageRequest(10, null)).items()).isEmpty();
        var delete = new DeleteWebhook(world.stores);
        assertProblem(Problem.NOT_FOUND, () -> delete.delete(globex.admin(), webhook.id()));
        assertProblem(Problem.ACCESS_DENIED, () -> delete.delete(acme.reader(), webhook.id()));
        delete.delete(acme.admin(), webhook.id());
        assertProblem(Problem.NOT_FOUND, () -> read.get(acme.reader(), webhook.id()));
    }

    @Test
    void anAccountHasABoundedNumberOfWebhooks() {
        for (int i = 0; i < LIMIT; i++) {
            create(null);
        }
        assertProblem(Problem.ACCOUNT_LIMIT_EXCEEDED, () -> create(null));
        assertThat(create(globex, Set.of(), null, null).webhook().accountId()).isEqualTo(globex.id());
    }

    @Test
    void aRepeatedRequestGivesTheSameWebhookWithoutItsSecret() {
        var request = new RequestId("once");
        var made = create(acme, Set.of(), null, request);
        assertThat(made.secret()).isNotNull();
        var repeated = create(acme, Set.of(), null, request);
        assertThat(repeated.webhook()).isEqualTo(made.webhook());
        assertThat(repeated.secret()).isNull();
    }

    @Test
    void whatIsSignedIsSignedWithTheSecretThatWasShown() {
        var made = create(acme, Set.of(), 0L, null);
        happens(1);
        assertThat(next(made.webhook()).secret()).isEqualTo(made.secret());
    }

    @Test
    void aWebhookIsForAdministratorsAndPermittedTargets() {
        assertProblem(Problem.ACCESS_DENIED, () -> creator(_ -> {}).create(acme.reader(), URL, Set.of(), null, null));
        assertProblem(Problem.VALIDATION_ERROR, () -> creator(_ -> {
            throw FirstclaimException.invalid("webhook.url", "private");
        }).create(acme.admin(), URL, Set.of(), null, null));
        assertProblem(Problem.VALIDATION_ERROR, () -> create(1L));
    }

    private Webhook create(@Nullable Long after) {
        return create(acme, Set.of(), after, null).webhook();
    }

    private CreateWebhook.Created create(Tenant tenant, Set<ClaimEvent.Type> types, @Nullable Long after,
            @Nullable RequestId requestId) {
        return creator(_ -> {}).create(tenant.admin(), URL, types, after, requestId);
    }

    private CreateWebhook creator(WebhookTargets targets) {
        return new CreateWebhook(world.stores, world.ids, world.clock, new Random(3), SampleAuthorities.SECRETS, events,
                targets, LIMIT);
    }

    private DeliverEvents core() {
        return new DeliverEvents(world.stores, world.clock, new Random(4), SampleAuthorities.SECRETS,
                RetryWaits.STANDARD,
                Samples.id());
    }

    private Delivery next(Webhook webhook) {
        return deliver.next(webhook.accountId(), webhook.id()).orElseThrow();
    }

    private Webhook read(Webhook webhook) {
        return new ReadWebhooks(world.stores).get(acme.reader(), webhook.id());
    }

    private void happens(int count) {
        world.read(stores -> {
            for (int i = 0; i < count; i++) {
                stores.history().add(Samples.event(acme.id(), null, Samples.fingerprint()));
            }
            return count;
        });
        world.sequencer.placeWaiting();
    }
}
