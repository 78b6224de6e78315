package io.firstclaim.core.claim;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import io.firstclaim.core.FakeStores;
import io.firstclaim.core.Maker;
import io.firstclaim.core.ResourceId;
import io.firstclaim.core.SampleDevice;
import io.firstclaim.core.StoresContract;
import io.firstclaim.core.Tenant;
import io.firstclaim.core.Transactions;
import io.firstclaim.core.World;
import io.firstclaim.core.claim.ClaimOutcome.Claimed;
import io.firstclaim.core.claim.ClaimOutcome.Refused;
import io.firstclaim.core.device.Device;
import io.firstclaim.core.trust.Fingerprint;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Claims in a group are answered as if each had come alone. Accounts at the edge of their quotas, names that are taken, devices that come twice, again, under
/// another name, by their `aid`, from nowhere and from a CA that nobody trusts: a seed decides who is in the group.
public abstract class ClaimsInGroupsContract extends StoresContract {
    private static final Maker MAKER = Maker.named("Maker of groups");
    private static final Maker STRANGE = Maker.named("Maker whom nobody trusts");
    private static final List<SampleDevice> DEVICES = IntStream.range(0, 14)
            .mapToObj(i -> (i % 7 == 6 ? STRANGE : MAKER).device("name-" + i % 6)).toList();
    private static final int PRESENTED = 16;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 5, 8, 13, 21, 34, 55, 89})
    final void aGroupIsAnsweredAsItsDevicesOneByOne(long seed) {
        try (var alone = new Scene(new FakeStores(), seed); var together = new Scene(transactions(), seed)) {
            var devices = together.presented;
            var answers = together.world.claimDevices
                    .claim(devices.stream().map(device -> device.device.presents(device.aid(together))).toList());

            var expected = new HashMap<Integer, String>();
            for (int i : inOrderOfGroup(devices)) {
                expected.put(i, shown(alone.bootstrap(alone.presented.get(i))));
            }
            assertThat(IntStream.range(0, devices.size()).mapToObj(i -> shown(answers.get(i))))
                    .as("seed %d", seed)
                    .containsExactlyElementsOf(IntStream.range(0, devices.size()).mapToObj(expected::get).toList());
            assertThat(together.books()).isEqualTo(alone.books());
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {4, 6, 9, 15})
    final void whoClaimsAtOnceGetsWhatSomeOrderWouldHaveGivenIt(long seed) throws Exception {
        try (var scene = new Scene(transactions(), seed)) {
            var answers = atOnce(scene);
            for (int i = 0; i < answers.size(); i++) {
                var presented = scene.presented.get(i);
                switch (answers.get(i)) {
                    case Claimed claimed -> assertThat(scene.deviceOf(presented).id()).isEqualTo(claimed.deviceId());
                    case Refused(var reason, var detail) ->
                        assertThat(scene.mayRefuse(presented, reason)).as("seed %d: %s %s", seed, reason, detail)
                                .isTrue();
                }
            }
            scene.checkBooks();
        }
    }

    private static List<ClaimOutcome> atOnce(Scene scene) throws Exception {
        var start = new CyclicBarrier(scene.presented.size());
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var running = new ArrayList<Future<ClaimOutcome>>();
            for (var presented : scene.presented) {
                running.add(threads.submit(() -> {
                    start.await(LIMIT_SECONDS, SECONDS);
                    return scene.bootstrap(presented);
                }));
            }
            var answers = new ArrayList<ClaimOutcome>();
            for (var each : running) {
                answers.add(each.get(LIMIT_SECONDS, SECONDS));
            }
            return answers;
        }
    }

    /// Each device once in the order of fingerprints; then those that came twice.
    private static List<Integer> inOrderOfGroup(List<Presented> devices) {
        var order = new ArrayList<Integer>();
        var left = new ArrayList<>(IntStream.range(0, devices.size()).boxed().toList());
        while (!left.isEmpty()) {
            var seen = new HashSet<Fingerprint>();
            var round = left.stream().filter(i -> seen.add(devices.get(i).device.fingerprint())).toList();
            order.addAll(round.stream()
                    .sorted(Comparator.comparing((Integer i) -> devices.get(i).device.fingerprint())).toList());
            left.removeAll(round);
        }
        return order;
    }

    private static String shown(ClaimOutcome outcome) {
        return switch (outcome) {
            case Claimed claimed -> "claimed " + claimed.credential().endpointName()
                    + (claimed.repeated() ? " again" : "");
            case Refused(var reason, var _) -> reason.name();
        };
    }

    /// @param account
    ///            the number of the account whose `aid` it gives; -1 for none
    private record Presented(SampleDevice device, int account) {
        @Nullable
        ResourceId aid(Scene scene) {
            return account < 0 ? null : scene.accounts.get(account).id();
        }
    }

    /// Accounts, what they list, and who is at the door: the same for the same seed.
    private static final class Scene implements AutoCloseable {
        private final World world;
        private final List<Tenant> accounts = new ArrayList<>();
        private final List<Presented> presented = new ArrayList<>();

        Scene(Transactions stores, long seed) {
            var random = new Random(seed);
            world = new World(stores);
            for (int i = 0; i < 3; i++) {
                var account = world.account("Account " + i, 1 + random.nextInt(3));
                accounts.add(account);
                var _ = i == 0 ? account.proves(MAKER) : account.trusts(MAKER);
            }
            for (var device : DEVICES) {
                if (random.nextInt(4) > 0) {
                    accounts.get(random.nextInt(3)).lists(device);
                }
                world.checkHandshake.check(device.chain());
            }
            for (int i = 0; i < 3; i++) {
                world.bootstrap(DEVICES.get(random.nextInt(DEVICES.size())));
            }
            accounts.get(2).isSuspended(random.nextInt(4) == 0);
            for (int i = 0; i < PRESENTED; i++) {
                var device = DEVICES.get(random.nextInt(DEVICES.size()));
                var named = random.nextInt(3) == 0 ? device.named("name-" + random.nextInt(8)) : device;
                presented.add(new Presented(named, random.nextInt(4) - 1));
            }
        }

        ClaimOutcome bootstrap(Presented one) {
            return world.bootstrap(one.device, one.aid(this));
        }

        /// What there is afterwards, without what differs from world to world.
        List<List<String>> books() {
            return accounts.stream().map(account -> {
                var lines = new ArrayList<>(account.devices().stream()
                        .map(device -> device.endpointName() + " " + device.fingerprint() + " " + device.state())
                        .sorted().toList());
                lines.addAll(account.events().stream()
                        .map(event -> event.fingerprint() + " " + event.type() + " " + event.endpointName()).sorted()
                        .toList());
                lines.add(account.account().deviceCount() + " devices");
                return List.copyOf(lines);
            }).toList();
        }

        Device deviceOf(Presented one) {
            return accounts.stream().flatMap(account -> account.devices().stream())
                    .filter(device -> device.fingerprint().equals(one.device.fingerprint())).findFirst().orElseThrow();
        }

        /// Whether the reason is true of what is there now: none of these ends while devices only come in, but that a name may have been given up since.
        boolean mayRefuse(Presented one, RefusalReason reason) {
            var holder = world.read(stores -> stores.enrollments().findByFingerprint(one.device.fingerprint()))
                    .map(enrollment -> enrollment.accountId());
            var account = accounts.stream().filter(each -> holder.filter(each.id()::equals).isPresent()).findFirst();
            return switch (reason) {
                case ENROLLMENT_NOT_REGISTERED -> holder.isEmpty() || one.account >= 0;
                case TRUSTED_CERTIFICATE_NOT_IN_ACCOUNT ->
                    !one.device.certificates().getFirst().getIssuerX500Principal()
                            .equals(MAKER.certificate().getSubjectX500Principal());
                case ACCOUNT_SUSPENDED -> !account.orElseThrow().account().isActive();
                case ACCOUNT_DEVICE_QUOTA_REACHED -> account.or(() -> accounts.stream().findFirst()).orElseThrow()
                        .account().freeDeviceSlots() == 0;
                case DUPLICATE_ENDPOINT_NAME -> presented.stream()
                        .anyMatch(other -> other.device.name().equals(one.device.name()))
                        || DEVICES.stream().anyMatch(other -> other.name().equals(one.device.name()));
                case OVERLOAD, SIGNING -> false;
            };
        }

        void checkBooks() {
            for (var account : accounts) {
                var live = account.devices();
                assertThat(account.account().deviceCount()).isEqualTo(live.size())
                        .isLessThanOrEqualTo(account.account().deviceQuota());
                assertThat(live).extracting(Device::endpointName).doesNotHaveDuplicates();
                assertThat(account.events().stream().filter(event -> event.type() == ClaimEvent.Type.CLAIMED
                        || event.type() == ClaimEvent.Type.PRE_ASSIGNED)).hasSize(live.size());
            }
        }

        @Override
        public void close() {
            world.close();
        }
    }
}
