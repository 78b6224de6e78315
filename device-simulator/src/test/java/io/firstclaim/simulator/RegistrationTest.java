package io.firstclaim.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.firstclaim.simulator.DeviceEvent.Registered;
import io.firstclaim.simulator.DeviceEvent.RegistrationRefused;
import io.firstclaim.simulator.ScriptedServer.Answer;
import java.nio.file.Files;
import java.util.List;
import org.eclipse.californium.core.coap.CoAP.ResponseCode;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// What a device with LwM2M credentials does, and what it keeps.
class RegistrationTest extends EveryLinkTest {
    @BeforeEach
    void playPlanP() {
        cloud.bootstrap.always(Answer.letIn(cloud.planP()));
    }

    @ParameterizedTest
    @EnumSource(names = {"BAD_REQUEST", "FORBIDDEN"})
    void aRefusedRegistrationMakesItDropItsCredentialsAndBootstrapAgain(ResponseCode code) {
        cloud.registration.next.add(Answer.of(code));

        SimulatedDevice device = powerOn(PELION);

        awaitEvent(RegistrationRefused.class);
        awaitRegistered(device);
        assertThat(cloud.bootstrap.requests("bs")).hasSize(2);
    }

    @Test
    void anyOtherAnswerMakesItRegisterAgainWithTheCredentialsItHas() {
        cloud.registration.next.add(Answer.of(ResponseCode.SERVICE_UNAVAILABLE));

        SimulatedDevice device = powerOn(PELION);

        awaitEvent(RegistrationRefused.class);
        awaitRegistered(device);
        assertThat(cloud.bootstrap.requests("bs")).hasSize(1);
    }

    @Test
    void aKeyOfAnotherCertificateMakesItStartOver() {
        Pki.Entity right = cloud.lwm2mCertificate();
        cloud.bootstrap.next.add(
                Answer.letIn(cloud.planP(new Pki.Entity(right.certificate(), cloud.lwm2mCertificate().keys()))));

        SimulatedDevice device = powerOn(PELION);

        assertThat(awaitEvent(DeviceEvent.Failed.class).shown()).isEqualTo("Failed to read credentials");
        awaitRegistered(device);
        assertThat(cloud.bootstrap.requests("bs")).hasSize(2);
    }

    @Test
    void aRegistrationIsUpdatedAtItsLocation() throws InterruptedException {
        SimulatedDevice device = powerOn(PELION);
        DeviceView view = awaitRegistered(device);
        cloud.registration.next.add(Answer.of(ResponseCode.CHANGED));

        assertThat(device.update()).isEqualTo(204);

        assertThat(cloud.registration.requests(String.valueOf(view.location()))).hasSize(1);
        assertThat(device.show().registered()).isTrue();
    }

    @Test
    void aRegistrationTheServerForgotIsMadeAnew() throws InterruptedException {
        SimulatedDevice device = powerOn(PELION);
        awaitRegistered(device);
        cloud.registration.next.add(Answer.of(ResponseCode.NOT_FOUND));

        assertThat(device.update()).isEqualTo(404);

        awaitEvent(Registered.class, 2);
        assertThat(cloud.bootstrap.requests("bs")).hasSize(1);
    }

    @Test
    void aDeregisteredDeviceIsOff() throws InterruptedException {
        SimulatedDevice device = powerOn(PELION);
        awaitRegistered(device);
        cloud.registration.next.add(Answer.of(ResponseCode.DELETED));

        assertThat(device.deregister()).isEqualTo(202);

        assertThat(device.show().state()).isEqualTo(DeviceState.OFF);
        assertThat(device.show().location()).isNull();
        assertThatThrownBy(device::update).isInstanceOf(IllegalStateException.class).hasMessageContaining("OFF");
    }

    @Test
    void aPelionDeviceDoesNotBootstrapAgainOnRequest() throws InterruptedException {
        SimulatedDevice device = powerOn(PELION);
        awaitRegistered(device);
        cloud.registration.next.add(new Answer(ResponseCode.CHANGED, "", List.of(),
                peer -> assertThat(peer.post("1/0/9")).isEqualTo(ResponseCode.NOT_FOUND)));

        device.update();

        assertThat(device.show().registered()).isTrue();
    }

    @Test
    void aRebootedDeviceRegistersWithTheCredentialsItHas() {
        SimulatedDevice device = powerOn(PELION);
        awaitRegistered(device);

        device.reboot();

        awaitEvent(Registered.class, 2);
        assertThat(cloud.bootstrap.requests("bs")).hasSize(1);
    }

    @Test
    void anotherProcessGoesOnWhereTheLastOneWas() {
        SimulatedDevice first = powerOn(PELION);
        awaitRegistered(first);
        first.close();

        try (SimulatedDevice second = open(folder, PELION)) {
            assertThat(second.show()).isEqualTo(first.show());
            assertThat(second.show().registered()).isTrue();
            second.powerOn();
            await().atMost(LIMIT).until(() -> cloud.registration.requests("rd").size() == 2);
        }
        assertThat(cloud.bootstrap.requests("bs")).hasSize(1);
    }

    @Test
    void aFactoryResetForgetsTheAccount() throws InterruptedException {
        SimulatedDevice device = powerOn(PELION);
        awaitRegistered(device);

        device.factoryReset();

        assertThat(device.show().bootstrapUri()).isEqualTo(cloud.bootstrap.uri());
        assertThat(device.show().deviceId()).isNull();
        assertThat(Files.exists(folder.resolve("state"))).isFalse();
        device.powerOn();
        assertThat(device.awaitSettled(LIMIT).registered()).isTrue();
        assertThat(cloud.bootstrap.queries("bs").get(1)).containsExactly("ep=" + DeviceFolder.NAME);
    }

    @Test
    void nothingRunsOnceADeviceIsClosed() {
        SimulatedDevice device = powerOn(PELION);
        awaitRegistered(device);
        cloud.close();

        device.close();

        await().atMost(LIMIT).untilAsserted(() -> assertThat(Thread.getAllStackTraces().keySet())
                .extracting(Thread::getName).noneMatch(name -> name.contains("DTLS") || name.contains("Coap")));
    }
}
