package io.firstclaim.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import io.firstclaim.simulator.DeviceEvent.Failed;
import io.firstclaim.simulator.ScriptedServer.Answer;
import io.firstclaim.simulator.ScriptedServer.Setup;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.bouncycastle.asn1.x509.GeneralName;
import org.eclipse.californium.elements.DtlsEndpointContext;
import org.eclipse.californium.scandium.dtls.cipher.CipherSuite;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Which servers a device talks to, and what it shows when there is no session.
class HandshakeTest extends EveryLinkTest {
    private static final String NOT_SECURE = "Secure Connection Failed.";
    private static final Instant RECENTLY = Instant.parse("2020-01-01T00:00:00Z");

    @BeforeEach
    void playThePlans() {
        playPlanP();
    }

    private void playPlanP() {
        cloud.bootstrap.always(Answer.letIn(cloud.planP()));
    }

    private void playPlanS() {
        cloud.bootstrap.always(Answer.letIn(cloud.planS(0)));
    }

    private void assertNotSecure(DeviceOptions options) {
        powerOn(options);
        assertThat(awaitEvent(Failed.class).shown()).isEqualTo(NOT_SECURE);
    }

    @ParameterizedTest
    @EnumSource(DeviceProfile.class)
    void aFatalAlertShowsAsAFailedSecureConnection(DeviceProfile profile) {
        powerOn(DeviceFolder.firstToClaim(folder, Pki.ca("Nobody's"), cloud.serverCa, cloud.bootstrap.uri()),
                Fast.options(profile));

        assertThat(awaitEvent(Failed.class).shown()).isEqualTo(NOT_SECURE);
    }

    @ParameterizedTest
    @EnumSource(DeviceProfile.class)
    void silenceShowsAsANetworkError(DeviceProfile profile) throws IOException {
        try (DatagramSocket silent = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            powerOn(DeviceFolder.firstToClaim(folder, cloud.makerCa, cloud.serverCa,
                    "coaps://localhost:" + silent.getLocalPort()),
                    Fast.options(profile).withPatience(Duration.ofMillis(500)));

            assertThat(awaitEvent(Failed.class).shown()).isEqualTo("Network Error.");
        }
    }

    @ParameterizedTest
    @EnumSource(DeviceProfile.class)
    void aServerOfAnotherCaIsNotTrusted(DeviceProfile profile) {
        powerOn(DeviceFolder.firstToClaim(folder, cloud.makerCa, Pki.ca("Server"), cloud.bootstrap.uri()),
                Fast.options(profile));

        assertThat(awaitEvent(Failed.class).shown()).isEqualTo(NOT_SECURE);
    }

    @Test
    void aPelionDeviceHasNoSuiteInCommonWithAServerThatWantsGcm() throws IOException {
        restartCloud(new Setup(List.of(CipherSuite.TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256), true, 512));
        playPlanP();

        assertNotSecure(PELION);
    }

    @Test
    void aStandardDeviceAlsoOffersGcmAndUnderstandsConnectionIds() throws IOException {
        restartCloud(new Setup(List.of(CipherSuite.TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256), true, 512));
        playPlanS();

        awaitRegistered(powerOn(STANDARD));

        assertThat(cloud.bootstrap.requests("bs").getFirst().getSourceContext()
                .get(DtlsEndpointContext.KEY_READ_CONNECTION_ID)).isNotNull();
    }

    @Test
    void aDeviceWithoutAClockTrustsCertificatesThatAreValidFrom1970() {
        awaitRegistered(powerOn(PELION.startingIn1970()));
    }

    @Test
    void aDeviceWithoutAClockDoesNotTrustAServerCertificateFromLater() throws IOException {
        Pki.Entity ca = Pki.ca("Server");
        restartCloud(new TestCloud(Setup.RIGHT, ca,
                Pki.server(ca, new GeneralName(GeneralName.dNSName, "localhost"), RECENTLY)));
        playPlanP();

        assertNotSecure(PELION.startingIn1970());
    }

    @Test
    void aDeviceWithoutAClockDoesNotTrustACaFromLater() throws IOException {
        Pki.Entity ca = Pki.ca("Server", RECENTLY);
        restartCloud(new TestCloud(Setup.RIGHT, ca, Pki.server(ca, "localhost")));
        playPlanP();

        assertNotSecure(PELION.startingIn1970());
    }

    @Test
    void aDeviceWithAClockTrustsBoth() throws IOException {
        Pki.Entity ca = Pki.ca("Server", RECENTLY);
        restartCloud(new TestCloud(Setup.RIGHT, ca,
                Pki.server(ca, new GeneralName(GeneralName.dNSName, "localhost"), RECENTLY)));
        playPlanP();

        awaitRegistered(powerOn(PELION));
    }

    @Test
    void aStandardDeviceChecksTheServersDnsName() throws IOException {
        Pki.Entity ca = Pki.ca("Server");
        restartCloud(new TestCloud(Setup.RIGHT, ca, Pki.server(ca, "elsewhere")));

        assertNotSecure(STANDARD);
    }

    @Test
    void aStandardDeviceDoesNotHonourIpAddresses() throws IOException {
        Pki.Entity ca = Pki.ca("Server");
        restartCloud(new TestCloud(Setup.RIGHT, ca,
                Pki.server(ca, new GeneralName(GeneralName.iPAddress, "127.0.0.1"), Instant.EPOCH)));
        String byAddress = cloud.bootstrap.uri().replace("localhost", "127.0.0.1");

        powerOn(DeviceFolder.firstToClaim(folder, cloud.makerCa, cloud.serverCa, byAddress), STANDARD);

        assertThat(awaitEvent(Failed.class).shown()).isEqualTo(NOT_SECURE);
    }

    @Test
    void aPelionDeviceDoesNotLookAtNames() throws IOException {
        Pki.Entity ca = Pki.ca("Server");
        restartCloud(new TestCloud(Setup.RIGHT, ca, Pki.server(ca, "elsewhere")));
        playPlanP();

        awaitRegistered(powerOn(PELION));
    }
}
