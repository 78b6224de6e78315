package io.firstclaim.it;

import static io.firstclaim.it.stack.MeterAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.FieldMask;
import io.firstclaim.it.stack.Identity;
import io.firstclaim.it.stack.Maker;
import io.firstclaim.it.stack.Meter;
import io.firstclaim.it.stack.OddCa;
import io.firstclaim.it.stack.Pems;
import io.firstclaim.it.stack.RunningStack;
import io.firstclaim.it.stack.Stack;
import io.firstclaim.it.stack.Tenant;
import io.firstclaim.it.stack.WireClient;
import io.firstclaim.it.stack.WireClient.Manners;
import io.firstclaim.proto.trust.v1.DeleteTrustedCertificateRequest;
import io.firstclaim.proto.trust.v1.TrustedCertificate;
import io.firstclaim.proto.trust.v1.TrustedCertificateStatus;
import io.firstclaim.proto.trust.v1.TrustedService;
import io.firstclaim.proto.trust.v1.UpdateTrustedCertificateRequest;
import io.firstclaim.simulator.DeviceProfile;
import org.eclipse.californium.core.coap.CoAP.Code;
import org.eclipse.californium.scandium.dtls.AlertMessage;
import org.eclipse.californium.scandium.dtls.AlertMessage.AlertDescription;
import org.eclipse.californium.scandium.dtls.AlertMessage.AlertLevel;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// Handshakes that must fail: by a fatal alert, which is what a device shows as "Secure Connection Failed.", and without harm to the next one. What
/// the accounts have uploaded decides here; all that a client can do by itself is in `HandshakeTableTest`.
@ExtendWith(RunningStack.class)
class HandshakeTest {
    private static final String SHOWN = "Secure Connection Failed.";

    private final Stack stack;
    private final Tenant acme;
    private final OddCa ca = new OddCa("CN=Odd CA");

    HandshakeTest(Stack stack) {
        this.stack = stack;
        acme = stack.tenant("Acme");
    }

    @Test
    void noCertificate() throws Exception {
        assertThat(alertAtBootstrap(null).getLevel()).isEqualTo(AlertLevel.FATAL);
        assertTheNextDeviceIsServed();
    }

    @Test
    void aCaThatNobodyTrusts() throws Exception {
        assertThat(alertAtBootstrap(ca.device("meter-1")).getDescription()).isEqualTo(AlertDescription.UNKNOWN_CA);
        assertShown(ca.device("meter-1"));
        assertTheNextDeviceIsServed();
    }

    @Test
    void anExpiredCertificate() throws Exception {
        trust(ca);

        assertThat(alertAtBootstrap(ca.expiredDevice("meter-1")).getDescription())
                .isEqualTo(AlertDescription.CERTIFICATE_EXPIRED);
        assertShown(ca.expiredDevice("meter-1"));
        assertTheNextDeviceIsServed();
    }

    @Test
    void aCertificateThatIsNotYetValid() throws Exception {
        trust(ca);

        assertThat(alertAtBootstrap(ca.futureDevice("meter-1")).getDescription())
                .isEqualTo(AlertDescription.CERTIFICATE_EXPIRED);
        assertShown(ca.futureDevice("meter-1"));
        assertTheNextDeviceIsServed();
    }

    @Test
    void aLookAlikeCaOfTheSameName() throws Exception {
        trust(ca);
        OddCa lookAlike = new OddCa("CN=Odd CA");

        assertThat(alertAtBootstrap(lookAlike.device("meter-1")).getDescription())
                .isEqualTo(AlertDescription.UNKNOWN_CA);
        assertShown(lookAlike.device("meter-1"));
        assertServed(ca.device("meter-2"));
    }

    @Test
    void aCaThatIsTrustedForTheLwm2mServerOnly() throws Exception {
        acme.upload(upload(ca).setService(TrustedService.TRUSTED_SERVICE_LWM2M), "");

        assertThat(alertAtBootstrap(ca.device("meter-1")).getDescription()).isEqualTo(AlertDescription.UNKNOWN_CA);
        assertTheNextDeviceIsServed();
    }

    @Test
    void aCaThatIsInactiveUntilItIsActive() throws Exception {
        TrustedCertificate uploaded = acme
                .upload(upload(ca).setStatus(TrustedCertificateStatus.TRUSTED_CERTIFICATE_STATUS_INACTIVE), "");
        assertThat(alertAtBootstrap(ca.device("meter-1")).getDescription()).isEqualTo(AlertDescription.UNKNOWN_CA);

        acme.certificates().updateTrustedCertificate(UpdateTrustedCertificateRequest.newBuilder()
                .setTrustedCertificate(TrustedCertificate.newBuilder().setId(uploaded.getId())
                        .setStatus(TrustedCertificateStatus.TRUSTED_CERTIFICATE_STATUS_ACTIVE))
                .setUpdateMask(FieldMask.newBuilder().addPaths("status")).build());

        assertServed(ca.device("meter-2"));
    }

    @Test
    void aCaThatWasDeletedWhileItsRegisteredDevicesStay() throws Exception {
        TrustedCertificate uploaded = trust(ca);
        Meter meter = assertServed(ca.device("meter-1"));

        acme.certificates().deleteTrustedCertificate(
                DeleteTrustedCertificateRequest.newBuilder().setId(uploaded.getId()).build());

        assertThat(alertAtBootstrap(ca.device("meter-2")).getDescription()).isEqualTo(AlertDescription.UNKNOWN_CA);
        assertThat(meter.update()).isEqualTo(204);
    }

    @Test
    void aFactoryCertificateAtTheRegistrationPort() throws Exception {
        trust(ca);

        AlertMessage alert = alert(stack.edge().registrationPort(), ca.device("meter-1"), "rd");

        assertThat(alert.getLevel()).isEqualTo(AlertLevel.FATAL);
        assertThat(alert.getDescription()).isEqualTo(AlertDescription.UNKNOWN_CA);
        assertTheNextDeviceIsServed();
    }

    @Test
    void noCertificateAtTheRegistrationPort() throws Exception {
        assertThat(alert(stack.edge().registrationPort(), null, "rd").getLevel()).isEqualTo(AlertLevel.FATAL);
        assertTheNextDeviceIsServed();
    }

    private AlertMessage alertAtBootstrap(@Nullable Identity identity) throws Exception {
        return alert(stack.edge().bootstrapPort(), identity, "bs");
    }

    private AlertMessage alert(int port, @Nullable Identity identity, String path) throws Exception {
        return WireClient.open(stack, port, identity, Manners.PELION)
                .alertTo(WireClient.request(Code.POST, path, "ep=meter-1"));
    }

    private void assertShown(Identity identity) {
        for (DeviceProfile profile : DeviceProfile.values()) {
            Meter meter = stack.meter(identity, profile);
            meter.powerOn();
            assertThat(meter).shows(SHOWN).hasNeverBeenLetIn();
        }
    }

    private Meter assertServed(Identity identity) {
        Meter meter = stack.meter(identity, DeviceProfile.PELION);
        acme.enroll(meter.enrollmentId());
        meter.powerOn();
        assertThat(meter).isRegisteredTo(acme);
        return meter;
    }

    private void assertTheNextDeviceIsServed() {
        Maker honest = stack.maker("Honest maker");
        acme.trusts(honest);
        Meter next = honest.makes("next");
        acme.enroll(next.enrollmentId());
        next.powerOn();
        assertThat(next).isRegisteredTo(acme);
    }

    private TrustedCertificate trust(OddCa anchor) {
        return upload(acme, anchor);
    }

    private static TrustedCertificate upload(Tenant tenant, OddCa anchor) {
        return tenant.upload(upload(anchor), "");
    }

    private static TrustedCertificate.Builder upload(OddCa anchor) {
        return TrustedCertificate.newBuilder().setName("Odd").setEnrollmentMode(true)
                .setService(TrustedService.TRUSTED_SERVICE_BOOTSTRAP).setCertificate(Pems.of(anchor.certificate()));
    }
}
