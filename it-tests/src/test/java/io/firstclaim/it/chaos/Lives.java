package io.firstclaim.it.chaos;

import io.firstclaim.it.history.Answer.Why;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Lets the devices of a fleet live, a few at a time, each as its role says.
final class Lives implements AutoCloseable {
    private static final int AT_ONCE = 40;

    private final World world;
    private final Surprises surprises;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Semaphore permits = new Semaphore(AT_ONCE);
    private final AtomicInteger over = new AtomicInteger();

    Lives(World world, Surprises surprises) {
        this.world = world;
        this.surprises = surprises;
    }

    /// Begins the lives of the devices from one place in the fleet to before another.
    void begin(int from, int to) {
        for (int number = from; number < to; number++) {
            int place = number;
            threads.execute(() -> {
                permits.acquireUninterruptibly();
                try {
                    live(place);
                } catch (RuntimeException | AssertionError tooLate) {
                    surprises.add(Role.of(place) + ": " + tooLate.getMessage());
                } finally {
                    permits.release();
                    over.incrementAndGet();
                }
            });
        }
    }

    /// How many are where they should be, or can't get there.
    int over() {
        return over.get();
    }

    private void live(int place) {
        WatchedDevice device = world.fleet().get(place);
        switch (Role.of(place)) {
            case PLAIN -> comeTo(place % 2 == 0 ? world.acme : world.globex, device);
            case CONTESTED -> compete(device);
            case TIGHT -> squeezeIn(device);
            case PRE_ASSIGNED -> {
                device.powerOn();
                device.awaitRegisteredTo(world.umbrella);
            }
            case TRANSFERRED -> move(device);
            case CANCELLED -> leave(device);
        }
    }

    private static void comeTo(Customer owner, WatchedDevice device) {
        list(owner, device);
        device.powerOn();
        device.awaitRegisteredTo(owner);
    }

    private static void list(Customer owner, WatchedDevice device) {
        if (!owner.enroll(device.enrollmentId())) {
            throw new AssertionError(device + " is somebody else's, not " + owner + "'s");
        }
    }

    private void compete(WatchedDevice device) {
        device.powerOn();
        Map<Customer, CompletableFuture<Boolean>> wishes = Stream.of(world.acme, world.globex, world.initech)
                .collect(Collectors.toMap(Function.identity(), wisher -> CompletableFuture
                        .supplyAsync(() -> wisher.enroll(device.enrollmentId()), threads)));
        List<Customer> winners = wishes.entrySet().stream().filter(wish -> wish.getValue().join())
                .map(Map.Entry::getKey).toList();
        if (winners.size() != 1) {
            throw new AssertionError(device + " was won by " + winners);
        }
        device.awaitRegisteredTo(winners.getFirst());
    }

    private void squeezeIn(WatchedDevice device) {
        list(world.hooli, device);
        device.powerOn();
        device.awaitThat("has a slot or none", () -> device.isRegistered() || device.isRefused(Why.QUOTA));
        if (!device.isRegistered()) {
            device.powerOff();
        }
    }

    private void move(WatchedDevice device) {
        comeTo(world.acme, device);
        world.acme.cancel(device.enrollmentId());
        device.factoryReset();
        comeTo(world.globex, device);
    }

    private void leave(WatchedDevice device) {
        comeTo(world.acme, device);
        world.acme.cancel(device.enrollmentId());
        device.powerOff();
        device.powerOn();
        device.awaitThat("knows that it is nobody's", () -> device.isRefused(Why.NOT_LISTED));
        device.powerOff();
    }

    @Override
    public void close() {
        threads.shutdownNow();
        threads.close();
    }
}
