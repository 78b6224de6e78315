package io.firstclaim.simulator.fleet;

import io.firstclaim.simulator.DeviceOptions;
import io.firstclaim.simulator.DevicePlatform;
import io.firstclaim.simulator.InvalidDeviceFolderException;
import io.firstclaim.simulator.SimulatedDevice;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Runs many devices in this process by a [FleetPlan] and counts what becomes of them. One fleet runs once.
public final class Fleet {
    private static final Logger LOG = LoggerFactory.getLogger(Fleet.class);
    private static final Duration SAMPLE_EVERY = Duration.ofSeconds(1);

    private final FleetPlan plan;
    private final DevicePlatform platform;
    private final Tally tally;
    private final Series series;
    private final List<Member> members;
    private final Semaphore starting;
    private final Map<Member, SimulatedDevice> devices = new ConcurrentHashMap<>();
    private final ExecutorService tasks = Executors.newVirtualThreadPerTaskExecutor();
    private volatile long begun;

    /// A fleet with nothing powered on yet.
    public Fleet(FleetPlan plan) {
        this.plan = plan;
        this.platform = new DevicePlatform(DevicePlatform.Settings.DEFAULT
                .withBootstrapUri(plan.behaviour().bootstrapUri()).withNetwork(plan.network()));
        this.tally = new Tally(plan.devices().size());
        this.series = new Series();
        this.starting = new Semaphore(plan.behaviour().mostStarting());
        this.members = plan.fates().stream().map(this::member).toList();
    }

    private Member member(Fate fate) {
        return new Member(fate, plan.ending().goal(), tally, starting::release, () -> reboot(fate.number()));
    }

    /// Powers the devices on as they arrive, and returns when they all are where the plan wants them, when the time is over, or
    /// when this thread is interrupted: that is a request to end, and is used up. All power is cut then, without a word to the
    /// servers.
    public FleetReport run() {
        Instant at = Instant.now();
        begun = System.nanoTime();
        FleetReport.End end;
        try {
            inBackground(this::powerOnAll);
            end = awaitEnd();
        } catch (InterruptedException _) {
            end = FleetReport.End.STOPPED;
        }
        FleetSnapshot last = snapshot();
        cutAllPower();
        return FleetReport.of(plan, at, end, last, series.samples(), members);
    }

    /// What is known of it now. May be asked from any thread, at any time.
    public FleetSnapshot snapshot() {
        Duration elapsed = begun == 0 ? Duration.ZERO : Duration.ofNanos(System.nanoTime() - begun);
        return new FleetSnapshot(elapsed, tally.counts(), platform.network(), series.latest());
    }

    private FleetReport.End awaitEnd() throws InterruptedException {
        FleetPlan.Ending ending = plan.ending();
        if (!awaitGoal(ending.timeout())) {
            return FleetReport.End.TIMEOUT;
        }
        if (ending.stay().isPositive()) {
            inBackground(this::updateAll);
            long over = System.nanoTime() + ending.stay().toNanos();
            for (long left = ending.stay().toNanos(); left > 0; left = over - System.nanoTime()) {
                Thread.sleep(Duration.ofNanos(Math.min(left, SAMPLE_EVERY.toNanos())));
                sample();
            }
        }
        return FleetReport.End.GOAL_REACHED;
    }

    private boolean awaitGoal(Duration limit) throws InterruptedException {
        long over = System.nanoTime() + limit.toNanos();
        boolean reached = false;
        for (long left = limit.toNanos(); !reached && left > 0; left = over - System.nanoTime()) {
            reached = tally.awaitGoal(Duration.ofNanos(Math.min(left, SAMPLE_EVERY.toNanos())));
            sample();
        }
        return reached;
    }

    private void sample() {
        series.add(Duration.ofNanos(System.nanoTime() - begun), tally.counts());
    }

    private void powerOnAll() throws InterruptedException {
        for (Member member : members) {
            sleepUntil(begun + member.fate().powerOn().toNanos());
            starting.acquire();
            inBackground(() -> powerOn(member));
        }
    }

    private static void sleepUntil(long nanoTime) throws InterruptedException {
        long left = nanoTime - System.nanoTime();
        if (left > 0) {
            Thread.sleep(Duration.ofNanos(left));
        }
    }

    private void powerOn(Member member) {
        try {
            SimulatedDevice device = platform.open(member.fate().folder(), options(member),
                    member.fate().seed());
            device.addListener(member);
            devices.put(member, device);
            member.poweredOn();
            device.powerOn();
        } catch (InvalidDeviceFolderException broken) {
            member.isUnusable("no device: " + broken.getMessage());
        }
    }

    private DeviceOptions options(Member member) {
        FleetPlan.Behaviour behaviour = plan.behaviour();
        return DeviceOptions.of(member.fate().profile()).withRetry(behaviour.retry())
                .withPatience(behaviour.patience()).withRandom(new SplittableRandom(member.fate().seed()))
                .withSteps(member);
    }

    /// Called on the thread of the device that lost its power, which must end before it can be powered on again.
    private void reboot(int number) {
        inBackground(() -> {
            Thread.sleep(plan.behaviour().offTime());
            SimulatedDevice device = devices.get(members.get(number));
            if (device != null) {
                device.powerOn();
            }
        });
    }

    /// Spreads the updates of all evenly over the interval, and again.
    private void updateAll() throws InterruptedException {
        Duration every = plan.ending().updateEvery();
        long first = System.nanoTime();
        for (long round = 0;; round++) {
            for (Member member : members) {
                sleepUntil(first + round * every.toNanos()
                        + every.toNanos() / members.size() * member.fate().number());
                if (member.state() == FleetState.REGISTERED) {
                    inBackground(() -> update(member));
                }
            }
        }
    }

    private void update(Member member) throws InterruptedException {
        SimulatedDevice device = devices.get(member);
        try {
            if (device != null) {
                device.update();
            }
        } catch (IllegalStateException gone) {
            LOG.debug("{} doesn't update", member.fate().name(), gone);
        }
    }

    /// Something that goes on until it is done or the run is over.
    private interface Task {
        void run() throws InterruptedException;
    }

    private void inBackground(Task task) {
        try {
            tasks.execute(() -> {
                try {
                    task.run();
                } catch (InterruptedException _) {
                    LOG.trace("the run is over");
                } catch (RuntimeException broken) {
                    LOG.error("a part of the fleet stopped working", broken);
                }
            });
        } catch (RejectedExecutionException _) {
            LOG.trace("the run is over");
        }
    }

    private void cutAllPower() {
        tasks.shutdownNow();
        tasks.close();
        try (ExecutorService switches = Executors.newVirtualThreadPerTaskExecutor()) {
            devices.values().forEach(device -> switches.execute(device::close));
        }
        platform.close();
    }
}
