package io.firstclaim.it.chaos;

import io.firstclaim.api.Caller;
import io.firstclaim.core.ResourceId;
import io.firstclaim.factory.Assignment;
import io.firstclaim.factory.ProvisionedDevice;
import io.firstclaim.it.history.History;
import io.firstclaim.it.stack.Maker;
import io.firstclaim.it.stack.Tenant;
import io.firstclaim.proto.account.v1.CreateAccountRequest;
import io.firstclaim.simulator.DeviceOptions;
import io.firstclaim.simulator.DevicePlatform;
import io.firstclaim.simulator.DeviceProfile;
import io.firstclaim.simulator.RetrySchedule;
import io.firstclaim.simulator.SimulatedDevice;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/// The accounts, their makers and the fleet.
final class World implements AutoCloseable {
    private static final RetrySchedule IMPATIENT = new RetrySchedule(Duration.ofMillis(500), Duration.ofSeconds(1),
            Duration.ofSeconds(5), Duration.ofMillis(300), Duration.ofMillis(600));
    private static final Duration PATIENCE = Duration.ofSeconds(12);

    /// Lists devices, and gives some away.
    final Customer acme;
    /// Lists devices, and gets some that Acme had.
    final Customer globex;
    /// Lists what the others list, too.
    final Customer initech;
    /// Lists more devices than it may own.
    final Customer hooli;
    /// Is the maker of devices that are assigned to it.
    final Customer umbrella;

    private final Cluster cluster;
    private final History history;
    private final Surprises surprises;
    private final long seed;
    private final List<DevicePlatform> platforms;
    private final List<WatchedDevice> fleet = new ArrayList<>();
    private final Map<Customer, Integer> quotas = new LinkedHashMap<>();

    /// @param size how many devices there are
    World(Cluster cluster, Path folder, int size, History history, Surprises surprises, long seed) {
        this.cluster = cluster;
        this.history = history;
        this.surprises = surprises;
        this.seed = seed;
        Maker meters = new Maker(cluster, "Meter maker", folder.resolve("meters"));
        Maker own = new Maker(cluster, "Umbrella", folder.resolve("umbrellas"));
        long tight = IntStream.range(0, size).filter(number -> Role.of(number) == Role.TIGHT).count();
        acme = customer("Acme", size, meters);
        globex = customer("Globex", size, meters);
        initech = customer("Initech", size, meters);
        hooli = customer("Hooli", Math.toIntExact(tight / 2), meters);
        Tenant maker = account("Umbrella", size);
        maker.isMaker(own);
        umbrella = customer("Umbrella", size, maker);
        platforms = cluster.bootstrapUris().stream()
                .map(uri -> new DevicePlatform(DevicePlatform.Settings.DEFAULT.withBootstrapUri(uri))).toList();
        make(size, meters, own);
    }

    private Customer customer(String name, int quota, Maker trusted) {
        Tenant account = account(name, quota);
        account.trusts(trusted);
        return customer(name, quota, account);
    }

    private Tenant account(String name, int quota) {
        return cluster.tenant(CreateAccountRequest.newBuilder().setDisplayName(name).setDeviceQuota(quota));
    }

    private Customer customer(String name, int quota, Tenant account) {
        Customer customer = new Customer(name, account.id(), cluster.channels(Caller.apiKey(account.apiKey())), history,
                surprises);
        quotas.put(customer, quota);
        return customer;
    }

    private void make(int size, Maker meters, Maker own) {
        Iterator<ProvisionedDevice> assigned = own.makesBatch(names(size, true),
                new Assignment.PreAssigned(ResourceId.parse("aid", umbrella.id()))).iterator();
        Iterator<ProvisionedDevice> free = meters.makesBatch(names(size, false), new Assignment.FirstToClaim())
                .iterator();
        for (int number = 0; number < size; number++) {
            boolean isAssigned = Role.of(number) == Role.PRE_ASSIGNED;
            fleet.add(device(number, isAssigned ? assigned.next() : free.next(), isAssigned));
        }
    }

    private static List<String> names(int size, boolean preAssigned) {
        return IntStream.range(0, size).filter(number -> (Role.of(number) == Role.PRE_ASSIGNED) == preAssigned)
                .mapToObj(number -> "meter-" + number).toList();
    }

    /// Each edge has its half of the fleet, and each profile half of that.
    private WatchedDevice device(int number, ProvisionedDevice made, boolean preAssigned) {
        DeviceProfile profile = number / 2 % 2 == 0 ? DeviceProfile.PELION : DeviceProfile.STANDARD;
        SimulatedDevice device = platforms.get(number % platforms.size()).open(made.folder(),
                DeviceOptions.of(profile).withRetry(IMPATIENT).withPatience(PATIENCE)
                        .withRandom(new SplittableRandom(seed + number)),
                seed + number);
        return new WatchedDevice(device, made.enrollmentId().toString(), preAssigned, history, surprises);
    }

    /// All devices, by their place in the fleet.
    List<WatchedDevice> fleet() {
        return fleet;
    }

    /// All accounts.
    List<Customer> customers() {
        return List.copyOf(quotas.keySet());
    }

    /// How many devices an account may own.
    int quotaOf(Customer customer) {
        return quotas.getOrDefault(customer, 0);
    }

    @Override
    public void close() {
        fleet.parallelStream().forEach(WatchedDevice::close);
        platforms.forEach(DevicePlatform::close);
    }
}
