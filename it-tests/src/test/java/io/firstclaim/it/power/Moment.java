package io.firstclaim.it.power;

import io.firstclaim.simulator.DeviceProfile;
import io.firstclaim.simulator.DeviceStep;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// The moments after which something is cut, in their order: the device's steps, and between them those of the core, at which it holds a call.
enum Moment {
    BOOTSTRAP_HANDSHAKE(DeviceStep.BOOTSTRAP_HANDSHAKE, false, Left.NOTHING,
            "the handshake with the edge is done"), BOOTSTRAP_REQUESTED(DeviceStep.BOOTSTRAP_REQUESTED, false,
                    Left.CLOUD_ENROLLING,
                    "the device asked to be bootstrapped"), CLAIM_ARRIVED(null, true, Left.NOTHING,
                            "the edge's claim reached the core"), CLAIM_COMMITTED(null, true, Left.CLOUD_ENROLLING,
                                    "the core decided the claim, before it answers"), BOOTSTRAP_LET_IN(
                                            DeviceStep.BOOTSTRAP_LET_IN, false, Left.CLOUD_ENROLLING,
                                            "the device was let in (2.04)"), DISCOVER_ANSWERED(
                                                    DeviceStep.DISCOVER_ANSWERED, false, Left.CLOUD_ENROLLING,
                                                    "the device told what it has"), ACCOUNTS_DELETED(
                                                            DeviceStep.ACCOUNTS_DELETED, false, Left.CLOUD_ENROLLING,
                                                            "the device deleted its old accounts"), SERVERS_DELETED(
                                                                    DeviceStep.SERVERS_DELETED, false,
                                                                    Left.CLOUD_ENROLLING,
                                                                    "the device deleted its old servers"), LWM2M_ACCOUNT_WRITTEN(
                                                                            DeviceStep.LWM2M_ACCOUNT_WRITTEN, false,
                                                                            Left.CLOUD_ENROLLING,
                                                                            "the device got its LwM2M account"), BOOTSTRAP_ACCOUNT_WRITTEN(
                                                                                    DeviceStep.BOOTSTRAP_ACCOUNT_WRITTEN,
                                                                                    false, Left.CLOUD_ENROLLING,
                                                                                    "the device got its bootstrap URI"), SERVER_WRITTEN(
                                                                                            DeviceStep.SERVER_WRITTEN,
                                                                                            false, Left.CLOUD_ENROLLING,
                                                                                            "the device got its server object"), FINISH_RECEIVED(
                                                                                                    DeviceStep.FINISH_RECEIVED,
                                                                                                    false,
                                                                                                    Left.CLOUD_ENROLLING,
                                                                                                    "the device got the finish"), FINISH_ANSWERED(
                                                                                                            DeviceStep.FINISH_ANSWERED,
                                                                                                            false,
                                                                                                            Left.BOOTSTRAPPED,
                                                                                                            "the device answered the finish"), FINISH_ACKNOWLEDGED(
                                                                                                                    DeviceStep.FINISH_ACKNOWLEDGED,
                                                                                                                    false,
                                                                                                                    Left.BOOTSTRAPPED,
                                                                                                                    "the edge acknowledged that answer"), CREDENTIALS_STORED(
                                                                                                                            DeviceStep.CREDENTIALS_STORED,
                                                                                                                            false,
                                                                                                                            Left.BOOTSTRAPPED,
                                                                                                                            "the device stored its credentials"), CONFIRM_ARRIVED(
                                                                                                                                    DeviceStep.CREDENTIALS_STORED,
                                                                                                                                    true,
                                                                                                                                    Left.CLOUD_ENROLLING,
                                                                                                                                    "the edge's confirmation reached the core"), CONFIRM_COMMITTED(
                                                                                                                                            DeviceStep.CREDENTIALS_STORED,
                                                                                                                                            true,
                                                                                                                                            Left.BOOTSTRAPPED,
                                                                                                                                            "the core noted the confirmation, before it answers"), REGISTRATION_HANDSHAKE(
                                                                                                                                                    DeviceStep.REGISTRATION_HANDSHAKE,
                                                                                                                                                    false,
                                                                                                                                                    Left.BOOTSTRAPPED,
                                                                                                                                                    "the handshake for the registration is done"), REGISTER_SENT(
                                                                                                                                                            DeviceStep.REGISTER_SENT,
                                                                                                                                                            false,
                                                                                                                                                            Left.REGISTERED,
                                                                                                                                                            "the device asked to be registered"), REGISTER_ARRIVED(
                                                                                                                                                                    null,
                                                                                                                                                                    true,
                                                                                                                                                                    Left.BOOTSTRAPPED,
                                                                                                                                                                    "the registration reached the core"), REGISTER_COMMITTED(
                                                                                                                                                                            null,
                                                                                                                                                                            true,
                                                                                                                                                                            Left.REGISTERED,
                                                                                                                                                                            "the core noted the registration, before it answers"), REGISTERED(
                                                                                                                                                                                    DeviceStep.REGISTERED,
                                                                                                                                                                                    false,
                                                                                                                                                                                    Left.REGISTERED,
                                                                                                                                                                                    "the device is registered (2.01)"), REGISTRATION_STORED(
                                                                                                                                                                                            DeviceStep.REGISTRATION_STORED,
                                                                                                                                                                                            false,
                                                                                                                                                                                            Left.REGISTERED,
                                                                                                                                                                                            "the device stored its registration");

    private final @Nullable DeviceStep step;
    private final boolean inTheCore;
    private final Left left;
    private final String words;

    Moment(@Nullable DeviceStep step, boolean inTheCore, Left left, String words) {
        this.step = step;
        this.inTheCore = inTheCore;
        this.left = left;
        this.words = words;
    }

    /// The step at which the device stands still; null if it just waits for an answer.
    @Nullable
    DeviceStep step() {
        return step;
    }

    /// Whether it is one of the core's own moments: the core holds a call of the device whose name ends in this moment's.
    boolean isInTheCore() {
        return inTheCore;
    }

    /// What the core has of the device then.
    Left left() {
        return left;
    }

    boolean isOf(DeviceProfile profile) {
        return step == null || step.isOf(profile);
    }

    /// Whether the device has to hear from the core again before it is registered.
    boolean needsTheCoreAgain() {
        return left != Left.REGISTERED || inTheCore;
    }

    /// As in the names of devices.
    String suffix() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /// As a newcomer understands it.
    @Override
    public String toString() {
        return words;
    }
}
