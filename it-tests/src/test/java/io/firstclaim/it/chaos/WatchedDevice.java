package io.firstclaim.it.chaos;

import static org.awaitility.Awaitility.await;

import io.firstclaim.it.history.Answer;
import io.firstclaim.it.history.Answer.Why;
import io.firstclaim.it.history.Call;
import io.firstclaim.it.history.History;
import io.firstclaim.simulator.DeviceEvent;
import io.firstclaim.simulator.DeviceListener;
import io.firstclaim.simulator.DeviceView;
import io.firstclaim.simulator.Refusal;
import io.firstclaim.simulator.SimulatedDevice;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A device that writes down what it asks for and is told.
final class WatchedDevice implements DeviceListener, AutoCloseable {
    private static final int CHANGED = 204;
    private static final int INTERNAL = 500;
    private static final String NOT_SECURE = "Secure Connection Failed.";
    private static final Map<String, Why> REFUSALS = Map.of("Enrollment ID not registered.", Why.NOT_LISTED,
            "Account device quota reached.", Why.QUOTA);
    private static final Pattern ACCOUNT = Pattern.compile(".*[?&]aid=(\\p{XDigit}{32})");
    private static final Pattern LOCATION = Pattern.compile("rd/(\\p{XDigit}{32})/(\\p{XDigit}{32})");

    private final String name;
    private final String enrollmentId;
    private final boolean preAssigned;
    private final SimulatedDevice device;
    private final History history;
    private final Surprises surprises;
    private History.@Nullable Pending pending;
    private @Nullable Answer last;

    /// @param preAssigned whether its factory wrote an account into it
    WatchedDevice(SimulatedDevice device, String enrollmentId, boolean preAssigned, History history,
            Surprises surprises) {
        this.device = device;
        this.name = device.show().endpointName();
        this.enrollmentId = enrollmentId;
        this.preAssigned = preAssigned;
        this.history = history;
        this.surprises = surprises;
        device.addListener(this);
    }

    String enrollmentId() {
        return enrollmentId;
    }

    @Override
    public synchronized void on(DeviceEvent event) {
        switch (event) {
            case DeviceEvent.Bootstrapping(var uri) -> begin(
                    new Call.Bootstrap(enrollmentId, accountIn(uri), preAssigned));
            case DeviceEvent.Registering _ -> begin(new Call.Register(enrollmentId));
            case DeviceEvent.Refused(var refusal, _) -> end(answer(refusal));
            case DeviceEvent.RegistrationRefused(var refusal, _) -> end(new Answer.Unknown(refusal.toString()));
            case DeviceEvent.Failed(var shown) -> end(
                    shown.equals(NOT_SECURE) ? new Answer.Refused(Why.OTHER) : new Answer.Unknown(shown));
            case DeviceEvent.Bootstrapped(var account) -> end(
                    account == null ? new Answer.Unknown("no account") : new Answer.LetIn(account));
            case DeviceEvent.Registered(_, var location) -> end(held(location));
            case DeviceEvent.GaveUp(var shown) -> surprises.add(name + " gave up: " + shown);
            case DeviceEvent.Updated _,DeviceEvent.Deregistered _,DeviceEvent.Waiting _,DeviceEvent.PoweredOff _ -> {}
        }
    }

    private void begin(Call call) {
        pending = history.begin(name, call);
    }

    /// What fails after it was registered is no answer to anything.
    private void end(Answer answer) {
        History.Pending asked = pending;
        if (asked != null) {
            pending = null;
            last = answer;
            asked.end(answer);
        }
    }

    private static @Nullable String accountIn(String uri) {
        Matcher match = ACCOUNT.matcher(uri);
        return match.matches() ? match.group(1) : null;
    }

    private static Answer answer(Refusal refusal) {
        if (refusal.code() >= INTERNAL) {
            return new Answer.Unknown(refusal.toString());
        }
        return new Answer.Refused(REFUSALS.getOrDefault(refusal.text(), Why.OTHER));
    }

    private Answer held(String location) {
        Matcher match = LOCATION.matcher(location);
        if (!match.matches()) {
            surprises.add(name + " was registered at " + location);
            return new Answer.Unknown(location);
        }
        return new Answer.Held(match.group(1), match.group(2));
    }

    /// Whether it was refused for this, as the last that it was told.
    synchronized boolean isRefused(Why why) {
        return last instanceof Answer.Refused(var told) && told == why;
    }

    boolean isRegistered() {
        return device.show().registered();
    }

    void powerOn() {
        synchronized (this) {
            last = null;
        }
        device.powerOn();
    }

    void powerOff() {
        device.powerOff();
    }

    void factoryReset() {
        device.factoryReset();
    }

    /// Updates its registration; whether it could.
    boolean updates() {
        try {
            return device.update() == CHANGED;
        } catch (IllegalStateException registersAgain) {
            return false;
        } catch (InterruptedException over) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /// Waits until it is registered to the account.
    void awaitRegisteredTo(Customer owner) {
        awaitThat("is registered to " + owner, () -> {
            DeviceView view = device.show();
            return view.registered() && owner.id().equals(view.accountId());
        });
    }

    /// Waits until it is there.
    void awaitThat(String what, BooleanSupplier condition) {
        await(this + " " + what).atMost(Limits.DEVICE).pollInterval(Limits.PAUSE).until(condition::getAsBoolean);
    }

    @Override
    public void close() {
        device.close();
    }

    @Override
    public String toString() {
        return name + " (" + device.show().state() + ", " + device.show().shown() + ")";
    }
}
