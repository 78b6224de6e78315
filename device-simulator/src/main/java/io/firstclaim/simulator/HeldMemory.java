package io.firstclaim.simulator;

import org.jspecify.annotations.Nullable;

/// The flash of a device that lives as long as this process only, as the thousands of a fleet do: it survives the device's reboots, and costs no file.
final class HeldMemory implements DeviceMemory {
    private volatile @Nullable DeviceRecord stored;

    @Override
    public @Nullable DeviceRecord load() {
        return stored;
    }

    @Override
    public void store(DeviceRecord record) {
        stored = record;
    }

    @Override
    public void erase() {
        stored = null;
    }
}
