package io.firstclaim.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.firstclaim.core.Maker;
import io.firstclaim.core.Samples;
import io.firstclaim.core.Stores;
import io.firstclaim.core.Tenant;
import io.firstclaim.core.World;
import io.firstclaim.core.claim.ClaimOutcome;
import io.firstclaim.core.claim.ClaimOutcome.Claimed;
import io.firstclaim.core.claim.ClaimOutcome.Refused;
import io.firstclaim.core.claim.RefusalReason;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Claims of one account, as the databases let them in at once: what is exact in memory, where transactions come one after the other, is exact there, too.
@Timeout(120)
class ClaimsAtOnceTest {
    private static final int THREADS = 12;
    private static final long LIMIT_SECONDS = 60;

    abstract static class OnADatabase {
        private final Maker maker = Maker.named("Maker of claims at once");
        private final Database database = Database.open(config());
        private final World world = new World(database.transactions());

        abstract DatabaseConfig config();

        @AfterEach
        final void close() {
            world.close();
            database.close();
        }

        @Test
        final void atTheEdgeOfTheQuotaExactlySoManyComeIn() throws Exception {
            var acme = account(THREADS);
            var devices = IntStream.range(0, 2 * THREADS).mapToObj(i -> maker.device("meter-" + i)).toList();
            devices.forEach(acme::lists);

            var answers = atOnce(devices.stream().<Callable<ClaimOutcome>>map(device -> () -> world.bootstrap(device))
                    .toList());

            assertThat(answers).filteredOn(Claimed.class::isInstance).hasSize(THREADS);
            assertThat(answers).filteredOn(answer -> isRefused(answer, RefusalReason.ACCOUNT_DEVICE_QUOTA_REACHED))
                    .hasSize(THREADS);
            assertThat(acme.account().deviceCount()).isEqualTo(THREADS);
            assertThat(acme.devices()).hasSize(THREADS);
            assertThat(acme.list()).filteredOn(enrollment -> enrollment.claim() != null).hasSize(THREADS);
        }

        @Test
        final void ofManyDevicesOfOneNameExactlyOneComesIn() throws Exception {
            var acme = account(THREADS);
            var devices = IntStream.range(0, THREADS).mapToObj(_ -> maker.device("same")).toList();
            devices.forEach(acme::lists);

            var answers = atOnce(devices.stream().<Callable<ClaimOutcome>>map(device -> () -> world.bootstrap(device))
                    .toList());

            assertThat(answers).filteredOn(Claimed.class::isInstance).hasSize(1);
            assertThat(answers).filteredOn(answer -> isRefused(answer, RefusalReason.DUPLICATE_ENDPOINT_NAME))
                    .hasSize(THREADS - 1);
            assertThat(acme.account().deviceCount()).isEqualTo(1);
        }

        @Test
        final void whoComesWhileTheLastSlotIsBeingTakenWaitsAndIsRefused() throws Exception {
            var acme = account(1);
            assertThat(whileAnother(acme, 1)).matches(answer -> isRefused(answer,
                    RefusalReason.ACCOUNT_DEVICE_QUOTA_REACHED));
            assertThat(acme.account().deviceCount()).isEqualTo(1);
            assertThat(acme.devices()).isEmpty();
            assertThat(acme.list()).allMatch(enrollment -> enrollment.claim() == null);
        }

        @Test
        final void whoComesWhileTheLastSlotIsBeingGivenBackWaitsAndComesIn() throws Exception {
            var acme = account(1);
            run(stores -> stores.accounts().addDevices(acme.id(), 1));
            assertThat(whileAnother(acme, -1)).isInstanceOf(Claimed.class);
            assertThat(acme.account().deviceCount()).isEqualTo(1);
        }

        @Test
        final void whoseEnrollmentIsHeldByAnotherTransactionHoldsUpNobodyElseOfItsGroup() throws Exception {
            var acme = account(3);
            var held = maker.device("held");
            var free = IntStream.range(0, 2).mapToObj(i -> maker.device("free-" + i)).toList();
            acme.lists(held);
            free.forEach(acme::lists);
            Stream.concat(Stream.of(held), free.stream()).forEach(each -> world.checkHandshake.check(each.chain()));
            try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
                var claim = database.transactions().inTransaction(stores -> {
                    stores.enrollments().lockByFingerprint(held.fingerprint());
                    var group = threads.submit(() -> world.claimDevices
                            .claim(Stream.concat(Stream.of(held), free.stream()).map(device -> device.presents(null))
                                    .toList()));
                    await().atMost(Duration.ofSeconds(LIMIT_SECONDS)).until(() -> acme.devices().size() == 2);
                    assertThat(group.isDone()).isFalse();
                    return group;
                });
                assertThat(claim.get(LIMIT_SECONDS, TimeUnit.SECONDS)).hasSize(3)
                        .allMatch(Claimed.class::isInstance);
            }
            assertThat(acme.devices()).hasSize(3);
        }

        /// A claim that begins while another transaction has changed the number of devices and not committed.
        private ClaimOutcome whileAnother(Tenant acme, int change) throws Exception {
            var meter = maker.device("meter");
            acme.lists(meter);
            try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
                var claim = database.transactions().inTransaction(stores -> {
                    stores.accounts().lock(acme.id());
                    stores.accounts().addDevices(acme.id(), change);
                    return threads.submit(() -> world.bootstrap(meter));
                });
                return claim.get(LIMIT_SECONDS, TimeUnit.SECONDS);
            }
        }

        private Tenant account(int quota) {
            var account = world.account("Acme", quota);
            account.trusts(maker);
            return account;
        }

        private void run(Consumer<Stores> work) {
            database.transactions().inTransaction(stores -> {
                work.accept(stores);
                return true;
            });
        }

        private static boolean isRefused(ClaimOutcome answer, RefusalReason why) {
            return answer instanceof Refused(var reason, var _) && reason == why;
        }

        private static <T> List<T> atOnce(List<Callable<T>> calls) throws Exception {
            var start = new CyclicBarrier(calls.size());
            try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
                List<Future<T>> running = new ArrayList<>();
                for (var call : calls) {
                    running.add(threads.submit(() -> {
                        start.await(LIMIT_SECONDS, TimeUnit.SECONDS);
                        return call.call();
                    }));
                }
                List<T> answers = new ArrayList<>();
                for (var answer : running) {
                    answers.add(answer.get(LIMIT_SECONDS, TimeUnit.SECONDS));
                }
                return answers;
            }
        }
    }

    @Nested
    class H2 extends OnADatabase {
        @Override
        DatabaseConfig config() {
            return DatabaseConfig.inMemory("claims-" + Samples.id());
        }
    }

    @Nested
    class Postgres extends OnADatabase {
        @Override
        DatabaseConfig config() {
            return DatabaseConfig.of(TestPostgres.newDatabase());
        }
    }
}
