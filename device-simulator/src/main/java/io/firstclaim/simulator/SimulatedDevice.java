package io.firstclaim.simulator;

import io.firstclaim.simulator.CallResult.Answered;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A device: what a factory put into a folder, brought to life. It keeps its state in `<device folder>/state`, so that
/// it goes on where it was in another process. Powering one folder on twice at once makes two devices with one identity,
/// as a cloned device would be.
///
/// The methods may be called from any thread.
public final class SimulatedDevice implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SimulatedDevice.class);
    private static final Duration INTERRUPT_AGAIN_AFTER = Duration.ofMillis(100);

    private final FactoryItems items;
    private final DeviceOptions options;
    private final DeviceMemory memory;
    private final DeviceLink.Factory links;
    private final List<DeviceListener> listeners = new CopyOnWriteArrayList<>();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private DeviceRecord record;
    private @Nullable Running running;

    /// A device that is powered on.
    private record Running(Thread thread, DeviceLife life, Power power) {}

    /// A device on a platform of its own choice, powered off.
    SimulatedDevice(FactoryItems items, DeviceOptions options, DeviceMemory memory, DeviceLink.Factory links) {
        this.items = items;
        this.options = options;
        this.memory = memory;
        this.links = links;
        DeviceRecord stored = memory.load();
        this.record = stored == null ? DeviceRecord.fresh(items.bootstrapUri()) : stored;
    }

    /// Takes a device from its folder, powered off.
    ///
    /// @param folder as the factory tool writes it, perhaps with state from before
    /// @throws InvalidDeviceFolderException if the folder isn't one
    public static SimulatedDevice open(Path folder, DeviceOptions options) {
        return new SimulatedDevice(FactoryItems.read(folder), options, new FolderMemory(folder), CaliforniumLink::open);
    }

    /// Adds a listener for what happens from now on.
    public void addListener(DeviceListener listener) {
        listeners.add(listener);
    }

    /// Powers the device on and returns at once: it bootstraps if it has no LwM2M credentials, registers, and tries
    /// again by itself. Does nothing if it is on already; a device whose power was cut at a step is not.
    public void powerOn() {
        stopIfCut();
        lock.lock();
        try {
            if (isOn()) {
                return;
            }
            Power power = new Power(options.steps());
            DeviceLife life = new DeviceLife(items, options, dialect(), new Diary(power), power, links);
            Thread thread = Thread.ofVirtual().name("device-" + items.endpointName()).unstarted(() -> run(life, power));
            running = new Running(thread, life, power);
            record = record.in(record.account() == null ? DeviceState.BOOTSTRAPPING : DeviceState.REGISTERING);
            thread.start();
        } finally {
            lock.unlock();
        }
    }

    private ClientDialect dialect() {
        Instant powerOn = options.clock().instant();
        InstantSource clock = options.startsIn1970()
                ? () -> Instant.EPOCH.plus(Duration.between(powerOn, options.clock().instant()))
                : options.clock();
        return switch (options.profile()) {
            case PELION -> new PelionDialect(items, clock, record);
            case STANDARD -> new StandardDialect(items, clock, options.ownBootstrapInstance());
        };
    }

    private void run(DeviceLife life, Power power) {
        try {
            life.live();
        } catch (InterruptedException _) {
            LOG.debug("{} was powered off", items.endpointName());
        } catch (RuntimeException e) {
            LOG.error("{} stopped working", items.endpointName(), e);
        } finally {
            lock.lock();
            try {
                if (power.isCut()) {
                    // What RAM held beside what flash holds went with the thread.
                    running = null;
                    record = record.in(DeviceState.OFF);
                }
                changed.signalAll();
            } finally {
                lock.unlock();
            }
        }
        if (power.isCut()) {
            tell(new DeviceEvent.PoweredOff());
        }
    }

    private void stopIfCut() {
        Running now = running();
        if (now != null && now.power().isCut()) {
            end(now.thread());
        }
    }

    private @Nullable Running running() {
        lock.lock();
        try {
            return running;
        } finally {
            lock.unlock();
        }
    }

    private boolean isOn() {
        Running now = running;
        return now != null && now.thread().isAlive();
    }

    /// Waits until the device is registered, has given up, or the limit is over.
    ///
    /// @return what the device knows then
    public DeviceView awaitSettled(Duration limit) throws InterruptedException {
        await(limit, () -> record.state() == DeviceState.REGISTERED || record.state() == DeviceState.GAVE_UP);
        return show();
    }

    private void await(Duration limit, BooleanSupplier reached) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            long left = limit.toNanos();
            while (!reached.getAsBoolean() && left > 0) {
                left = changed.awaitNanos(left);
            }
        } finally {
            lock.unlock();
        }
    }

    /// What the device knows and displays.
    public DeviceView show() {
        lock.lock();
        try {
            Lwm2mAccount account = record.account();
            return new DeviceView(options.profile(), items.endpointName(), items.enrollmentId(), items.firstToClaim(),
                    record.state(), record.bootstrapUri().text(), record.bootstrapUri().accountId(),
                    account == null ? null : account.uri(), record.deviceId(), record.location(), record.shown(),
                    record.refusal());
        } finally {
            lock.unlock();
        }
    }

    /// Updates the registration, and waits for the answer.
    ///
    /// @return the server's code as class times 100 plus detail, such as 204; 0 if none came. After 4.04 the device
    ///         registers anew by itself, after 4.00 and 4.03 it bootstraps
    /// @throws IllegalStateException if the device isn't registered
    public int update() throws InterruptedException {
        return errand(Errand.Update::new);
    }

    /// Ends the registration, and powers the device off.
    ///
    /// @return the server's code as class times 100 plus detail, such as 202; 0 if none came
    /// @throws IllegalStateException if the device isn't registered
    public int deregister() throws InterruptedException {
        int code = errand(Errand.Deregister::new);
        powerOff();
        return code;
    }

    private int errand(Function<CompletableFuture<CallResult>, Errand> kind) throws InterruptedException {
        CompletableFuture<CallResult> done = new CompletableFuture<>();
        lock.lock();
        try {
            Running now = running;
            if (now == null || !isOn() || record.state() != DeviceState.REGISTERED) {
                throw new IllegalStateException(items.endpointName() + " isn't registered, but " + record.state());
            }
            now.life().hand(kind.apply(done));
        } finally {
            lock.unlock();
        }
        CallResult result = new CallResult.NoAnswer("not done");
        try {
            result = done.get(options.patience().multipliedBy(2).toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException e) {
            LOG.debug("{} got no answer", items.endpointName(), e);
        }
        return result instanceof Answered answered ? answered.code() : 0;
    }

    /// Cuts the power: the socket is dropped without a word, the state is kept.
    public void powerOff() {
        stop();
        write(before -> before.in(DeviceState.OFF), new DeviceEvent.PoweredOff());
    }

    /// Powers off and on again.
    public void reboot() {
        powerOff();
        powerOn();
    }

    /// Powers off and returns the device to what the factory made: no credentials, and the bootstrap URI without an
    /// account if it is a first-to-claim device.
    public void factoryReset() {
        stop();
        lock.lock();
        try {
            memory.erase();
            record = DeviceRecord.fresh(items.bootstrapUri());
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /// Lets go of the device as its process does when it ends: the socket is dropped, and the stored state stays what
    /// it is, so that a registered device is still seen as registered.
    @Override
    public void close() {
        stop();
    }

    private void stop() {
        Running now;
        lock.lock();
        try {
            now = running;
            running = null;
        } finally {
            lock.unlock();
        }
        if (now != null) {
            end(now.thread());
        }
    }

    /// Interrupts until the thread is gone: closing a socket swallows an interrupt.
    private static void end(Thread thread) {
        boolean interrupted = false;
        while (thread.isAlive()) {
            thread.interrupt();
            try {
                thread.join(INTERRUPT_AGAIN_AFTER);
            } catch (InterruptedException _) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void write(UnaryOperator<DeviceRecord> change, DeviceEvent event) {
        lock.lock();
        try {
            record = change.apply(record);
            memory.store(record);
            changed.signalAll();
        } finally {
            lock.unlock();
        }
        tell(event);
    }

    private void tell(DeviceEvent event) {
        LOG.debug("{}: {}", items.endpointName(), event);
        listeners.forEach(listener -> listener.on(event));
    }

    /// Writes down what the running device reports.
    private final class Diary implements DeviceDiary {
        private final Power power;

        Diary(Power power) {
            this.power = power;
        }

        @Override
        public DeviceRecord record() {
            lock.lock();
            try {
                return record;
            } finally {
                lock.unlock();
            }
        }

        @Override
        public void write(UnaryOperator<DeviceRecord> change, DeviceEvent event) {
            if (power.isCut()) {
                return;
            }
            SimulatedDevice.this.write(change, event);
        }
    }
}
