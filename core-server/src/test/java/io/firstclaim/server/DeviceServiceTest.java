package io.firstclaim.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.protobuf.FieldMask;
import io.firstclaim.proto.bootstrap.v1.BootstrapServiceGrpc;
import io.firstclaim.proto.bootstrap.v1.ClaimedDevice;
import io.firstclaim.proto.claim.v1.RefusalReason;
import io.firstclaim.proto.device.v1.DeleteDeviceRequest;
import io.firstclaim.proto.device.v1.Device;
import io.firstclaim.proto.device.v1.DeviceOrigin;
import io.firstclaim.proto.device.v1.DeviceState;
import io.firstclaim.proto.device.v1.GetDeviceRequest;
import io.firstclaim.proto.device.v1.ListDevicesRequest;
import io.firstclaim.proto.device.v1.ListDevicesResponse;
import io.firstclaim.proto.device.v1.RequestBootstrapRequest;
import io.firstclaim.proto.device.v1.UnblockDeviceRequest;
import io.firstclaim.proto.device.v1.UpdateDeviceRequest;
import io.firstclaim.proto.errors.v1.ErrorReason;
import io.firstclaim.proto.listing.v1.Condition;
import io.firstclaim.proto.trust.v1.ListTrustedCertificatesRequest;
import io.firstclaim.server.TestFactory.TestDevice;
import io.grpc.Status.Code;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class DeviceServiceTest {
    @RegisterExtension
    static final SharedCore CORE = new SharedCore();
    private final Claims edge = new Claims(BootstrapServiceGrpc.newBlockingStub(CORE.edge()));

    private final TestAccount acme = CORE.account("Acme");
    private final TestFactory maker = TestFactory.named("Maker CA");
    private final TestDevice meter = maker.make("meter");

    @Test
    void aDeviceGoesThroughItsStates() {
        var claimed = claim();
        var device = get(claimed.getDeviceId());
        assertThat(device.getState()).isEqualTo(DeviceState.DEVICE_STATE_CLOUD_ENROLLING);
        assertThat(device.getOrigin()).isEqualTo(DeviceOrigin.DEVICE_ORIGIN_ENROLLMENT);
        assertThat(device.getEndpointName()).isEqualTo("meter");
        assertThat(device.getEnrollmentIdentity()).isEqualTo(meter.enrollmentIdentity());
        assertThat(device.hasBootstrapTime()).isFalse();
        edge.confirm(claimed);
        assertThat(get(claimed.getDeviceId()).getState()).isEqualTo(DeviceState.DEVICE_STATE_BOOTSTRAPPED);
        edge.register(meter, claimed);
        var registered = get(claimed.getDeviceId());
        assertThat(registered.getState()).isEqualTo(DeviceState.DEVICE_STATE_REGISTERED);
        assertThat(registered.getEndpointType()).isEqualTo("meter");
        assertThat(registered.getRegistrationExpireTime().getSeconds())
                .isEqualTo(registered.getRegisterTime().getSeconds() + 300);
        assertThat(registered.getEtag()).isNotEqualTo(device.getEtag());
    }

    @Test
    void aRegistrationEndsWhenItsLifetimeIsOver() {
        var claimed = claim();
        edge.edge().registerDevice(Claims.registration(meter, claimed).setLifetimeSeconds(1).build());
        await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> assertThat(get(claimed.getDeviceId()).getState())
                .isEqualTo(DeviceState.DEVICE_STATE_DEREGISTERED));
    }

    @Test
    void devicesAreListedByPageByStateAndByName() {
        acme.trust(maker);
        var names = List.of("one", "two", "three");
        for (var name : names) {
            var device = maker.make(name);
            acme.enroll(device);
            var claimed = edge.claimed(device);
            if (name.equals("two")) {
                edge.confirm(claimed);
            }
        }
        var first = list(ListDevicesRequest.newBuilder().setPageSize(2));
        assertThat(first.getDevicesList()).extracting(Device::getEndpointName).containsExactly("one", "two");
        var rest = list(ListDevicesRequest.newBuilder().setPageToken(first.getNextPageToken()));
        assertThat(rest.getDevicesList()).extracting(Device::getEndpointName).containsExactly("three");
        assertThat(list(ListDevicesRequest.newBuilder().setState(DeviceState.DEVICE_STATE_BOOTSTRAPPED))
                .getDevicesList()).extracting(Device::getEndpointName).containsExactly("two");
        assertThat(list(ListDevicesRequest.newBuilder().setEndpointName("three")).getDevicesList())
                .extracting(Device::getEndpointName).containsExactly("three");
        Failures.of(() -> list(ListDevicesRequest.newBuilder().setStateValue(99))).is(Code.INVALID_ARGUMENT,
                ErrorReason.ERROR_REASON_VALIDATION_ERROR).blames("state");
    }

    @Test
    void whatPeopleSayOfADeviceIsKeptUntilItLeaves() {
        var claimed = claim();
        edge.register(meter, claimed);
        var before = get(claimed.getDeviceId());
        var changed = update(before.toBuilder().setName("Meter in the cellar").setDescription("second door")
                .setEndpointType("water meter").putCustomAttributes("floor", "-1"), "name", "description",
                "endpoint_type", "custom_attributes");
        assertThat(changed).isEqualTo(get(claimed.getDeviceId()));
        assertThat(changed.getEtag()).isNotEqualTo(before.getEtag());
        assertThat(changed.toBuilder().setEtag(before.getEtag()).setUpdateTime(before.getUpdateTime()).build())
                .isEqualTo(before.toBuilder().setName("Meter in the cellar").setDescription("second door")
                        .setEndpointType("water meter").putCustomAttributes("floor", "-1").build());
        assertThat(before.getEndpointType()).isEqualTo("meter");
        assertThat(before.getIssuerFingerprint()).isEqualTo(
                acme.trust().listTrustedCertificates(ListTrustedCertificatesRequest.getDefaultInstance())
                        .getTrustedCertificates(0).getCertificateFingerprint());
        edge.register(meter, claimed);
        assertThat(get(claimed.getDeviceId()).getEndpointType()).isEqualTo("water meter");
        assertThat(update(changed.toBuilder().setEtag("").setEndpointType("").setName("not changed"), "endpoint_type"))
                .returns("meter", Device::getEndpointType).returns("Meter in the cellar", Device::getName);
        Failures.of(() -> update(changed.toBuilder().setName("late"), "name")).is(Code.ABORTED,
                ErrorReason.ERROR_REASON_PRECONDITION_FAILED).blames("etag");
    }

    @Test
    void whatPeopleSayOfADeviceHasBounds() {
        var device = Device.newBuilder().setId(claim().getDeviceId());
        for (int i = 0; i < 5; i++) {
            device.putCustomAttributes(i + "n".repeat(62), "v".repeat(128));
        }
        update(device.setName("n".repeat(128)).setDescription("d".repeat(2000)).setEndpointType("t".repeat(64)),
                "name", "description", "endpoint_type", "custom_attributes");
        refused(device.clone().setName("n".repeat(129)), "name");
        refused(device.clone().setName("a\nb"), "name");
        refused(device.clone().setDescription("d".repeat(2001)), "description");
        refused(device.clone().setEndpointType("t".repeat(65)), "endpoint_type");
        refused(device.clone().putCustomAttributes("sixth", ""), "custom_attributes");
        refused(device.clone().clearCustomAttributes().putCustomAttributes("", ""), "custom_attributes");
        refused(device.clone().clearCustomAttributes().putCustomAttributes("n".repeat(64), ""), "custom_attributes");
        refused(device.clone().clearCustomAttributes().putCustomAttributes("n", "v".repeat(129)), "custom_attributes");
        refused(device.clone().clearCustomAttributes().putCustomAttributes("a\tb", "v"), "custom_attributes");
        Failures.of(() -> update(device, "state")).is(Code.INVALID_ARGUMENT,
                ErrorReason.ERROR_REASON_VALIDATION_ERROR).blames("update_mask");
    }

    private Device update(Device.Builder device, String... paths) {
        return acme.devices().updateDevice(UpdateDeviceRequest.newBuilder().setDevice(device)
                .setUpdateMask(FieldMask.newBuilder().addAllPaths(List.of(paths))).build()).getDevice();
    }

    private void refused(Device.Builder device, String field) {
        Failures.of(() -> update(device, field)).is(Code.INVALID_ARGUMENT,
                ErrorReason.ERROR_REASON_VALIDATION_ERROR).blames(field);
    }

    @Test
    void devicesAreChosenByConditionsAndCounted() {
        var id = claim().getDeviceId();
        assertThat(narrowed("enrollment_identity", meter.enrollmentIdentity()).getDevicesList())
                .extracting(Device::getId).containsExactly(id);
        assertThat(narrowed("state", "cloud_enrolling").getTotalSize()).isEqualTo(1);
        assertThat(narrowed("state", "registered").getTotalSize()).isZero();
        assertThat(list(ListDevicesRequest.newBuilder().setIncludeTotalSize(true)).getTotalSize()).isEqualTo(1);
        Failures.of(() -> narrowed("account_id", acme.id())).is(Code.INVALID_ARGUMENT,
                ErrorReason.ERROR_REASON_VALIDATION_ERROR).blames("conditions");
    }

    private ListDevicesResponse narrowed(String field, String value) {
        return list(ListDevicesRequest.newBuilder().setIncludeTotalSize(true)
                .addConditions(Condition.newBuilder().setField(field).addValues(value)));
    }

    @Test
    void aDeviceThatWasEnrolledIsNotDeletedButItsEnrollmentCancelled() {
        var claimed = claim();
        Failures.of(() -> delete(claimed.getDeviceId())).is(Code.FAILED_PRECONDITION,
                ErrorReason.ERROR_REASON_NOT_POSSIBLE_NOW);
    }

    @Test
    void aPreAssignedDeviceThatIsDeletedStaysOutUntilItIsUnblocked() {
        acme.trustProven(maker);
        var claimed = edge.claim(meter, acme.id()).getClaimed();
        assertThat(get(claimed.getDeviceId()).getOrigin()).isEqualTo(DeviceOrigin.DEVICE_ORIGIN_PRE_ASSIGNED);
        delete(claimed.getDeviceId());
        Failures.of(() -> get(claimed.getDeviceId())).is(Code.NOT_FOUND, ErrorReason.ERROR_REASON_NOT_FOUND);
        assertThat(edge.claim(meter, acme.id()).getRefused().getReason())
                .isEqualTo(RefusalReason.REFUSAL_REASON_ENROLLMENT_NOT_REGISTERED);
        unblock();
        Failures.of(this::unblock).is(Code.NOT_FOUND, ErrorReason.ERROR_REASON_NOT_FOUND);
        assertThat(edge.claim(meter, acme.id()).getClaimed().getDeviceId()).isNotEqualTo(claimed.getDeviceId());
    }

    @Test
    void aDeviceIsToldToBootstrapAgain() {
        var claimed = claim();
        var request = RequestBootstrapRequest.newBuilder().setId(claimed.getDeviceId()).build();
        acme.devices().requestBootstrap(request);
        acme.devices().requestBootstrap(request);
        assertThat(edge.register(meter, claimed).getRegistered().getBootstrapRequested()).isTrue();
    }

    @Test
    void aForeignDeviceIsNotFound() {
        var claimed = claim();
        var other = CORE.account("Other");
        var request = GetDeviceRequest.newBuilder().setId(claimed.getDeviceId()).build();
        Failures.of(() -> other.devices().getDevice(request)).is(Code.NOT_FOUND, ErrorReason.ERROR_REASON_NOT_FOUND);
        assertThat(other.devices().listDevices(ListDevicesRequest.getDefaultInstance()).getDevicesList()).isEmpty();
    }

    private ClaimedDevice claim() {
        acme.trust(maker);
        acme.enroll(meter);
        return edge.claimed(meter);
    }

    private Device get(String id) {
        return acme.devices().getDevice(GetDeviceRequest.newBuilder().setId(id).build()).getDevice();
    }

    private ListDevicesResponse list(ListDevicesRequest.Builder request) {
        return acme.devices().listDevices(request.build());
    }

    private void delete(String id) {
        var _ = acme.devices().deleteDevice(DeleteDeviceRequest.newBuilder().setId(id).build());
    }

    private void unblock() {
        var _ = acme.devices().unblockDevice(
                UnblockDeviceRequest.newBuilder().setEnrollmentIdentity(meter.enrollmentIdentity()).build());
    }
}
