package io.firstclaim.simulator;

import org.jspecify.annotations.Nullable;

/// A device's flash: what it keeps without power.
interface DeviceMemory {
    /// What was stored last, or nothing for a device that never was, or was reset.
    ///
    /// @throws InvalidDeviceFolderException if what is there is not what [#store] writes
    @Nullable
    DeviceRecord load();

    /// Stores this, in place of what was there.
    void store(DeviceRecord record);

    /// Forgets everything.
    void erase();
}
