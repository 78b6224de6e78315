package io.firstclaim.core.claim;

import static org.assertj.core.api.Assertions.assertThat;

import io.firstclaim.core.FirstclaimException;
import io.firstclaim.core.Maker;
import io.firstclaim.core.Problem;
import io.firstclaim.core.ResourceId;
import io.firstclaim.core.SampleDevice;
import io.firstclaim.core.Tenant;
import io.firstclaim.core.World;
import io.firstclaim.core.claim.ClaimOutcome.Claimed;
import io.firstclaim.core.device.DeleteDevice;
import io.firstclaim.core.device.Device;
import io.firstclaim.core.device.DeviceState;
import io.firstclaim.core.device.ExpireRegistrations;
import io.firstclaim.core.enrollment.ExpireEnrollments;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Accounts and devices do what they like, in an order that a seed decides; after each step what must always hold is checked.
class RandomWalkTest {
    private static final int STEPS = 400;
    private static final int QUOTA = 3;
    private static final Set<Problem> EXPECTED = EnumSet.of(Problem.DUPLICATE, Problem.NOT_FOUND,
            Problem.ACCOUNT_SUSPENDED, Problem.NOT_POSSIBLE_NOW);

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 5, 8, 13, 21, 34})
    void whateverHappensTheBooksBalance(long seed) {
        try (var world = new World()) {
            var walk = new Walk(world, new Random(seed));
            for (int step = 0; step < STEPS; step++) {
                var did = walk.step();
                assertThat(walk).as("seed %d, step %d: %s", seed, step, did).satisfies(Walk::check);
            }
            assertThat(walk.answers).as("the walk went somewhere").hasSizeGreaterThan(STEPS / 40);
        }
    }

    private static final class Walk {
        private final World world;
        private final Random random;
        private final Maker oem = Maker.named("OEM");
        private final List<Tenant> accounts;
        private final List<SampleDevice> devices;
        private final List<Claimed> answers = new ArrayList<>();
        private int eventsBefore;

        Walk(World world, Random random) {
            this.world = world;
            this.random = random;
            this.accounts = IntStream.range(0, 3).mapToObj(i -> world.account("Account " + i, QUOTA)).toList();
            this.devices = IntStream.range(0, 8).mapToObj(i -> oem.device("name-" + i % 5)).toList();
            accounts.getFirst().proves(oem);
            accounts.stream().skip(1).forEach(account -> account.trusts(oem));
        }

        String step() {
            var account = any(accounts);
            var device = any(devices);
            var choice = random.nextInt(14);
            try {
                act(choice, account, device);
            } catch (FirstclaimException e) {
                assertThat(EXPECTED).as(e.getMessage()).contains(e.problem());
            }
            return "choice " + choice;
        }

        private void act(int choice, Tenant account, SampleDevice device) {
            switch (choice) {
                case 0, 1, 2 -> account.lists(device);
                case 3, 4 -> bootstrap(device, null);
                case 5 -> bootstrap(device, account.id());
                case 6 -> bootstrap(device.named("name-" + random.nextInt(5)), null);
                case 7 ->
                    answers.stream().skip(random.nextInt(answers.size() + 1)).findFirst().ifPresent(world::confirm);
                case 8, 9 -> answers.stream().skip(random.nextInt(answers.size() + 1)).findFirst()
                        .ifPresent(world::register);
                case 10 -> account.list().stream().findAny().ifPresent(account::cancels);
                case 11 -> account.devices().stream().findAny().map(Device::id).ifPresent(id -> delete(account, id));
                case 12 -> account.isSuspended(random.nextInt(3) == 0);
                default -> passTime();
            }
        }

        private void bootstrap(SampleDevice device, @Nullable ResourceId aid) {
            if (world.bootstrap(device, aid) instanceof Claimed claimed) {
                answers.add(claimed);
            }
        }

        private void delete(Tenant account, ResourceId id) {
            new DeleteDevice(world.stores, world.ids, world.clock).delete(account.admin(), id);
        }

        private void passTime() {
            world.clock.pass(random.nextInt(4) == 0 ? World.PENDING_LIFETIME : Duration.ofMinutes(40));
            new ExpireEnrollments(world.stores, world.clock).run();
            new ExpireRegistrations(world.stores, world.ids, world.clock).run();
        }

        /// What must always hold.
        void check() {
            accounts.forEach(this::checkAccount);
            for (var device : devices) {
                assertThat(accounts.stream().flatMap(account -> account.devices().stream())
                        .filter(live -> live.fingerprint().equals(device.fingerprint())))
                        .as("live devices of one certificate").hasSizeLessThanOrEqualTo(1);
            }
            var events = accounts.stream().mapToInt(account -> account.events().size()).sum();
            assertThat(events).as("nothing is taken out of the history").isGreaterThanOrEqualTo(eventsBefore);
            eventsBefore = events;
        }

        private void checkAccount(Tenant account) {
            var live = account.devices();
            assertThat(account.account().deviceCount()).as("slots taken").isEqualTo(live.size())
                    .isLessThanOrEqualTo(QUOTA);
            assertThat(live).extracting(Device::endpointName).doesNotHaveDuplicates();
            live.forEach(device -> checkDevice(account, device));
            checkHistory(account, live);
        }

        private void checkDevice(Tenant account, Device device) {
            var holder = world.read(s -> s.enrollments().findByFingerprint(device.fingerprint()).orElseThrow());
            assertThat(holder.accountId()).isEqualTo(account.id());
            assertThat(holder.isClaimedBy(device.id())).isTrue();
            assertThat(holder.preAssigned()).isEqualTo(device.preAssigned());
            assertThat(answers.stream().filter(answer -> answer.deviceId().equals(device.id())).filter(world::isGood)
                    .map(answer -> answer.credential().id()).distinct()).as("good credentials").hasSizeBetween(1, 2);
            assertThat(world.<Boolean>read(s -> s.registrations().find(device.id()).isPresent()))
                    .as("registered").isEqualTo(device.state() == DeviceState.REGISTERED);
        }

        private void checkHistory(Tenant account, List<Device> live) {
            var came = count(account, EnumSet.of(ClaimEvent.Type.CLAIMED, ClaimEvent.Type.PRE_ASSIGNED));
            var left = account.events().stream().filter(event -> event.deviceId() != null)
                    .filter(event -> event.type() == ClaimEvent.Type.CANCELLED
                            || event.type() == ClaimEvent.Type.REMOVED)
                    .count();
            assertThat(came - left).as("who came and did not leave").isEqualTo(live.size());
            for (var other : accounts) {
                if (!other.equals(account)) {
                    assertThat(account.events().toString()).doesNotContain(other.id().toString());
                }
            }
        }

        private static long count(Tenant account, Set<ClaimEvent.Type> types) {
            return account.events().stream().filter(event -> types.contains(event.type())).count();
        }

        private <T> T any(List<T> of) {
            return of.get(random.nextInt(of.size()));
        }
    }
}
