package io.firstclaim.cli.demo;

import io.firstclaim.factory.ProvisionedDevice;
import io.firstclaim.proto.claim.v1.ClaimEvent;
import io.firstclaim.proto.claim.v1.ClaimEventType;
import io.firstclaim.proto.claim.v1.RefusalReason;
import io.firstclaim.proto.device.v1.Device;
import io.firstclaim.simulator.DeviceOptions;
import io.firstclaim.simulator.DeviceProfile;
import io.firstclaim.simulator.SimulatedDevice;
import java.util.List;

/// A registered device changes owners: cancelled, turned away, reset, listed by the other account, claimed anew.
final class TransferScene {
    private final ProvisionedDevice meter;

    TransferScene(ProvisionedDevice meter) {
        this.meter = meter;
    }

    void play(Stage stage, DemoAccount seller, DemoAccount buyer) throws InterruptedException {
        String name = meter.endpointName();
        String oldId = seller.device(name).map(Device::getId)
                .orElseThrow(() -> new SceneFailed(name + " is not there"));
        seller.cancel(meter.enrollmentId());
        stage.tell(seller.name(), "cancels the enrollment of " + name);
        try (DeviceProcess device = DeviceProcess.powerOn(meter.folder(), DeviceProfile.PELION)) {
            stage.tell(name, "is switched on, with the credentials that it has");
            stage.expectCredentialsRefused("sold: its credentials are void", device);
            stage.tell(name, "bootstraps anew, as such a refusal has it do");
            stage.expectShown("sold: not its old owner's now", device, notRegistered());
            buyer.enroll(meter.enrollmentId());
            stage.tell(buyer.name(), "lists " + name + ", which still has the old account in it");
            stage.awaitRetry(device);
            stage.expectShown("listed anew, but not reset", device, notRegistered());
        }
        factoryReset();
        stage.tell(name, "is reset to its factory state and switched on");
        try (DeviceProcess device = DeviceProcess.powerOn(meter.folder(), DeviceProfile.PELION)) {
            String newId = stage.expectRegistered("reset: claims itself anew", device);
            stage.check("it has a new device id", "another one",
                    newId.equals(oldId) ? "its old one" : "another one");
            stage.check("the new owner has it", name + " registered", buyer.shows(name));
            stage.check("the old owner has it no more", "not there", seller.shows(name));
            stage.check("how its old history ends", "cancelled", lastEvent(seller));
        }
    }

    private static String notRegistered() {
        return Stage.text(RefusalReason.REFUSAL_REASON_ENROLLMENT_NOT_REGISTERED);
    }

    private void factoryReset() {
        try (SimulatedDevice device = SimulatedDevice.open(meter.folder(), DeviceOptions.of(DeviceProfile.PELION))) {
            device.factoryReset();
        }
    }

    private String lastEvent(DemoAccount account) {
        List<ClaimEvent> history = account.history(meter.enrollmentId());
        return !history.isEmpty() && history.getLast().getType() == ClaimEventType.CLAIM_EVENT_TYPE_CANCELLED
                ? "cancelled"
                : history.toString();
    }
}
