package io.firstclaim.cli.device;

import io.firstclaim.cli.Console;
import io.firstclaim.cli.CoreOptions;
import io.firstclaim.cli.ResourceOutput;
import io.firstclaim.proto.device.v1.DeleteDeviceRequest;
import io.firstclaim.proto.device.v1.DeviceServiceGrpc;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// `devices delete`.
@Command(name = "delete", description = "Removes a pre-assigned device and blocks its certificate in the account. For a claimed device, "
        + "cancel its enrollment instead.", footer = {"%nExample:", "  firstclaim devices delete 0198…d7"})
public final class DevicesDelete implements Runnable {
    private final Console console;

    @Mixin
    private final CoreOptions core = new CoreOptions();
    @Mixin
    private final ResourceOutput output = new ResourceOutput();

    @Parameters(paramLabel = "ID", description = "The device, 32 hex characters.")
    private String id = "";

    public DevicesDelete(Console console) {
        this.console = console;
    }

    @Override
    public void run() {
        core.run(console, channel -> DeviceServiceGrpc.newBlockingStub(channel)
                .deleteDevice(DeleteDeviceRequest.newBuilder().setId(id).build()));
        output.done(console, "deleted " + id);
    }
}
