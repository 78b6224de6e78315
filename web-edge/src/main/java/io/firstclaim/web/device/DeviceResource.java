package io.firstclaim.web.device;

import io.firstclaim.proto.device.v1.DeleteDeviceRequest;
import io.firstclaim.proto.device.v1.Device;
import io.firstclaim.proto.device.v1.DeviceServiceGrpc;
import io.firstclaim.proto.device.v1.DeviceServiceGrpc.DeviceServiceBlockingStub;
import io.firstclaim.proto.device.v1.GetDeviceRequest;
import io.firstclaim.proto.device.v1.ListDevicesRequest;
import io.firstclaim.proto.device.v1.ListDevicesResponse;
import io.firstclaim.proto.device.v1.UpdateDeviceRequest;
import io.firstclaim.web.http.Answer;
import io.firstclaim.web.http.Call;
import io.firstclaim.web.http.Endpoint;
import io.firstclaim.web.http.ErrorType;
import io.firstclaim.web.http.HttpError;
import io.firstclaim.web.http.Json;
import io.firstclaim.web.http.Resource;
import io.firstclaim.web.listing.Filters;
import io.firstclaim.web.listing.ListBody;
import io.firstclaim.web.listing.ListQuery;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/// `/v3/devices`: the directory.
public final class DeviceResource implements Resource {
    private static final String ALL = "/devices";
    private static final String ONE = ALL + "/{id}";
    private static final Filters FILTERS = Filters.none().id("id", "id").text("endpoint_name", "endpoint_name")
            .text("endpoint_type", "endpoint_type").text("name", "name").text("description", "description")
            .id("ca_id", "trusted_certificate_id")
            .coded("device_key", "enrollment_identity", "32 hex pairs with colons are expected", DeviceKeys::isKey,
                    DeviceKeys::toIdentity)
            .choice("state", "state",
                    Map.of("unenrolled", "", "cloud_enrolling", "cloud_enrolling", "bootstrapped", "bootstrapped",
                            "registered", "registered", "deregistered", "deregistered"))
            .time("created_at", "create_time").time("updated_at", "update_time").time("etag", "update_time")
            .time("enrolment_list_timestamp", "claim_time").time("claimed_at", "claim_time")
            .time("bootstrapped_timestamp", "bootstrap_time")
            .always("device_execution_mode", DeviceBody.EXECUTION_MODE)
            .always("lifecycle_status", DeviceBody.LIFECYCLE_STATUS).always("operator_suspended", false)
            .never("serial_number", "vendor_id", "device_class", "host_gateway", "mechanism", "mechanism_url",
                    "manifest", "manifest_timestamp", "firmware_checksum", "deployment", "deployed_state",
                    "auto_update", "bootstrap_expiration_date", "connector_expiration_date")
            .refused("account_id", "custom_attributes", "issuer_fingerprint");

    @Override
    public List<Endpoint> endpoints() {
        return List.of(Endpoint.of("GET", ALL, this::list), Endpoint.of("GET", ONE, this::get),
                Endpoint.of("PUT", ONE, this::update), Endpoint.of("DELETE", ONE, this::delete));
    }

    private Answer list(Call call) {
        DeviceServiceBlockingStub core = core(call);
        ListQuery query = ListQuery.of(call.query(), FILTERS);
        ListDevicesResponse page = core.listDevices(ListDevicesRequest.newBuilder().setPageSize(query.limit())
                .setPageToken(query.pageToken()).setDescending(query.descending())
                .addAllConditions(query.conditions()).setIncludeTotalSize(true).build());
        return Answer.ok(ListBody.of(query, page.getNextPageToken(), page.getTotalSize(), page.getDevicesList(),
                DeviceBody::of));
    }

    private Answer get(Call call) {
        return Answer.ok(DeviceBody.of(read(call)));
    }

    /// A change of nothing is a read.
    private Answer update(Call call) {
        DeviceServiceBlockingStub core = core(call);
        DeviceChange change = call.json(DeviceChange.class);
        if (change.mask().getPathsCount() == 0) {
            return get(call);
        }
        Device.Builder device = change.device().setId(call.path("id"));
        if (!call.ifMatch().isEmpty()) {
            device.setEtag(etagAt(call));
        }
        return Answer.ok(DeviceBody.of(core.updateDevice(
                UpdateDeviceRequest.newBuilder().setDevice(device).setUpdateMask(change.mask()).build()).getDevice()));
    }

    private Answer delete(Call call) {
        var _ = core(call).deleteDevice(DeleteDeviceRequest.newBuilder().setId(call.path("id")).build());
        return Answer.empty();
    }

    private static Device read(Call call) {
        return core(call).getDevice(GetDeviceRequest.newBuilder().setId(call.path("id")).build()).getDevice();
    }

    /// The core's etag of the version that the client knows by its time.
    private static String etagAt(Call call) {
        Device current = read(call);
        Instant changed = DeviceBody.updated(current);
        if (changed == null || !Json.text(changed).equals(call.ifMatch())) {
            throw HttpError.of(ErrorType.PRECONDITION_FAILED,
                    "The If-Match is not the current etag. Read again, then decide.");
        }
        return current.getEtag();
    }

    private static DeviceServiceBlockingStub core(Call call) {
        return DeviceServiceGrpc.newBlockingStub(call.core());
    }
}
