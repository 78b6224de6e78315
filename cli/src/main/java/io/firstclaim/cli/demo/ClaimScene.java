package io.firstclaim.cli.demo;

import io.firstclaim.factory.ProvisionedDevice;
import io.firstclaim.proto.claim.v1.RefusalReason;
import io.firstclaim.simulator.DeviceOptions;
import io.firstclaim.simulator.DeviceProfile;
import io.firstclaim.simulator.SimulatedDevice;

/// From the factory to the registration. The device is switched on too early, and stays on: it comes in by itself as
/// soon as its account has done its part.
final class ClaimScene {
    /// As much of an enrollment ID as fits on a line.
    private static final int SHOWN_OF_ID = 50;

    private final DemoWorld world;
    private final DemoMaker maker;
    private final ProvisionedDevice meter;

    ClaimScene(DemoWorld world, DemoMaker maker, ProvisionedDevice meter) {
        this.world = world;
        this.maker = maker;
        this.meter = meter;
    }

    void play(Stage stage, DemoAccount acme) throws InterruptedException {
        stage.tell(maker.name(),
                "makes its CA and five first-to-claim devices, the first of them " + meter.endpointName());
        stage.tell(meter.endpointName(), "will bootstrap at " + bootstrapUri() + ", without an account in it");
        stage.tell("", "has the enrollment ID " + meter.enrollmentId().toString().substring(0, SHOWN_OF_ID) + "…");
        stage.check("made: no account in the device", world.bootstrapUri().toString(), bootstrapUri());
        try (DeviceProcess device = DeviceProcess.powerOn(meter.folder(), DeviceProfile.PELION)) {
            stage.tell(device.name(), "is switched on, though nobody trusts its maker yet");
            stage.expectShown("nobody trusts the maker", device, "Secure Connection Failed.");
            acme.trust(maker);
            stage.tell(acme.name(), "uploads the maker's CA, marked for enrollment");
            stage.expectShown("trusted, not yet listed", device,
                    Stage.text(RefusalReason.REFUSAL_REASON_ENROLLMENT_NOT_REGISTERED));
            acme.enroll(meter.enrollmentId());
            stage.tell(acme.name(), "lists the enrollment ID");
            stage.expectRegistered("listed: it claims itself", device);
            stage.check("the account has it", device.name() + " registered", acme.shows(device.name()));
        }
    }

    private String bootstrapUri() {
        try (SimulatedDevice device = SimulatedDevice.open(meter.folder(), DeviceOptions.of(DeviceProfile.PELION))) {
            return device.show().bootstrapUri();
        }
    }
}
