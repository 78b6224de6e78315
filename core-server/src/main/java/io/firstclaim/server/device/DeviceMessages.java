package io.firstclaim.server.device;

import io.firstclaim.core.FirstclaimException;
import io.firstclaim.core.Page;
import io.firstclaim.core.device.DeviceState;
import io.firstclaim.core.device.DeviceView;
import io.firstclaim.core.device.EndpointName;
import io.firstclaim.core.enrollment.EnrollmentId;
import io.firstclaim.proto.device.v1.Device;
import io.firstclaim.proto.device.v1.DeviceOrigin;
import io.firstclaim.proto.device.v1.ListDevicesResponse;
import io.firstclaim.server.call.Answers;
import io.firstclaim.server.call.Requests;
import org.jspecify.annotations.Nullable;

/// Devices as messages of the contract.
final class DeviceMessages {

    private DeviceMessages() {}

    static Device device(DeviceView view) {
        var device = view.device();
        var message = Device.newBuilder().setId(device.id().toString()).setEtag(Requests.etagOf(device.version()))
                .setAccountId(device.accountId().toString()).setEndpointName(device.endpointName().text())
                .setEnrollmentIdentity(new EnrollmentId(device.fingerprint()).toString())
                .setState(state(device.state()))
                .setOrigin(device.preAssigned()
                        ? DeviceOrigin.DEVICE_ORIGIN_PRE_ASSIGNED
                        : DeviceOrigin.DEVICE_ORIGIN_ENROLLMENT)
                .setTrustedCertificateId(device.trustedCertificateId().toString())
                .setClaimTime(Answers.timestamp(device.claimedAt()))
                .setCreateTime(Answers.timestamp(device.claimedAt()))
                .setUpdateTime(Answers.timestamp(device.updatedAt()));
        var bootstrappedAt = device.bootstrappedAt();
        if (bootstrappedAt != null) {
            message.setBootstrapTime(Answers.timestamp(bootstrappedAt));
        }
        var registration = view.registration();
        if (registration != null) {
            message.setRegisterTime(Answers.timestamp(registration.updatedAt()))
                    .setRegistrationExpireTime(Answers.timestamp(registration.expiresAt()))
                    .setEndpointType(registration.endpointType());
        }
        return message.build();
    }

    static ListDevicesResponse devices(Page<DeviceView> page) {
        return ListDevicesResponse.newBuilder()
                .addAllDevices(page.items().stream().map(DeviceMessages::device).toList())
                .setNextPageToken(Answers.nextPageToken(page)).build();
    }

    static @Nullable EndpointName nameOrNull(String text) {
        return text.isEmpty() ? null : new EndpointName(text);
    }

    static @Nullable DeviceState stateOrNull(io.firstclaim.proto.device.v1.DeviceState state) {
        return switch (state) {
            case DEVICE_STATE_UNSPECIFIED -> null;
            case DEVICE_STATE_CLOUD_ENROLLING -> DeviceState.CLOUD_ENROLLING;
            case DEVICE_STATE_BOOTSTRAPPED -> DeviceState.BOOTSTRAPPED;
            case DEVICE_STATE_REGISTERED -> DeviceState.REGISTERED;
            case DEVICE_STATE_DEREGISTERED -> DeviceState.DEREGISTERED;
            case UNRECOGNIZED -> throw FirstclaimException.invalid("state",
                    "The state is unknown: CLOUD_ENROLLING, BOOTSTRAPPED, REGISTERED or DEREGISTERED is expected.");
        };
    }

    private static io.firstclaim.proto.device.v1.DeviceState state(DeviceState state) {
        return switch (state) {
            case CLOUD_ENROLLING -> io.firstclaim.proto.device.v1.DeviceState.DEVICE_STATE_CLOUD_ENROLLING;
            case BOOTSTRAPPED -> io.firstclaim.proto.device.v1.DeviceState.DEVICE_STATE_BOOTSTRAPPED;
            case REGISTERED -> io.firstclaim.proto.device.v1.DeviceState.DEVICE_STATE_REGISTERED;
            case DEREGISTERED -> io.firstclaim.proto.device.v1.DeviceState.DEVICE_STATE_DEREGISTERED;
        };
    }
}
