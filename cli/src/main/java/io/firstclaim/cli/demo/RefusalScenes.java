package io.firstclaim.cli.demo;

import io.firstclaim.factory.ProvisionedDevice;
import io.firstclaim.proto.claim.v1.RefusalReason;
import io.firstclaim.simulator.DeviceProfile;
import java.util.List;

/// Each way to be turned away, what the device shows, and what puts it right: the device then comes in by itself.
final class RefusalScenes {
    private static final int ENOUGH = 10;

    private final DemoWorld world;
    private final DemoMaker maker;

    RefusalScenes(DemoWorld world, DemoMaker maker) {
        this.world = world;
        this.maker = maker;
    }

    void certificateNotInAccount(Stage stage, DemoAccount account, ProvisionedDevice meter)
            throws InterruptedException {
        account.enroll(meter.enrollmentId());
        stage.tell(account.name(), "lists " + meter.endpointName() + ", but has not uploaded the maker's CA");
        try (DeviceProcess device = DeviceProcess.powerOn(meter.folder(), DeviceProfile.STANDARD)) {
            stage.expectShown("its owner lacks the maker's CA", device,
                    Stage.text(RefusalReason.REFUSAL_REASON_TRUSTED_CERTIFICATE_NOT_IN_ACCOUNT));
            account.trust(maker);
            stage.tell(account.name(), "uploads the CA");
            stage.expectRegistered("CA uploaded: it comes in", device);
        }
    }

    void nameTaken(Stage stage, DemoAccount account, String takenName) throws InterruptedException {
        DemoMaker copycat = DemoMaker.found("Copycat", world.folder().resolve("copycat"), world.serverCaFile());
        ProvisionedDevice meter = copycat.make(world.bootstrapUri(), List.of(takenName)).getFirst();
        account.trust(copycat);
        account.enroll(meter.enrollmentId());
        stage.tell(copycat.name(), "makes another " + takenName + "; " + account.name() + " trusts and lists that too");
        try (DeviceProcess device = DeviceProcess.powerOn(meter.folder(), DeviceProfile.PELION)) {
            stage.expectShown("its name is taken", device,
                    Stage.text(RefusalReason.REFUSAL_REASON_DUPLICATE_ENDPOINT_NAME));
        }
    }

    void quotaReached(Stage stage, DemoAccount account, ProvisionedDevice meter) throws InterruptedException {
        account.enroll(meter.enrollmentId());
        stage.tell(account.name(), "may own one device, has one, and lists " + meter.endpointName());
        try (DeviceProcess device = DeviceProcess.powerOn(meter.folder(), DeviceProfile.PELION)) {
            stage.expectShown("its account is full", device,
                    Stage.text(RefusalReason.REFUSAL_REASON_ACCOUNT_DEVICE_QUOTA_REACHED));
            world.setQuota(account, ENOUGH);
            stage.tell("platform", "raises the quota of " + account.name() + " to " + ENOUGH);
            stage.expectRegistered("quota raised: it comes in", device);
        }
    }

    void accountSuspended(Stage stage, DemoAccount account, ProvisionedDevice meter) throws InterruptedException {
        account.trust(maker);
        account.enroll(meter.enrollmentId());
        world.suspend(account);
        stage.tell(account.name(), "trusts the maker, lists " + meter.endpointName() + ", and is then suspended");
        try (DeviceProcess device = DeviceProcess.powerOn(meter.folder(), DeviceProfile.STANDARD)) {
            stage.expectShown("its account is suspended", device,
                    Stage.text(RefusalReason.REFUSAL_REASON_ACCOUNT_SUSPENDED));
            world.resume(account);
            stage.tell("platform", "lifts the suspension");
            stage.expectRegistered("suspension lifted: it comes in", device);
        }
    }

    void preAssigned(Stage stage, DemoAccount account) throws InterruptedException {
        DemoMaker own = DemoMaker.found(account.name() + "'s own", world.folder().resolve("own"), world.serverCaFile());
        account.trustAsOwn(own);
        stage.tell(account.name(), "makes devices for itself, and proves that it holds the CA's key");
        ProvisionedDevice made = own.makeFor(world.bootstrapUri(), "own-000001", account);
        try (DeviceProcess device = DeviceProcess.powerOn(made.folder(), DeviceProfile.PELION)) {
            stage.tell(device.name(), "knows its account from the factory, and nobody lists it");
            stage.expectRegistered("pre-assigned: needs no listing", device);
        }
    }

    void coreAway(Stage stage, DemoAccount account, ProvisionedDevice meter) throws InterruptedException {
        account.enroll(meter.enrollmentId());
        world.stopCore();
        stage.tell(account.name(),
                "lists " + meter.endpointName() + "; then the core stops, and the edge goes on alone");
        try (DeviceProcess device = DeviceProcess.powerOn(meter.folder(), DeviceProfile.PELION)) {
            try {
                stage.expectShown("the core is away", device,
                        Stage.text(RefusalReason.REFUSAL_REASON_CORE_UNREACHABLE));
            } finally {
                world.startCore();
            }
            stage.tell("platform", "starts the core on the same data");
            stage.expectRegistered("the core is back: it comes in", device);
        }
    }
}
