package io.firstclaim.simulator;

import io.firstclaim.simulator.StepHook.Verdict;
import org.jspecify.annotations.Nullable;

/// The power of a device from one power-on to the next power-off, and who may cut it at a step.
final class Power {
    private final StepHook hook;
    private @Nullable Thread fed;
    private volatile boolean cut;

    Power(StepHook hook) {
        this.hook = hook;
    }

    /// The thread that calls is the device's own from now on: a cut interrupts it.
    synchronized void feed() {
        fed = Thread.currentThread();
    }

    /// The device did this step.
    Verdict reached(DeviceStep step) {
        Verdict verdict = cut ? Verdict.CUT_POWER : hook.reached(step);
        if (verdict == Verdict.CUT_POWER) {
            cut();
        }
        return verdict;
    }

    private synchronized void cut() {
        cut = true;
        if (fed != null) {
            fed.interrupt();
        }
    }

    boolean isCut() {
        return cut;
    }

    /// To be asked before each wait: closing a socket swallows an interrupt.
    ///
    /// @throws InterruptedException if the power was cut
    void check() throws InterruptedException {
        if (cut) {
            throw new InterruptedException("the power was cut");
        }
    }
}
