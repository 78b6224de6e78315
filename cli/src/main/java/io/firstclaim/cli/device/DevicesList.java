package io.firstclaim.cli.device;

import io.firstclaim.cli.Console;
import io.firstclaim.cli.CoreOptions;
import io.firstclaim.cli.ListOptions;
import io.firstclaim.cli.ResourceOutput;
import io.firstclaim.proto.device.v1.DeviceServiceGrpc;
import io.firstclaim.proto.device.v1.DeviceState;
import io.firstclaim.proto.device.v1.ListDevicesRequest;
import io.firstclaim.proto.device.v1.ListDevicesResponse;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `devices list`.
@Command(name = "list", description = "Lists the account's devices in order of their first bootstrap.", footer = {
        "%nExamples:", "  firstclaim devices list", "  firstclaim devices list --state registered --json",
        "  firstclaim devices list --filter endpoint_name~meter --filter origin=enrollment"})
public final class DevicesList implements Runnable {
    private static final List<String> COLUMNS = List.of("id", "endpoint_name", "name", "state", "origin", "claim_time");

    private final Console console;

    @Mixin
    private final CoreOptions core = new CoreOptions();
    @Mixin
    private final ResourceOutput output = new ResourceOutput();
    @Mixin
    private final ListOptions wanted = new ListOptions();

    @Option(names = "--state", paramLabel = "STATE", description = "Only devices in this state: ${COMPLETION-CANDIDATES}.")
    private @Nullable State state;

    @Option(names = "--name", paramLabel = "NAME", defaultValue = "", description = "Only the device with this endpoint name.")
    private String endpointName = "";

    /// The states by the names that the command line takes.
    enum State {
        CLOUD_ENROLLING("cloud-enrolling", DeviceState.DEVICE_STATE_CLOUD_ENROLLING), BOOTSTRAPPED("bootstrapped",
                DeviceState.DEVICE_STATE_BOOTSTRAPPED), REGISTERED("registered",
                        DeviceState.DEVICE_STATE_REGISTERED), DEREGISTERED("deregistered",
                                DeviceState.DEVICE_STATE_DEREGISTERED);

        private final String word;
        private final DeviceState contract;

        State(String word, DeviceState contract) {
            this.word = word;
            this.contract = contract;
        }

        @Override
        public String toString() {
            return word;
        }
    }

    public DevicesList(Console console) {
        this.console = console;
    }

    @Override
    public void run() {
        ListDevicesRequest.Builder request = ListDevicesRequest.newBuilder().setPageSize(wanted.pageSize())
                .addAllConditions(wanted.conditions()).setDescending(wanted.newestFirst())
                .setEndpointName(endpointName);
        if (state != null) {
            request.setState(state.contract);
        }
        core.run(console, channel -> {
            var devices = DeviceServiceGrpc.newBlockingStub(channel);
            output.list(console, "devices", COLUMNS, wanted, token -> {
                ListDevicesResponse page = devices.listDevices(request.setPageToken(token).build());
                return new ResourceOutput.Page<>(page.getDevicesList(), page.getNextPageToken());
            });
        });
    }
}
