package io.firstclaim.cli.device;

import com.google.protobuf.FieldMask;
import io.firstclaim.cli.CommandFailed;
import io.firstclaim.cli.Console;
import io.firstclaim.cli.CoreOptions;
import io.firstclaim.cli.ExitCode;
import io.firstclaim.cli.ResourceOutput;
import io.firstclaim.proto.device.v1.Device;
import io.firstclaim.proto.device.v1.DeviceServiceGrpc;
import io.firstclaim.proto.device.v1.DeviceServiceGrpc.DeviceServiceBlockingStub;
import io.firstclaim.proto.device.v1.GetDeviceRequest;
import io.firstclaim.proto.device.v1.UpdateDeviceRequest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `devices update`.
@Command(name = "update", description = "Changes what people say of a device. An empty text takes away what was said.", footer = {
        "%nExamples:", "  firstclaim devices update 0198…d7 --name 'Pump 3' --description 'cellar, left'",
        "  firstclaim devices update 0198…d7 --attribute site=Oulu --remove-attribute owner"})
public final class DevicesUpdate implements Runnable {
    private final Console console;

    @Mixin
    private final CoreOptions core = new CoreOptions();
    @Mixin
    private final ResourceOutput output = new ResourceOutput();

    @Parameters(paramLabel = "ID", description = "The device, 32 hex characters.")
    private String id = "";

    @Option(names = "--name", paramLabel = "NAME", description = "What to call it, at most 128 characters.")
    private @Nullable String name;

    @Option(names = "--description", paramLabel = "TEXT", description = "At most 2000 characters.")
    private @Nullable String description;

    @Option(names = "--type", paramLabel = "TYPE", description = "Its endpoint type, at most 64 characters.")
    private @Nullable String type;

    @Option(names = "--attribute", paramLabel = "NAME=VALUE", description = "Sets a custom attribute; repeatable. A device has at most 5.")
    private Map<String, String> attributes = new LinkedHashMap<>();

    @Option(names = "--remove-attribute", paramLabel = "NAME", description = "Takes a custom attribute away; repeatable.")
    private List<String> removed = new ArrayList<>();

    public DevicesUpdate(Console console) {
        this.console = console;
    }

    @Override
    public void run() {
        Device.Builder device = Device.newBuilder().setId(id);
        FieldMask.Builder mask = FieldMask.newBuilder();
        if (name != null) {
            device.setName(name);
            mask.addPaths("name");
        }
        if (description != null) {
            device.setDescription(description);
            mask.addPaths("description");
        }
        if (type != null) {
            device.setEndpointType(type);
            mask.addPaths("endpoint_type");
        }
        boolean ofAttributes = !attributes.isEmpty() || !removed.isEmpty();
        if (mask.getPathsCount() == 0 && !ofAttributes) {
            throw new CommandFailed(ExitCode.USAGE,
                    "nothing to change: give --name, --description, --type, --attribute or --remove-attribute");
        }
        output.one(console, core.ask(console, channel -> {
            var devices = DeviceServiceGrpc.newBlockingStub(channel);
            if (ofAttributes) {
                change(devices, device);
                mask.addPaths("custom_attributes");
            }
            return devices.updateDevice(UpdateDeviceRequest.newBuilder().setDevice(device).setUpdateMask(mask).build())
                    .getDevice();
        }));
    }

    /// The contract changes all attributes at once: the others stay what they are, if nobody changes them meanwhile.
    private void change(DeviceServiceBlockingStub devices, Device.Builder device) {
        Device before = devices.getDevice(GetDeviceRequest.newBuilder().setId(id).build()).getDevice();
        device.setEtag(before.getEtag()).putAllCustomAttributes(before.getCustomAttributesMap());
        removed.forEach(device::removeCustomAttributes);
        device.putAllCustomAttributes(attributes);
    }
}
