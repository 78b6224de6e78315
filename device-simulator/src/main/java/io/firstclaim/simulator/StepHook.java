package io.firstclaim.simulator;

/// Is told of each step of a device at the moment it is done, and says what becomes of the device there. Called on the thread that does the step, the
/// network's or the device's own, so it should return soon, and must not throw, nor wait for the device. Any thread may call it.
@FunctionalInterface
public interface StepHook {
    /// Lets every device go on.
    StepHook NONE = _ -> Verdict.GO_ON;

    /// What becomes of the device.
    enum Verdict {
        /// It goes on.
        GO_ON,
        /// Its power is cut there: from this moment nothing leaves it, nothing reaches it and nothing is stored. It keeps what is in flash, and stays off
        /// until it is powered on.
        CUT_POWER,
        /// Nothing leaves it and nothing reaches it for the rest of this session, as on a network that is gone. It does not know: it goes on with what it
        /// has, waits for answers as long as its patience lasts, and then tries again by itself.
        FALL_SILENT
    }

    /// A device did this step.
    Verdict reached(DeviceStep step);
}
