package io.firstclaim.it.stack;

import io.firstclaim.factory.ProvisionedDevice;
import io.firstclaim.simulator.DeviceEvent;
import io.firstclaim.simulator.DeviceOptions;
import io.firstclaim.simulator.DeviceProfile;
import io.firstclaim.simulator.DeviceView;
import io.firstclaim.simulator.RetrySchedule;
import io.firstclaim.simulator.SimulatedDevice;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/// A simulated device as it came from the factory, that retries a hundred times faster than a real one, and remembers what happened to it.
public final class Meter {
    private static final RetrySchedule IMPATIENT = new RetrySchedule(Duration.ofMillis(100), Duration.ofMillis(150),
            Duration.ofMillis(500), Duration.ofMillis(100), Duration.ofMillis(200));
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Installation stack;
    private final ProvisionedDevice made;
    private final DeviceProfile profile;
    private final List<DeviceEvent> events = new CopyOnWriteArrayList<>();
    private SimulatedDevice device;

    private Meter(Installation stack, ProvisionedDevice made, DeviceProfile profile) {
        this.stack = stack;
        this.made = made;
        this.profile = profile;
        this.device = open(impatient(profile));
    }

    /// A meter that is switched off when the test ends.
    static Meter of(Installation stack, ProvisionedDevice made, DeviceProfile profile) {
        Meter meter = new Meter(stack, made, profile);
        stack.atEnd(() -> meter.device.close());
        return meter;
    }

    private SimulatedDevice open(DeviceOptions options) {
        SimulatedDevice opened = SimulatedDevice.open(made.folder(), options);
        opened.addListener(events::add);
        return opened;
    }

    private static DeviceOptions impatient(DeviceProfile profile) {
        return DeviceOptions.of(profile).withRetry(IMPATIENT).withPatience(PATIENCE);
    }

    /// The same meter without a clock.
    public Meter withoutClock() {
        return with(DeviceOptions::startingIn1970);
    }

    /// The same meter with other options.
    public Meter with(UnaryOperator<DeviceOptions> change) {
        device = open(change.apply(impatient(profile)));
        return this;
    }

    /// Another device with the same certificate, key and name, as no factory makes them.
    ///
    /// @param folder absent; where the other one keeps its state
    public Meter cloned(Path folder) {
        try {
            Files.createDirectories(folder);
            try (Stream<Path> files = Files.list(made.folder())) {
                for (Path file : files.filter(Files::isRegularFile).toList()) {
                    Files.copy(file, folder.resolve(file.getFileName()));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return of(stack, new ProvisionedDevice(made.endpointName(), made.enrollmentId(), folder), profile);
    }

    /// What claims it.
    public String enrollmentId() {
        return made.enrollmentId().toString();
    }

    /// Its name.
    public String endpointName() {
        return made.endpointName();
    }

    /// What the factory put into it.
    public Path folder() {
        return made.folder();
    }

    /// Switches it on.
    public void powerOn() {
        device.powerOn();
    }

    /// Cuts its power.
    public void powerOff() {
        device.powerOff();
    }

    /// Cuts its power and switches it on.
    public void reboot() {
        device.reboot();
    }

    /// Returns it to what the factory made, powered off.
    public void factoryReset() {
        device.factoryReset();
    }

    /// Updates the registration; the code of the answer, such as 204.
    public int update() throws InterruptedException {
        return device.update();
    }

    /// Ends the registration; the code of the answer, such as 202.
    public int deregister() throws InterruptedException {
        return device.deregister();
    }

    /// What it knows and shows.
    public DeviceView view() {
        return device.show();
    }

    /// Everything that happened to it.
    public List<DeviceEvent> events() {
        return List.copyOf(events);
    }

    /// How often something of that kind happened.
    public int count(Class<? extends DeviceEvent> kind) {
        return (int) events.stream().filter(kind::isInstance).count();
    }

    /// Waits until something of that kind has happened so often; the last of them.
    public <E extends DeviceEvent> E await(Class<E> kind, int times) {
        Awaitility.await(this + " has " + times + " x " + kind.getSimpleName()).atMost(Limits.STEP)
                .until(() -> count(kind) >= times);
        return events.stream().filter(kind::isInstance).map(kind::cast)
                .skip(times - 1L).findFirst().orElseThrow();
    }

    @Override
    public String toString() {
        return profile + " " + made.endpointName();
    }
}
