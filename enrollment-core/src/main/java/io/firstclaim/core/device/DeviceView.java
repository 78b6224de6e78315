package io.firstclaim.core.device;

import org.jspecify.annotations.Nullable;

/// A device as it is shown.
///
/// @param registration null when it has none
public record DeviceView(Device device, @Nullable Registration registration) {}
