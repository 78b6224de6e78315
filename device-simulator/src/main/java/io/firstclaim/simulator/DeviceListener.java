package io.firstclaim.simulator;

/// Told what happens to a device. Called on the device's own thread, so it must return soon and must not
/// power the device off; a listener that throws ends that device's run.
@FunctionalInterface
public interface DeviceListener {
    /// Takes one event. The device's [SimulatedDevice#show()] already reflects it.
    void on(DeviceEvent event);
}
