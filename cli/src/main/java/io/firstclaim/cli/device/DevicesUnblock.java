package io.firstclaim.cli.device;

import io.firstclaim.cli.Console;
import io.firstclaim.cli.CoreOptions;
import io.firstclaim.cli.ResourceOutput;
import io.firstclaim.cli.enrollment.EnrollmentIds;
import io.firstclaim.proto.device.v1.DeviceServiceGrpc;
import io.firstclaim.proto.device.v1.UnblockDeviceRequest;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// `devices unblock`.
@Command(name = "unblock", description = "Lets a pre-assigned device in again that was deleted.", footer = {
        "%nExample:", "  firstclaim devices unblock A-AD:1E:CE:…:30"})
public final class DevicesUnblock implements Runnable {
    private final Console console;

    @Mixin
    private final CoreOptions core = new CoreOptions();
    @Mixin
    private final ResourceOutput output = new ResourceOutput();

    @Parameters(paramLabel = "ID|FILE", description = "The device's enrollment ID, or its certificate file.")
    private String device = "";

    public DevicesUnblock(Console console) {
        this.console = console;
    }

    @Override
    public void run() {
        String enrollmentId = EnrollmentIds.of(device).toString();
        core.run(console, channel -> DeviceServiceGrpc.newBlockingStub(channel)
                .unblockDevice(UnblockDeviceRequest.newBuilder().setEnrollmentIdentity(enrollmentId).build()));
        output.done(console, "unblocked " + enrollmentId);
    }
}
