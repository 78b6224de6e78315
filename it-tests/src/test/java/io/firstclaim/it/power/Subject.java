package io.firstclaim.it.power;

import static io.firstclaim.it.stack.MeterAssert.assertThat;
import static org.awaitility.Awaitility.await;

import io.firstclaim.it.stack.Limits;
import io.firstclaim.it.stack.Maker;
import io.firstclaim.it.stack.Meter;
import io.firstclaim.it.stack.Site;
import io.firstclaim.it.stack.Tenant;
import io.firstclaim.simulator.DeviceEvent;
import io.firstclaim.simulator.DeviceProfile;
import io.firstclaim.simulator.DeviceStep;
import io.firstclaim.simulator.StepHook.Verdict;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// A fresh device that something is cut off from, or that is cut off itself, at one moment of its life. From there on it does nothing until it is released.
final class Subject {
    private static final int CHANGED = 204;

    private final Party party;
    private final Moment moment;
    private final DeviceProfile profile;
    private final Meter meter;
    private final CountDownLatch there = new CountDownLatch(1);
    private final CountDownLatch released = new CountDownLatch(1);

    Subject(Party party, Moment moment, DeviceProfile profile, Maker maker) {
        this.party = party;
        this.moment = moment;
        this.profile = profile;
        String name = party.name().toLowerCase(Locale.ROOT) + "-" + profile + "-" + moment.suffix();
        this.meter = maker.makes(name, profile)
                .with(options -> options.withSteps(this::reached).withPatience(party.patience()));
    }

    private Verdict reached(DeviceStep step) {
        boolean isHere = step == moment.step() && there.getCount() > 0;
        if (isHere) {
            there.countDown();
        }
        // After the cut its next attempt waits at its first step, until somebody has looked into the core.
        if (isHere ? party.isCutOnce() : there.getCount() == 0) {
            standStill();
        }
        return isHere ? party.atTheStep() : Verdict.GO_ON;
    }

    private void standStill() {
        try {
            if (!released.await(Limits.START.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new IllegalStateException("nobody released " + meter);
            }
        } catch (InterruptedException powerOff) {
            Thread.currentThread().interrupt();
        }
    }

    /// Whether it has come to its moment.
    boolean isThere(Site site) {
        boolean stands = moment.step() == null || there.getCount() == 0;
        boolean calls = !moment.isInTheCore() || site.holdsCallOf(meter);
        boolean off = party != Party.DEVICE || meter.count(DeviceEvent.PoweredOff.class) > 0;
        return stands && calls && off;
    }

    /// Gives it its power back, if it lost it, and lets it go on.
    void release() {
        released.countDown();
        meter.powerOn();
    }

    /// Whether the edge has told it that the core is away, if it has to hear that.
    boolean knowsOfTheOutage() {
        return !moment.needsTheCoreAgain() || meter.count(DeviceEvent.Refused.class) > 0
                || meter.count(DeviceEvent.RegistrationRefused.class) > 0;
    }

    /// Waits until it has, by itself, become the owner's device and can say so on its session.
    void settle(Tenant owner) {
        assertThat(meter).isRegisteredTo(owner);
        await(meter + " can update its registration").atMost(Limits.START).until(this::updates);
        assertThat(meter).isRegisteredTo(owner);
    }

    private boolean updates() throws InterruptedException {
        try {
            return meter.update() == CHANGED;
        } catch (IllegalStateException registersAgain) {
            return false;
        }
    }

    Moment moment() {
        return moment;
    }

    DeviceProfile profile() {
        return profile;
    }

    Meter meter() {
        return meter;
    }

    /// The name of its test.
    @Override
    public String toString() {
        return party.sentence() + " after " + moment + " (" + profile + ")";
    }
}
