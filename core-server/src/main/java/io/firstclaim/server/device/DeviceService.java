package io.firstclaim.server.device;

import static io.firstclaim.server.call.Answers.answer;
import static io.firstclaim.server.call.CallContext.caller;

import io.firstclaim.core.ResourceId;
import io.firstclaim.core.device.DeleteDevice;
import io.firstclaim.core.device.ReadDevices;
import io.firstclaim.core.device.RequestBootstrap;
import io.firstclaim.core.device.UnblockDevice;
import io.firstclaim.core.device.UpdateDevice;
import io.firstclaim.core.enrollment.EnrollmentId;
import io.firstclaim.proto.device.v1.DeleteDeviceRequest;
import io.firstclaim.proto.device.v1.DeleteDeviceResponse;
import io.firstclaim.proto.device.v1.DeviceServiceGrpc.DeviceServiceImplBase;
import io.firstclaim.proto.device.v1.GetDeviceRequest;
import io.firstclaim.proto.device.v1.GetDeviceResponse;
import io.firstclaim.proto.device.v1.ListDevicesRequest;
import io.firstclaim.proto.device.v1.ListDevicesResponse;
import io.firstclaim.proto.device.v1.RequestBootstrapRequest;
import io.firstclaim.proto.device.v1.RequestBootstrapResponse;
import io.firstclaim.proto.device.v1.UnblockDeviceRequest;
import io.firstclaim.proto.device.v1.UnblockDeviceResponse;
import io.firstclaim.proto.device.v1.UpdateDeviceRequest;
import io.firstclaim.proto.device.v1.UpdateDeviceResponse;
import io.firstclaim.server.call.Requests;
import io.grpc.stub.StreamObserver;

/// `firstclaim.device.v1.DeviceService`.
public final class DeviceService extends DeviceServiceImplBase {
    private final ReadDevices read;
    private final UpdateDevice update;
    private final DeleteDevice delete;
    private final UnblockDevice unblock;
    private final RequestBootstrap requestBootstrap;

    public DeviceService(ReadDevices read, UpdateDevice update, DeleteDevice delete, UnblockDevice unblock,
            RequestBootstrap requestBootstrap) {
        this.read = read;
        this.update = update;
        this.delete = delete;
        this.unblock = unblock;
        this.requestBootstrap = requestBootstrap;
    }

    @Override
    public void getDevice(GetDeviceRequest request, StreamObserver<GetDeviceResponse> call) {
        answer(call, GetDeviceResponse.newBuilder()
                .setDevice(DeviceMessages.device(read.get(caller(), ResourceId.parse("id", request.getId())))).build());
    }

    @Override
    public void listDevices(ListDevicesRequest request, StreamObserver<ListDevicesResponse> call) {
        answer(call, DeviceMessages.devices(read.list(caller(), DeviceMessages.wanted(request))));
    }

    @Override
    public void updateDevice(UpdateDeviceRequest request, StreamObserver<UpdateDeviceResponse> call) {
        answer(call, UpdateDeviceResponse.newBuilder()
                .setDevice(DeviceMessages.device(update.update(caller(),
                        ResourceId.parse("device.id", request.getDevice().getId()),
                        DeviceMessages.change(request.getDevice(), request.getUpdateMask()),
                        Requests.versionOf(request.getDevice().getEtag()))))
                .build());
    }

    @Override
    public void deleteDevice(DeleteDeviceRequest request, StreamObserver<DeleteDeviceResponse> call) {
        delete.delete(caller(), ResourceId.parse("id", request.getId()));
        answer(call, DeleteDeviceResponse.getDefaultInstance());
    }

    @Override
    public void unblockDevice(UnblockDeviceRequest request, StreamObserver<UnblockDeviceResponse> call) {
        unblock.unblock(caller(), EnrollmentId.parse(request.getEnrollmentIdentity()));
        answer(call, UnblockDeviceResponse.getDefaultInstance());
    }

    @Override
    public void requestBootstrap(RequestBootstrapRequest request, StreamObserver<RequestBootstrapResponse> call) {
        requestBootstrap.request(caller(), ResourceId.parse("id", request.getId()));
        answer(call, RequestBootstrapResponse.getDefaultInstance());
    }
}
