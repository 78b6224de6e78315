package io.firstclaim.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import io.firstclaim.simulator.DeviceEvent.Failed;
import io.firstclaim.simulator.DeviceEvent.Registered;
import io.firstclaim.simulator.ScriptedServer.Answer;
import io.firstclaim.simulator.ScriptedServer.Play;
import io.firstclaim.simulator.ScriptedServer.Setup;
import java.io.IOException;
import java.util.Map;
import org.eclipse.californium.core.coap.CoAP.ResponseCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What a Pelion device drops, refuses or demands; each test plays one point wrong and then everything right.
class PelionStrictnessTest extends EveryLinkTest {
    /// What is played first; afterwards plan P.
    private void playOnce(Play wrong) {
        cloud.bootstrap.next.add(Answer.letIn(wrong));
        cloud.bootstrap.always(Answer.letIn(cloud.planP()));
    }

    private void assertFailsOnce(String shown) {
        SimulatedDevice device = powerOn(PELION);

        assertThat(awaitEvent(Failed.class).shown()).isEqualTo(shown);
        awaitRegistered(device);
        assertThat(events).filteredOn(Failed.class::isInstance).hasSize(1);
    }

    @Test
    void aWriteBeforeTheDeviceIsLetInGetsNoAnswer() {
        cloud.bootstrap.beforeAnswering(peer -> assertThat(peer.delete("0")).isNull());
        cloud.bootstrap.always(Answer.letIn(cloud.planP()));

        awaitRegistered(powerOn(PELION));
    }

    @Test
    void aGetGetsNoAnswer() {
        cloud.bootstrap.always(Answer.letIn(peer -> {
            assertThat(peer.get("", TestCloud.LINKS)).isNull();
            cloud.planP().play(peer);
        }));

        awaitRegistered(powerOn(PELION));
    }

    @Test
    void theFirstBootstrapOfAProcessNeedsNoDeleteButTheSecondDoes() throws InterruptedException {
        cloud.bootstrap.next.add(Answer.letIn(peer -> {
            cloud.writeP(peer, cloud.lwm2mCertificate());
            assertThat(peer.post("bs")).isEqualTo(ResponseCode.CHANGED);
        }));
        cloud.bootstrap.next.add(Answer.letIn(peer -> {
            byte[] accounts = Tlvs
                    .instances(Map.of(0, cloud.account(cloud.lwm2mCertificate()), 1, cloud.bootstrapAccount()));
            assertThat(peer.put("0", TestCloud.TLV, accounts)).isEqualTo(ResponseCode.BAD_REQUEST);
        }));
        cloud.bootstrap.always(Answer.letIn(cloud.planP()));
        SimulatedDevice device = powerOn(PELION);
        awaitRegistered(device);

        cloud.registration.next.add(Answer.of(ResponseCode.FORBIDDEN));
        device.update();

        assertThat(awaitEvent(Failed.class).shown()).isEqualTo("BS PUT fails :0");
        awaitEvent(Registered.class, 2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0/0", "0/1", "1/0"})
    void resourcesOfASingleInstanceBreakTheBootstrap(String path) {
        byte[] resources = Tlvs
                .resources(path.equals("1/0") ? TestCloud.serverObject() : cloud.account(cloud.lwm2mCertificate()));
        playOnce(peer -> {
            assertThat(peer.delete("0")).isEqualTo(ResponseCode.DELETED);
            assertThat(peer.put(path, TestCloud.TLV, resources)).isEqualTo(ResponseCode.BAD_REQUEST);
        });

        assertFailsOnce("BS PUT fails :" + path);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 60, 110, 112, 11543})
    void otherContentFormatsThanTlvBreakTheBootstrap(int format) {
        byte[] accounts = Tlvs.instances(Map.of(0, cloud.account(cloud.lwm2mCertificate())));
        playOnce(peer -> {
            assertThat(peer.delete("0")).isEqualTo(ResponseCode.DELETED);
            assertThat(peer.put("0", format, accounts)).isEqualTo(ResponseCode.BAD_REQUEST);
        });

        assertFailsOnce("BS PUT fails :0");
    }

    @Test
    void anAccountWithoutItsKeyBreaksTheBootstrap() {
        Map<Integer, byte[]> account = cloud.account(cloud.lwm2mCertificate());
        account.remove(5);
        playOnce(peer -> {
            assertThat(peer.delete("0")).isEqualTo(ResponseCode.DELETED);
            assertThat(peer.put("0", TestCloud.TLV, Tlvs.instances(Map.of(0, account))))
                    .isEqualTo(ResponseCode.BAD_REQUEST);
        });

        assertFailsOnce("BS FIN fails :Invalid security object");
    }

    @Test
    void aCertificateOf1024BytesIsTaken() {
        Pki.Entity longest = longCertificate(1024);
        cloud.bootstrap.always(Answer.letIn(cloud.planP(longest)));

        awaitRegistered(powerOn(PELION));
    }

    @Test
    void aCertificateOf1025BytesIsRefused() {
        byte[] accounts = Tlvs
                .instances(Map.of(0, cloud.account(longCertificate(1025)), 1, cloud.bootstrapAccount()));
        playOnce(peer -> {
            assertThat(peer.delete("0")).isEqualTo(ResponseCode.DELETED);
            assertThat(peer.put("0", TestCloud.TLV, accounts)).isEqualTo(ResponseCode.BAD_REQUEST);
        });

        assertFailsOnce("BS FIN fails :Invalid security object");
    }

    private Pki.Entity longCertificate(int bytes) {
        return Pki.device(cloud.lwm2mCa,
                "CN=" + DeviceFolder.NAME + ",OU=" + TestCloud.ACCOUNT + ",L=" + TestCloud.DEVICE_ID, bytes);
    }

    @ParameterizedTest
    @ValueSource(strings = {"CN=meter-1,OU=account", "L=device,OU=account", "L=device,CN=meter-1"})
    void aCertificateWithoutOneOfItsNamesMakesTheDeviceDropItsCredentials(String subject) {
        playOnce(cloud.planP(Pki.device(cloud.lwm2mCa, subject)));

        assertFailsOnce("Failed to read credentials");
        assertThat(cloud.registration.requests("rd")).hasSize(1);
    }

    @Test
    void blocksOfOneWriteMustCarryOneToken() throws IOException {
        restartCloud(new Setup(ScriptedServer.ALL_SUITES, false, 512));
        byte[] accounts = Tlvs
                .instances(Map.of(0, cloud.account(cloud.lwm2mCertificate()), 1, cloud.bootstrapAccount()));
        cloud.bootstrap.always(Answer.letIn(peer -> {
            assertThat(peer.delete("0")).isEqualTo(ResponseCode.DELETED);
            assertThat(peer.put("0", TestCloud.TLV, accounts)).isEqualTo(ResponseCode.REQUEST_ENTITY_INCOMPLETE);
            assertThat(peer.post("bs")).isEqualTo(ResponseCode.BAD_REQUEST);
        }));

        powerOn(PELION);

        assertThat(awaitEvent(Failed.class).shown()).isEqualTo("No security object found for Registration");
    }

    @Test
    void aMessageLongerThanTheReadBufferIsAsIfItNeverCame() throws IOException {
        restartCloud(new Setup(ScriptedServer.ALL_SUITES, true, 1400));
        byte[] accounts = Tlvs
                .instances(Map.of(0, cloud.account(longCertificate(700)), 1, cloud.bootstrapAccount()));
        assertThat(accounts.length).isBetween(PelionReception.READ_BUFFER, 1400);
        playOnce(peer -> {
            assertThat(peer.delete("0")).isEqualTo(ResponseCode.DELETED);
            assertThat(peer.put("0", TestCloud.TLV, accounts)).isNull();
            assertThat(peer.post("bs")).isEqualTo(ResponseCode.BAD_REQUEST);
        });

        powerOn(PELION);

        assertThat(awaitEvent(Failed.class).shown()).isEqualTo("No security object found for Registration");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0/10", "10"})
    void aDeleteOfAPathItDoesNotKnowBreaksTheBootstrap(String path) {
        playOnce(peer -> assertThat(peer.delete(path)).isEqualTo(ResponseCode.BAD_REQUEST));

        assertFailsOnce("BS DEL fails :" + path);
    }
}
