package io.firstclaim.it;

import static io.firstclaim.it.stack.MeterAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.firstclaim.it.stack.Identity;
import io.firstclaim.it.stack.Maker;
import io.firstclaim.it.stack.Meter;
import io.firstclaim.it.stack.RunningStack;
import io.firstclaim.it.stack.Stack;
import io.firstclaim.it.stack.Tenant;
import io.firstclaim.proto.claim.v1.ClaimEventType;
import io.firstclaim.proto.credential.v1.GetServerCredentialsRequest;
import io.firstclaim.proto.credential.v1.GetServerCredentialsResponse;
import io.firstclaim.proto.credential.v1.ServerCredentialsServiceGrpc;
import io.firstclaim.proto.device.v1.Device;
import io.firstclaim.proto.device.v1.DeviceOrigin;
import io.firstclaim.proto.enrollment.v1.BatchCreateEnrollmentsRequest;
import io.firstclaim.proto.enrollment.v1.CreateEnrollmentRequest;
import io.firstclaim.proto.enrollment.v1.Enrollment;
import io.firstclaim.proto.enrollment.v1.EnrollmentResult;
import io.firstclaim.simulator.DeviceEvent;
import io.firstclaim.simulator.DeviceProfile;
import java.io.Reader;
import java.nio.file.Files;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// From production to onboarding, step by step.
@ExtendWith(RunningStack.class)
class OnboardingTest {
    private final Stack stack;
    private final Tenant acme;
    private final Maker maker;

    OnboardingTest(Stack stack) {
        this.stack = stack;
        acme = stack.tenant("Acme");
        maker = stack.maker("Meter maker");
    }

    @Test
    void theFactoryMakesADeviceThatBelongsToNobody() throws Exception {
        Meter meter = maker.makes("meter-1");

        Properties items = new Properties();
        try (Reader file = Files.newBufferedReader(meter.folder().resolve("device.properties"))) {
            items.load(file);
        }
        assertThat(items).contains(entry("mbed.FirstToClaim", "1"), entry("mbed.EndpointName", "meter-1"),
                entry("mbed.BootstrapServerURI", stack.bootstrapUri()));
    }

    @Test
    void theEnrollmentIdIsTheFingerprintOfTheDevicesCertificate() throws Exception {
        Meter meter = maker.makes("meter-1");

        byte[] fingerprint = MessageDigest.getInstance("SHA-256").digest(Identity.of(meter).der());

        assertThat(meter.enrollmentId())
                .isEqualTo("A-" + HexFormat.ofDelimiter(":").formatHex(fingerprint).toUpperCase(Locale.ROOT));
    }

    @Test
    void theAccountUploadsTheMakersCaOnceForAllItsDevices() {
        assertThat(acme.trusts(maker).getEnrollmentMode()).isTrue();

        for (String name : List.of("meter-1", "meter-2")) {
            Meter meter = maker.makes(name);
            acme.enroll(meter.enrollmentId());
            meter.powerOn();
            assertThat(meter).isRegisteredTo(acme);
        }
    }

    @Test
    void theAccountEnrollsTheDeviceByItsEnrollmentId() {
        Meter meter = maker.makes("meter-1");

        Enrollment listed = acme.enroll(meter.enrollmentId());

        assertThat(listed.getEnrollmentIdentity()).isEqualTo(meter.enrollmentId());
        assertThat(listed.hasClaimTime()).isFalse();
        assertThat(acme.enrollment(meter.enrollmentId())).contains(listed);
    }

    @Test
    void theAccountEnrollsManyDevicesAtOnceAndHearsOfEach() {
        Meter mine = maker.makes("meter-1");
        Meter foreign = maker.makes("meter-2");
        stack.tenant("Globex").enroll(foreign.enrollmentId());

        List<EnrollmentResult> results = acme.enrollments().batchCreateEnrollments(BatchCreateEnrollmentsRequest
                .newBuilder().addRequests(wish(foreign.enrollmentId())).addRequests(wish("A-1"))
                .addRequests(wish(mine.enrollmentId())).build()).getResultsList();

        assertThat(results).extracting(EnrollmentResult::hasEnrollment).containsExactly(false, false, true);
    }

    @ParameterizedTest
    @EnumSource(DeviceProfile.class)
    void aTrustedAndEnrolledDeviceClaimsItselfAtItsFirstPowerOn(DeviceProfile profile) {
        Meter meter = maker.makes("meter-1", profile);
        acme.trusts(maker);
        acme.enroll(meter.enrollmentId());

        meter.powerOn();

        assertThat(meter).isRegisteredTo(acme);
    }

    @ParameterizedTest
    @EnumSource(DeviceProfile.class)
    void theBootstrapServerWritesTheAccountIntoTheDevicesBootstrapUri(DeviceProfile profile) {
        Meter meter = claimed(profile);

        assertThat(meter.view().bootstrapUri()).isEqualTo(stack.bootstrapUri() + "?aid=" + acme.id());
    }

    @ParameterizedTest
    @EnumSource(DeviceProfile.class)
    void theDeviceAcknowledgesAndRegistersWithTheCredentialsItWasGiven(DeviceProfile profile) {
        Meter meter = claimed(profile);

        assertThat(meter.events()).hasExactlyElementsOfTypes(DeviceEvent.Bootstrapping.class,
                DeviceEvent.Bootstrapped.class, DeviceEvent.Registering.class, DeviceEvent.Registered.class);
        assertThat(meter.view().serverUri())
                .isEqualTo("coaps://localhost:" + stack.edge().registrationPort() + "?aid=" + acme.id());
        assertThat(acme.historyOf(meter)).containsExactly(ClaimEventType.CLAIM_EVENT_TYPE_ENROLLED,
                ClaimEventType.CLAIM_EVENT_TYPE_CLAIMED, ClaimEventType.CLAIM_EVENT_TYPE_CONFIRMED,
                ClaimEventType.CLAIM_EVENT_TYPE_REGISTERED);
    }

    @Test
    void theEnrollmentAndTheDirectoryShowTheClaim() {
        Meter meter = claimed(DeviceProfile.PELION);

        Device device = acme.device(meter).orElseThrow();
        Enrollment enrollment = acme.enrollment(meter.enrollmentId()).orElseThrow();
        assertThat(enrollment.getEnrolledDeviceId()).isEqualTo(device.getId());
        assertThat(enrollment.hasClaimTime()).isTrue();
        assertThat(device.getOrigin()).isEqualTo(DeviceOrigin.DEVICE_ORIGIN_ENROLLMENT);
        assertThat(device.getEndpointName()).isEqualTo("meter-1");
        assertThat(acme.account().getDeviceCount()).isEqualTo(1);
    }

    @Test
    void aRegisteredDeviceUpdatesAndDeregisters() throws InterruptedException {
        Meter meter = claimed(DeviceProfile.PELION);

        assertThat(meter.update()).isEqualTo(204);
        assertThat(meter.deregister()).isEqualTo(202);

        meter.powerOn();
        assertThat(meter).isRegisteredTo(acme);
    }

    @ParameterizedTest
    @EnumSource(DeviceProfile.class)
    void aDeviceWithoutAClockIsClaimedToo(DeviceProfile profile) {
        Meter meter = maker.makes("meter-1", profile).withoutClock();
        acme.trusts(maker);
        acme.enroll(meter.enrollmentId());

        meter.powerOn();

        assertThat(meter).isRegisteredTo(acme);
    }

    @Test
    void theServerCredentialsAreWhatTheFactoryProvisionsDevicesWith() {
        GetServerCredentialsResponse shown = ServerCredentialsServiceGrpc.newBlockingStub(acme.channel())
                .getServerCredentials(GetServerCredentialsRequest.getDefaultInstance());

        assertThat(shown.getBootstrap().getServerUri()).isEqualTo(stack.bootstrapUri() + "?aid=" + acme.id());
        assertThat(shown.getBootstrap().getServerCertificate()).startsWith("-----BEGIN CERTIFICATE-----");
        assertThat(shown.getLwm2M().getServerUri())
                .isEqualTo("coaps://localhost:" + stack.edge().registrationPort() + "?aid=" + acme.id());
    }

    private Meter claimed(DeviceProfile profile) {
        Meter meter = maker.makes("meter-1", profile);
        acme.trusts(maker);
        acme.enroll(meter.enrollmentId());
        meter.powerOn();
        assertThat(meter).isRegisteredTo(acme);
        return meter;
    }

    private static CreateEnrollmentRequest wish(String enrollmentId) {
        return CreateEnrollmentRequest.newBuilder().setEnrollmentIdentity(enrollmentId).build();
    }
}
