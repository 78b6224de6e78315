package io.firstclaim.cli.device;

import io.firstclaim.cli.Console;
import io.firstclaim.cli.CoreOptions;
import io.firstclaim.cli.ResourceOutput;
import io.firstclaim.proto.device.v1.DeviceServiceGrpc;
import io.firstclaim.proto.device.v1.RequestBootstrapRequest;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// `devices bootstrap`.
@Command(name = "bootstrap", description = "Has a device told to bootstrap again, at its next registration or update.", footer = {
        "%nExample:", "  firstclaim devices bootstrap 0198…d7"})
public final class DevicesBootstrap implements Runnable {
    private final Console console;

    @Mixin
    private final CoreOptions core = new CoreOptions();
    @Mixin
    private final ResourceOutput output = new ResourceOutput();

    @Parameters(paramLabel = "ID", description = "The device, 32 hex characters.")
    private String id = "";

    public DevicesBootstrap(Console console) {
        this.console = console;
    }

    @Override
    public void run() {
        core.run(console, channel -> DeviceServiceGrpc.newBlockingStub(channel)
                .requestBootstrap(RequestBootstrapRequest.newBuilder().setId(id).build()));
        output.done(console, "it will be told to bootstrap again");
    }
}
