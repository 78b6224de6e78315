package io.firstclaim.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import io.firstclaim.simulator.ScriptedServer.Answer;
import java.util.List;
import java.util.stream.Stream;
import org.eclipse.californium.core.coap.CoAP;
import org.eclipse.californium.core.coap.CoAP.ResponseCode;
import org.eclipse.californium.core.coap.EmptyMessage;
import org.eclipse.californium.core.coap.Message;
import org.eclipse.californium.core.coap.Request;
import org.eclipse.californium.core.coap.Response;
import org.eclipse.californium.elements.DtlsEndpointContext;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What a Pelion device sends.
class PelionWireTest extends EveryLinkTest {
    private static final String EP = "ep=" + DeviceFolder.NAME;
    private static final String AID = "aid=" + TestCloud.ACCOUNT;

    @BeforeEach
    void playPlanP() {
        cloud.bootstrap.always(Answer.letIn(cloud.planP()));
    }

    @Test
    void aDeviceThatNeverBootstrappedSendsItsNameOnly() {
        awaitRegistered(powerOn(PELION));

        assertThat(cloud.bootstrap.queries("bs")).containsExactly(List.of(EP));
    }

    @Test
    void aClaimedDeviceSendsItsAccountAndItsIdToo() throws InterruptedException {
        SimulatedDevice device = powerOn(PELION);
        awaitRegistered(device);
        cloud.registration.next.add(Answer.of(ResponseCode.FORBIDDEN));

        assertThat(device.update()).isEqualTo(403);

        awaitEvent(DeviceEvent.Registered.class, 2);
        assertThat(cloud.bootstrap.queries("bs").get(1)).containsExactly(EP, AID, "iep=" + TestCloud.DEVICE_ID,
                "mccv=4.13.0");
    }

    @Test
    void aPreAssignedDeviceSendsItsAccountFromTheStart() {
        SimulatedDevice device = powerOn(
                DeviceFolder.preAssigned(folder, cloud.makerCa, cloud.serverCa, cloud.claimedUri()), PELION);

        awaitRegistered(device);

        assertThat(cloud.bootstrap.queries("bs")).containsExactly(List.of(EP, AID, "mccv=4.13.0"));
    }

    @Test
    void everyRequestCarriesMaxAgeZero() throws InterruptedException {
        SimulatedDevice device = powerOn(PELION);
        awaitRegistered(device);
        cloud.registration.next.add(Answer.of(ResponseCode.CHANGED));
        device.update();

        assertThat(Stream.concat(cloud.bootstrap.received.stream(), cloud.registration.received.stream())
                .filter(Request.class::isInstance)).hasSizeGreaterThan(2)
                .allSatisfy(request -> assertThat(request.getOptions().getMaxAge()).isZero());
    }

    @Test
    void theFinishIsAcknowledgedAndThenAnsweredInAMessageOfItsOwn() {
        awaitRegistered(powerOn(PELION));

        List<Message> received = cloud.bootstrap.received;
        int last = received.size() - 1;
        assertThat(received.get(last)).isInstanceOfSatisfying(Response.class, response -> {
            assertThat(response.getCode()).isEqualTo(ResponseCode.CHANGED);
            assertThat(response.getType()).isEqualTo(CoAP.Type.CON);
        });
        assertThat(received.get(last - 1)).isInstanceOf(EmptyMessage.class).extracting(Message::getType)
                .isEqualTo(CoAP.Type.ACK);
        assertThat(received.subList(1, last - 1))
                .allSatisfy(answer -> assertThat(answer.getType()).isEqualTo(CoAP.Type.ACK));
    }

    @Test
    void theRegisterIsSentInBlocksOf512WithTheQueriesOfThatClient() {
        awaitRegistered(powerOn(PELION));

        assertThat(cloud.registration.queries("rd")).containsExactly(
                List.of(EP, "et=default", "lt=3600", "lwm2m=1.0", "d=" + TestCloud.ACCOUNT, "b=U", AID, "mccv=4.13.0"));
        Request register = cloud.registration.requests("rd").getFirst();
        assertThat(register.getOptions().getContentFormat()).isEqualTo(40);
        assertThat(register.getPayloadString()).startsWith("</1/0>").contains(";aobs=1").endsWith(";rt=\"est\"");
        assertThat(cloud.registration.received).hasSizeGreaterThan(1)
                .allSatisfy(block -> assertThat(block.getOptions().getBlock1().getSize()).isEqualTo(512));
        assertThat(cloud.registration.received).extracting(Message::getToken).containsOnly(register.getToken());
    }

    @Test
    void theRegistrationIsAnotherSessionWithTheCertificateThatWasWritten() {
        awaitRegistered(powerOn(PELION));

        Request register = cloud.registration.requests("rd").getFirst();
        assertThat(register.getSourceContext().getPeerIdentity().getName()).contains("L=" + TestCloud.DEVICE_ID);
    }

    @Test
    void itOffersOneCipherSuiteAndNoConnectionId() {
        awaitRegistered(powerOn(PELION));

        Request request = cloud.bootstrap.requests("bs").getFirst();
        assertThat(request.getSourceContext().get(DtlsEndpointContext.KEY_CIPHER))
                .isEqualTo("TLS_ECDHE_ECDSA_WITH_AES_128_CCM_8");
        assertThat(request.getSourceContext().get(DtlsEndpointContext.KEY_READ_CONNECTION_ID)).isNull();
    }
}
