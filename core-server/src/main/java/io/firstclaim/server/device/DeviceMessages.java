package io.firstclaim.server.device;

import com.google.protobuf.FieldMask;
import io.firstclaim.core.FirstclaimException;
import io.firstclaim.core.Page;
import io.firstclaim.core.device.DeviceChange;
import io.firstclaim.core.device.DeviceState;
import io.firstclaim.core.device.DeviceView;
import io.firstclaim.core.device.EndpointName;
import io.firstclaim.core.enrollment.EnrollmentId;
import io.firstclaim.core.listing.Condition;
import io.firstclaim.core.listing.ListRequest;
import io.firstclaim.proto.device.v1.Device;
import io.firstclaim.proto.device.v1.DeviceOrigin;
import io.firstclaim.proto.device.v1.ListDevicesRequest;
import io.firstclaim.proto.device.v1.ListDevicesResponse;
import io.firstclaim.server.call.Answers;
import io.firstclaim.server.call.Lists;
import io.firstclaim.server.call.Requests;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Devices as messages of the contract.
final class DeviceMessages {
    private static final String ENDPOINT_NAME = "endpoint_name";
    private static final String NAME = "name";
    private static final String DESCRIPTION = "description";
    private static final String ENDPOINT_TYPE = "endpoint_type";
    private static final String CUSTOM_ATTRIBUTES = "custom_attributes";
    private static final Set<String> CHANGEABLE = Set.of(NAME, DESCRIPTION, ENDPOINT_TYPE, CUSTOM_ATTRIBUTES);

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
                .setUpdateTime(Answers.timestamp(device.updatedAt())).setEndpointType(view.endpointType())
                .setName(device.details().name()).setDescription(device.details().description())
                .putAllCustomAttributes(device.details().customAttributes());
        var bootstrappedAt = device.bootstrappedAt();
        if (bootstrappedAt != null) {
            message.setBootstrapTime(Answers.timestamp(bootstrappedAt));
        }
        var registration = view.registration();
        if (registration != null) {
            message.setRegisterTime(Answers.timestamp(registration.updatedAt()))
                    .setRegistrationExpireTime(Answers.timestamp(registration.expiresAt()));
        }
        var issuer = view.issuer();
        if (issuer != null) {
            message.setIssuerFingerprint(issuer.hex());
        }
        return message.build();
    }

    static ListDevicesResponse devices(Page<DeviceView> page) {
        return ListDevicesResponse.newBuilder()
                .addAllDevices(page.items().stream().map(DeviceMessages::device).toList())
                .setNextPageToken(Answers.nextPageToken(page)).setTotalSize(page.total()).build();
    }

    static ListRequest wanted(ListDevicesRequest request) {
        var wanted = Lists.request(request.getPageSize(), request.getPageToken(), request.getConditionsList(),
                request.getDescending(), request.getIncludeTotalSize());
        var state = stateOrNull(request.getState());
        if (state != null) {
            wanted = wanted.and(Condition.equal("state", state.name()));
        }
        return request.getEndpointName().isEmpty()
                ? wanted
                : wanted.and(Condition.equal(ENDPOINT_NAME, new EndpointName(request.getEndpointName()).text()));
    }

    static DeviceChange change(Device wanted, FieldMask mask) {
        var paths = Requests.paths(mask, CHANGEABLE);
        return new DeviceChange(paths.contains(NAME) ? wanted.getName() : null,
                paths.contains(DESCRIPTION) ? wanted.getDescription() : null,
                paths.contains(ENDPOINT_TYPE) ? wanted.getEndpointType() : null,
                paths.contains(CUSTOM_ATTRIBUTES) ? wanted.getCustomAttributesMap() : null);
    }

    private static @Nullable DeviceState stateOrNull(io.firstclaim.proto.device.v1.DeviceState state) {
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
