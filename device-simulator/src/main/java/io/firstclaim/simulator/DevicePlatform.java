package io.firstclaim.simulator;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// What many devices of one process share. Unlike one that is opened by itself, a device of a platform keeps its state in this process only: a reboot loses
/// what was in RAM, the end of the platform what was in flash, and its folder is only read.
public final class DevicePlatform implements AutoCloseable {
    private final @Nullable ServerUri bootstrap;

    /// What a platform is to be like.
    ///
    /// @param bootstrapUri the bootstrap server that all devices are to use in place of the one their factory wrote, or null; each keeps its own `aid`
    public record Settings(@Nullable String bootstrapUri) {
        /// Every device as its factory made it.
        public static final Settings DEFAULT = new Settings(null);

        /// The same with another bootstrap server.
        public Settings withBootstrapUri(@Nullable String value) {
            return new Settings(value);
        }
    }

    /// A platform without devices.
    ///
    /// @throws IllegalArgumentException if the bootstrap URI isn't `coaps://host:port`
    public DevicePlatform(Settings settings) {
        String uri = settings.bootstrapUri();
        this.bootstrap = uri == null ? null : ServerUri.parse(uri);
    }

    /// Takes a device from its folder as the factory made it, powered off. May be called from several threads at once.
    ///
    /// @throws InvalidDeviceFolderException if the folder isn't one
    public SimulatedDevice open(Path folder, DeviceOptions options) {
        FactoryItems made = FactoryItems.read(folder);
        FactoryItems items = bootstrap == null ? made : made.bootstrappingAt(bootstrap);
        return new SimulatedDevice(items, options, new HeldMemory(), CaliforniumLink::open);
    }

    /// Ends what the devices share. They must have been closed before.
    @Override
    public void close() {}
}
