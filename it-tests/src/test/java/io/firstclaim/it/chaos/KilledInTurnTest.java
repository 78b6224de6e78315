package io.firstclaim.it.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.firstclaim.it.chaos.KillSchedule.Blow;
import io.firstclaim.it.history.Answer;
import io.firstclaim.it.history.Answer.Why;
import io.firstclaim.it.history.Call;
import io.firstclaim.it.history.History;
import io.firstclaim.it.history.HistoryChecker;
import io.firstclaim.it.history.Operation;
import io.firstclaim.it.stack.Together;
import io.firstclaim.proto.device.v1.Device;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Two cores and two edges on PostgreSQL with a synchronous standby; while a fleet comes in, each of them is killed, the primary too, and each core stands
/// still for longer than its leases last. In the end each device is where it should be, and what devices, administrators and followers of events were told all
/// the time can be true: see `docs/decisions/what-the-history-proves.md`.
class KilledInTurnTest {
    private static final int SIZE = Integer.getInteger("firstclaim.killed.devices", 2000);
    private static final long SEED = Long.getLong("firstclaim.killed.seed", System.nanoTime() % 1_000_000);
    private static final int FOLLOWERS = 2;
    private static final int UPDATED = 40;
    private static final Logger LOG = LoggerFactory.getLogger(KilledInTurnTest.class);

    private final History history = new History();
    private final Surprises surprises = new Surprises();

    @TempDir
    private Path folder;

    @Test
    @Timeout(value = 20, unit = TimeUnit.MINUTES)
    void everyAnswerWasTrueWhoeverDied() throws Exception {
        KillSchedule schedule = KillSchedule.of(SEED);
        try (Cluster cluster = Cluster.start(folder);
                World world = new World(cluster, folder, SIZE, history, surprises, SEED);
                Followers followers = Followers.start(world, FOLLOWERS, history, surprises, new Random(SEED))) {
            comeInWhile(schedule, cluster, world);
            settle(world);
            updateSome(world);
            LOG.info("all are where they should be");
            followers.awaitAll();
            lookUpAll(world);
            assertThat(violations(world)).as("%s", schedule).isEmpty();
        } finally {
            surprises.all().forEach(LOG::error);
        }
        assertThat(surprises.all()).as("%s", schedule).isEmpty();
    }

    private void comeInWhile(KillSchedule schedule, Cluster cluster, World world) throws IOException {
        try (Lives lives = new Lives(world, surprises)) {
            List<Blow> blows = schedule.blows();
            for (int number = 0; number < blows.size(); number++) {
                int from = SIZE * number / blows.size();
                int to = SIZE * (number + 1) / blows.size();
                lives.begin(from, to);
                Blow blow = blows.get(number);
                int goal = from + (int) ((to - from) * blow.share());
                await(schedule + " has come to " + blow).atMost(Limits.PART).until(() -> lives.over() >= goal);
                LOG.info("{} of {} devices are there, now: {}", lives.over(), SIZE, blow);
                strike(blow, cluster);
                LOG.info("{} of {} devices are there, {} is back", lives.over(), SIZE, blow.actor());
            }
            await(schedule + " is over").atMost(Limits.PART).until(() -> lives.over() == SIZE);
        }
    }

    private static void strike(Blow blow, Cluster cluster) throws IOException {
        switch (blow.way()) {
            case KILLED -> {
                cluster.kill(blow.actor());
                cluster.replace(blow.actor());
            }
            case STANDS_STILL -> {
                cluster.freeze(blow.actor(), true);
                await(blow + " long enough").atMost(Limits.PART).pollDelay(Limits.STANDSTILL).until(() -> true);
                cluster.freeze(blow.actor(), false);
            }
        }
    }

    /// Nobody falls any more: those that had no slot come again, as many get in as there are slots, and one more for whom somebody makes room.
    private static void settle(World world) {
        List<WatchedDevice> tight = ofRole(world, Role.TIGHT);
        List<WatchedDevice> waiting = tight.stream().filter(device -> !device.isRegistered()).toList();
        waiting.forEach(WatchedDevice::powerOn);
        awaitAllSlotsTaken(world, tight);
        waiting.stream().filter(device -> !device.isRegistered())
                .forEach(device -> device.awaitThat("has no slot", () -> device.isRefused(Why.QUOTA)));
        WatchedDevice leaver = tight.stream().filter(WatchedDevice::isRegistered).findFirst().orElseThrow();
        leaver.powerOff();
        world.hooli.cancel(leaver.enrollmentId());
        awaitAllSlotsTaken(world, tight);
    }

    private static void awaitAllSlotsTaken(World world, List<WatchedDevice> tight) {
        int slots = world.quotaOf(world.hooli);
        await("all slots of " + world.hooli + " are taken").atMost(Limits.DEVICE)
                .until(() -> tight.stream().filter(WatchedDevice::isRegistered).count() == slots);
    }

    /// Devices whose edge died find out, and register again.
    private static void updateSome(World world) throws Exception {
        Together.all(world.fleet().stream().filter(WatchedDevice::isRegistered).limit(UPDATED).map(device -> Executors
                .callable(() -> device.awaitThat("updates its registration", device::updates))).toList(),
                Limits.DEVICE);
    }

    private static List<WatchedDevice> ofRole(World world, Role role) {
        return IntStream.range(0, SIZE).filter(number -> Role.of(number) == role).mapToObj(world.fleet()::get).toList();
    }

    /// What the directories of all accounts say of each device, and how many they count.
    private void lookUpAll(World world) {
        Map<String, History.Pending> looks = world.fleet().stream().map(WatchedDevice::enrollmentId).collect(Collectors
                .toMap(Function.identity(), device -> history.begin("directories", new Call.LookUp(device))));
        Map<String, Answer> found = new HashMap<>();
        for (Customer customer : world.customers()) {
            List<Device> devices = customer.devices();
            assertThat(customer.deviceCount()).as("devices of %s", customer).isEqualTo(devices.size());
            for (Device device : devices) {
                assertThat(found.put(device.getEnrollmentIdentity(),
                        new Answer.Held(device.getAccountId(), device.getId()))).as("another owner of %s", device)
                        .isNull();
            }
        }
        looks.forEach((device, look) -> look.end(found.getOrDefault(device, new Answer.NotThere())));
    }

    private List<String> violations(World world) {
        Map<String, Integer> quotas = world.customers().stream()
                .collect(Collectors.toMap(Customer::id, world::quotaOf));
        List<Operation> operations = history.operations();
        LOG.info("{} calls, {} of them without an answer", operations.size(),
                operations.stream().filter(Operation::isUnknown).count());
        assertThat(operations).extracting(Operation::answer).as("what must not be missing in a run worth checking")
                .hasAtLeastOneElementOfType(Answer.Unknown.class).hasAtLeastOneElementOfType(Answer.Taken.class)
                .contains(new Answer.Refused(Why.QUOTA), new Answer.Refused(Why.NOT_LISTED));
        return new HistoryChecker(quotas).violations(history);
    }
}
