package io.firstclaim.simulator;

import java.util.function.UnaryOperator;

/// Where a running device writes down what became of it.
interface DeviceDiary {
    /// What holds now.
    DeviceRecord record();

    /// Stores a change and tells the listeners.
    void write(UnaryOperator<DeviceRecord> change, DeviceEvent event);
}
