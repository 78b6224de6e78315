package io.firstclaim.core.claim;

import static org.assertj.core.api.Assertions.assertThat;

import io.firstclaim.core.FakeStores;
import io.firstclaim.core.FirstclaimException;
import io.firstclaim.core.Interleaving;
import io.firstclaim.core.Maker;
import io.firstclaim.core.Problem;
import io.firstclaim.core.SampleDevice;
import io.firstclaim.core.Samples;
import io.firstclaim.core.Tenant;
import io.firstclaim.core.World;
import io.firstclaim.core.claim.ClaimOutcome.Claimed;
import io.firstclaim.core.claim.ClaimOutcome.Refused;
import io.firstclaim.core.device.RegistrationOutcome;
import io.firstclaim.core.enrollment.Enrollment;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class RaceTest {
    private static final int THREADS = 16;
    private static final Maker OEM = Maker.named("OEM");

    private final Interleaving stores = new Interleaving(new FakeStores());
    private final World world = new World(stores);

    @AfterEach
    void end() {
        world.close();
    }

    @Test
    void ofManyAccountsThatListOneIdExactlyOneWinsAndTheOthersAreToldSo() throws Exception {
        var meter = OEM.device("meter");
        var accounts = IntStream.range(0, THREADS).mapToObj(i -> world.account("Account " + i)).toList();

        var answers = atOnce(accounts.stream().<Callable<Object>>map(account -> () -> listOrProblem(account, meter))
                .toList());

        assertThat(answers).filteredOn(Enrollment.class::isInstance).hasSize(1);
        assertThat(answers).filteredOn(answer -> answer == Problem.DUPLICATE).hasSize(THREADS - 1);
        assertThat(accounts.stream().filter(account -> !account.list().isEmpty())).hasSize(1);
    }

    @Test
    void oneDeviceManyTimesAtOnceIsOneDevice() throws Exception {
        var acme = world.account("Acme", 1);
        acme.trusts(OEM);
        var meter = OEM.device("meter");
        acme.lists(meter);

        var answers = atOnce(IntStream.range(0, THREADS).<Callable<ClaimOutcome>>mapToObj(_ -> () -> world
                .bootstrap(meter)).toList());

        assertThat(answers).allSatisfy(answer -> assertThat(answer).isInstanceOf(Claimed.class));
        assertThat(answers).extracting(answer -> ((Claimed) answer).deviceId()).containsOnly(acme.device().id());
        assertThat(answers).filteredOn(answer -> !((Claimed) answer).repeated()).hasSize(1);
        assertThat(answers).filteredOn(answer -> world.isGood((Claimed) answer)).hasSize(1);
        assertThat(acme.account().deviceCount()).isEqualTo(1);
    }

    @Test
    void atTheEdgeOfTheQuotaExactlySoManyComeIn() throws Exception {
        var acme = world.account("Acme", THREADS);
        acme.trusts(OEM);
        var devices = IntStream.range(0, 2 * THREADS).mapToObj(i -> OEM.device("meter-" + i)).toList();
        devices.forEach(acme::lists);

        var answers = atOnce(devices.stream().<Callable<ClaimOutcome>>map(device -> () -> world.bootstrap(device))
                .toList());

        assertThat(answers).filteredOn(Claimed.class::isInstance).hasSize(THREADS);
        assertThat(answers).filteredOn(answer -> answer instanceof Refused(var reason, var _)
                && reason == RefusalReason.ACCOUNT_DEVICE_QUOTA_REACHED).hasSize(THREADS);
        assertThat(acme.account().deviceCount()).isEqualTo(THREADS);
        assertThat(acme.devices()).hasSize(THREADS);
    }

    @Test
    void ofManyDevicesOfOneNameExactlyOneComesIn() throws Exception {
        var acme = world.account("Acme", THREADS);
        acme.trusts(OEM);
        var devices = IntStream.range(0, THREADS).mapToObj(_ -> OEM.device("same")).toList();
        devices.forEach(acme::lists);

        var answers = atOnce(devices.stream().<Callable<ClaimOutcome>>map(device -> () -> world.bootstrap(device))
                .toList());

        assertThat(answers).filteredOn(Claimed.class::isInstance).hasSize(1);
        assertThat(answers).filteredOn(answer -> answer instanceof Refused(var reason, var _)
                && reason == RefusalReason.DUPLICATE_ENDPOINT_NAME).hasSize(THREADS - 1);
    }

    @Test
    void aDeviceThatIsTransferredBetweenItsClaimAndItsAnswerGetsNothingThatWorks() throws Exception {
        var acme = world.account("Acme");
        var globex = world.account("Globex");
        acme.trusts(OEM);
        globex.trusts(OEM);
        var meter = OEM.device("meter");
        var listed = acme.lists(meter);
        var committed = new CountDownLatch(1);
        var transferred = new CountDownLatch(1);
        stores.afterCommit(() -> {
            committed.countDown();
            await(transferred);
        });

        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var late = threads.submit(() -> world.claim(meter));
            await(committed);
            acme.cancels(listed);
            globex.lists(meter);
            var globexs = world.claim(meter);
            transferred.countDown();

            var stale = late.get(20, TimeUnit.SECONDS);
            assertThat(stale.accountId()).isEqualTo(acme.id());
            assertThat(world.confirm(stale)).isFalse();
            assertThat(world.register(stale)).isInstanceOf(RegistrationOutcome.Refused.class);
            assertThat(world.register(globexs)).isInstanceOf(RegistrationOutcome.Registered.class);
        }
    }

    @Test
    void anAccountThatListsAPreAssignedDeviceWhileItComesIsServed() {
        var acme = world.account("Acme");
        var globex = world.account("Globex");
        acme.proves(OEM);
        var meter = OEM.device("meter");
        stores.before("enrollments", "add", other -> other.enrollments()
                .add(Samples.enrollment(globex.id(), meter.fingerprint()), null, Samples.NOW));

        ClaimDevicesTest.assertRefused(world.bootstrap(meter, acme.id()), RefusalReason.ENROLLMENT_NOT_REGISTERED);

        assertThat(acme.devices()).isEmpty();
        assertThat(globex.list()).hasSize(1);
    }

    @Test
    void theOwnAccountThatListsAPreAssignedDeviceWhileItComesGetsItByTheList() {
        var acme = world.account("Acme");
        acme.proves(OEM);
        var meter = OEM.device("meter");
        stores.before("enrollments", "add", other -> other.enrollments()
                .add(Samples.enrollment(acme.id(), meter.fingerprint()), null, Samples.NOW));

        assertThat(world.bootstrap(meter, acme.id())).isInstanceOf(Claimed.class);
        assertThat(acme.device().preAssigned()).isFalse();
        assertThat(acme.account().deviceCount()).isEqualTo(1);
    }

    private static Object listOrProblem(Tenant account, SampleDevice device) {
        try {
            return account.lists(device);
        } catch (FirstclaimException e) {
            return e.problem();
        }
    }

    /// Runs all of them from one start.
    private static <T> List<T> atOnce(List<Callable<T>> calls) throws Exception {
        var start = new CyclicBarrier(calls.size());
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<T>> running = new ArrayList<>();
            for (var call : calls) {
                running.add(threads.submit(() -> {
                    start.await(20, TimeUnit.SECONDS);
                    return call.call();
                }));
            }
            List<T> answers = new ArrayList<>();
            for (var answer : running) {
                answers.add(answer.get(20, TimeUnit.SECONDS));
            }
            return answers;
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(20, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
