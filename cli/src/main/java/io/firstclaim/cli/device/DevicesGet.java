package io.firstclaim.cli.device;

import io.firstclaim.cli.Console;
import io.firstclaim.cli.CoreOptions;
import io.firstclaim.cli.ResourceOutput;
import io.firstclaim.proto.device.v1.DeviceServiceGrpc;
import io.firstclaim.proto.device.v1.GetDeviceRequest;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// `devices get`.
@Command(name = "get", description = "Shows a device of the account.", footer = {"%nExample:",
        "  firstclaim devices get 0198…d7"})
public final class DevicesGet implements Runnable {
    private final Console console;

    @Mixin
    private final CoreOptions core = new CoreOptions();
    @Mixin
    private final ResourceOutput output = new ResourceOutput();

    @Parameters(paramLabel = "ID", description = "The device, 32 hex characters.")
    private String id = "";

    public DevicesGet(Console console) {
        this.console = console;
    }

    @Override
    public void run() {
        output.one(console, core.ask(console, channel -> DeviceServiceGrpc.newBlockingStub(channel)
                .getDevice(GetDeviceRequest.newBuilder().setId(id).build()).getDevice()));
    }
}
