package io.firstclaim.simulator;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/// One device's part of the network: its address and what its NAT and the weather do to it, all from one seed.
final class DeviceNetwork implements DeviceLink.Factory {
    private final Shared shared;
    private final int device;
    private final SplittableRandom random;
    private final boolean behindForgetfulNat;
    private @Nullable LeanLink link;
    private boolean rebound;

    /// What the devices of a platform have in common.
    record Shared(UdpNetwork udp, Sockets sockets, NetworkTally tally, NetworkConditions conditions,
            LeanCrypto crypto) {}

    /// @param device its number, which spreads the devices over source addresses
    DeviceNetwork(Shared shared, int device, long seed) {
        this.shared = shared;
        this.device = device;
        this.random = new SplittableRandom(seed);
        this.behindForgetfulNat = random.nextDouble() < shared.conditions().rebinding().share();
    }

    @Override
    public synchronized DeviceLink open(DeviceLink.Setup setup) throws IOException, GeneralSecurityException {
        LeanLink opened = new LeanLink(this, setup, random.nextLong());
        link = opened;
        return opened;
    }

    /// Lets the network know of a device's steps, for a NAT that forgets at one.
    StepHook watching(StepHook hook) {
        NetworkConditions.NatRebinding rebinding = shared.conditions().rebinding();
        if (!behindForgetfulNat || rebinding.at() == null) {
            return hook;
        }
        return step -> {
            StepHook.Verdict verdict = hook.reached(step);
            if (step == rebinding.at()) {
                rebindOnce();
            }
            return verdict;
        };
    }

    private synchronized void rebindOnce() {
        LeanLink now = link;
        if (!rebound && now != null) {
            rebound = true;
            now.rebind();
        }
    }

    boolean isBehindForgetfulNat() {
        return behindForgetfulNat;
    }

    int device() {
        return device;
    }

    UdpNetwork udp() {
        return shared.udp();
    }

    Sockets sockets() {
        return shared.sockets();
    }

    NetworkTally tally() {
        return shared.tally();
    }

    NetworkConditions conditions() {
        return shared.conditions();
    }

    LeanCrypto crypto() {
        return shared.crypto();
    }
}
