package io.firstclaim.simulator.fleet;

import io.firstclaim.simulator.DeviceEvent;
import io.firstclaim.simulator.DeviceListener;
import io.firstclaim.simulator.DeviceStep;
import io.firstclaim.simulator.StepHook;
import io.firstclaim.simulator.fleet.Fate.Blow;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// One device of a fleet: counts what it tells of itself, and has happen to it what the plan has in store.
final class Member implements DeviceListener, StepHook {
    private static final Set<DeviceStep> STRUCK_WHEN_REGISTERED = EnumSet.of(DeviceStep.REGISTERED,
            DeviceStep.REGISTRATION_STORED);

    private final Fate fate;
    private final Goal goal;
    private final Tally tally;
    private final Runnable onFirstAttemptOver;
    private final Runnable onPowerCut;
    private final Set<String> locations = new LinkedHashSet<>();
    private FleetState state = FleetState.SCHEDULED;
    private @Nullable Blow inStore;
    private boolean firstAttemptOver;
    private boolean wasRefused;
    private boolean atGoal;
    private int attempts;
    private long poweredOn;
    private long stepBegun;

    /// @param onFirstAttemptOver called once, when it is registered, waits, or was struck
    /// @param onPowerCut called each time it lost power at a step
    Member(Fate fate, Goal goal, Tally tally, Runnable onFirstAttemptOver, Runnable onPowerCut) {
        this.fate = fate;
        this.goal = goal;
        this.tally = tally;
        this.onFirstAttemptOver = onFirstAttemptOver;
        this.onPowerCut = onPowerCut;
        this.inStore = fate.blow();
    }

    Fate fate() {
        return fate;
    }

    /// How often it began a bootstrap.
    synchronized int attempts() {
        return attempts;
    }

    /// The different locations it was registered at, `rd/<account id>/<device id>`.
    synchronized List<String> locations() {
        return List.copyOf(locations);
    }

    synchronized FleetState state() {
        return state;
    }

    synchronized boolean isAtGoal() {
        return atGoal;
    }

    /// It gets power for the first time.
    synchronized void poweredOn() {
        poweredOn = System.nanoTime();
        tally.happened(Happening.POWERED_ON);
        become(FleetState.BOOTSTRAPPING);
    }

    /// It can't be used at all.
    synchronized void isUnusable(String why) {
        tally.failed(why);
        firstAttemptIsOver();
        become(FleetState.GAVE_UP);
    }

    @Override
    public synchronized Verdict reached(DeviceStep step) {
        switch (step) {
            case BOOTSTRAP_HANDSHAKE -> took(Stretch.BOOTSTRAP_HANDSHAKE);
            case REGISTRATION_HANDSHAKE -> took(Stretch.REGISTRATION_HANDSHAKE);
            case BOOTSTRAP_REQUESTED, REGISTER_SENT -> stepBegun = System.nanoTime();
            default -> {}
        }
        Blow blow = inStore;
        if (blow == null || blow.at() != step) {
            return Verdict.GO_ON;
        }
        inStore = null;
        tally.struck(blow);
        firstAttemptIsOver();
        return switch (blow.kind()) {
            case REBOOT -> {
                become(FleetState.REBOOTING);
                yield Verdict.CUT_POWER;
            }
            case SILENCE -> {
                updateGoal();
                yield Verdict.FALL_SILENT;
            }
        };
    }

    @Override
    public synchronized void on(DeviceEvent event) {
        switch (event) {
            case DeviceEvent.Bootstrapping _ -> {
                attempts++;
                begin(Happening.BOOTSTRAP_BEGUN, FleetState.BOOTSTRAPPING);
            }
            case DeviceEvent.Bootstrapped _ -> {
                took(Stretch.BOOTSTRAP);
                tally.happened(Happening.BOOTSTRAPPED);
            }
            case DeviceEvent.Registering _ -> begin(Happening.REGISTRATION_BEGUN, FleetState.REGISTERING);
            case DeviceEvent.Registered(_, var location) -> registered(location);
            case DeviceEvent.Updated _ -> tally.happened(Happening.UPDATED);
            case DeviceEvent.Refused(var refusal, _) -> {
                wasRefused = true;
                tally.refused("bootstrap: " + refusal);
            }
            case DeviceEvent.RegistrationRefused(var refusal, _) -> tally.refused("registration: " + refusal);
            case DeviceEvent.Failed(var shown) ->
                tally.failed((state == FleetState.BOOTSTRAPPING ? "bootstrap: " : "registration: ") + shown);
            case DeviceEvent.Waiting _ -> {
                tally.happened(Happening.WAITED);
                firstAttemptIsOver();
                become(FleetState.WAITING);
            }
            case DeviceEvent.GaveUp _ -> {
                firstAttemptIsOver();
                become(FleetState.GAVE_UP);
            }
            case DeviceEvent.PoweredOff _ -> onPowerCut.run();
            case DeviceEvent.Deregistered _ -> {}
        }
    }

    private void begin(Happening what, FleetState next) {
        stepBegun = System.nanoTime();
        tally.happened(what);
        become(next);
    }

    private void took(Stretch stretch) {
        tally.took(stretch, System.nanoTime() - stepBegun);
    }

    private void registered(String location) {
        took(Stretch.REGISTRATION);
        tally.happened(Happening.REGISTERED);
        if (locations.isEmpty()) {
            tally.took(Stretch.ONBOARDING, System.nanoTime() - poweredOn);
        }
        locations.add(location);
        firstAttemptIsOver();
        become(FleetState.REGISTERED);
    }

    private void firstAttemptIsOver() {
        if (!firstAttemptOver) {
            firstAttemptOver = true;
            onFirstAttemptOver.run();
        }
    }

    private void become(FleetState next) {
        if (next != state) {
            tally.moved(state, next);
            state = next;
        }
        updateGoal();
    }

    private void updateGoal() {
        boolean reached = switch (state) {
            case REGISTERED -> !isToBeStruckAtOnce();
            case WAITING, GAVE_UP, BOOTSTRAPPING -> goal == Goal.SETTLED && wasRefused;
            case SCHEDULED, REGISTERING, REBOOTING -> false;
        };
        if (reached != atGoal) {
            atGoal = reached;
            tally.goal(reached);
        }
    }

    private boolean isToBeStruckAtOnce() {
        return inStore != null && STRUCK_WHEN_REGISTERED.contains(inStore.at());
    }
}
