package io.firstclaim.simulator;

import io.firstclaim.simulator.DeviceNetwork.Shared;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/// What many devices of one process share: the network, and the sockets this machine lets them have. Unlike one that is opened by itself, a device of a
/// platform has no thread and no endpoint of its own, and keeps its state in this process only: a reboot loses what was in RAM, the end of the platform
/// what was in flash, and its folder is only read.
public final class DevicePlatform implements AutoCloseable {
    private final @Nullable ServerUri bootstrap;
    private final UdpNetwork udp;
    private final Shared shared;
    private final AtomicInteger devices = new AtomicInteger();

    /// What a platform is to be like.
    ///
    /// @param bootstrapUri the bootstrap server that all devices are to use in place of the one their factory wrote, or null; each keeps its own `aid`
    /// @param network what happens to the devices' datagrams
    /// @param mostSockets how many sockets may be open at once; no more than this process may have files in any case
    /// @param silentAfter how long a registered device keeps a socket that it doesn't use. Its next request comes from another port: on the same session if
    ///        that has a connection id, after a new handshake if not
    public record Settings(@Nullable String bootstrapUri, NetworkConditions network, int mostSockets,
            Duration silentAfter) {
        /// Every device as its factory made it, on a perfect network, with all sockets there are.
        public static final Settings DEFAULT = new Settings(null, NetworkConditions.PERFECT, Integer.MAX_VALUE,
                Duration.ofSeconds(60));

        /// Checks that there is at least one socket, and that the silence is no time before.
        public Settings {
            if (mostSockets < 1) {
                throw new IllegalArgumentException("devices need at least one socket, not " + mostSockets);
            }
            if (silentAfter.isNegative()) {
                throw new IllegalArgumentException("a silence is zero or longer, not " + silentAfter);
            }
        }

        /// The same with another bootstrap server.
        public Settings withBootstrapUri(@Nullable String value) {
            return new Settings(value, network, mostSockets, silentAfter);
        }

        /// The same on another network.
        public Settings withNetwork(NetworkConditions value) {
            return new Settings(bootstrapUri, value, mostSockets, silentAfter);
        }

        /// The same with other sockets.
        public Settings withSockets(int most, Duration silence) {
            return new Settings(bootstrapUri, network, most, silence);
        }
    }

    /// A platform without devices.
    ///
    /// @throws IllegalArgumentException if the bootstrap URI isn't `coaps://host:port`
    /// @throws IllegalStateException if this process may have next to no open files
    public DevicePlatform(Settings settings) {
        String uri = settings.bootstrapUri();
        this.bootstrap = uri == null ? null : ServerUri.parse(uri);
        NetworkTally tally = new NetworkTally();
        this.udp = new UdpNetwork();
        try {
            Sockets sockets = new Sockets(udp, tally, settings.mostSockets(), settings.silentAfter());
            this.shared = new Shared(udp, sockets, tally, settings.network(), new LeanCrypto());
        } catch (RuntimeException e) {
            udp.close();
            throw e;
        }
    }

    /// Takes a device from its folder as the factory made it, powered off. May be called from several threads at once.
    ///
    /// @param seed for what the network does to this device
    /// @throws InvalidDeviceFolderException if the folder isn't one
    public SimulatedDevice open(Path folder, DeviceOptions options, long seed) {
        FactoryItems made = FactoryItems.read(folder);
        return open(bootstrap == null ? made : made.bootstrappingAt(bootstrap), options, new HeldMemory(), seed);
    }

    /// Opens a device whose state is kept in this memory.
    SimulatedDevice open(FactoryItems items, DeviceOptions options, DeviceMemory memory, long seed) {
        DeviceNetwork network = new DeviceNetwork(shared, devices.getAndIncrement(), seed);
        return new SimulatedDevice(items, options.withSteps(network.watching(options.steps())), memory, network);
    }

    /// What happened on the network so far.
    public NetworkCounts network() {
        return shared.tally().counts();
    }

    /// Ends the network. The devices must have been closed before.
    @Override
    public void close() {
        udp.close();
    }
}
