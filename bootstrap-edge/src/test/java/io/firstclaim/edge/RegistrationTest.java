package io.firstclaim.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.firstclaim.proto.bootstrap.v1.RegisterDeviceResponse;
import io.firstclaim.proto.bootstrap.v1.RegistrationRefused;
import io.firstclaim.proto.bootstrap.v1.RegistrationUnavailable;
import io.firstclaim.proto.bootstrap.v1.UpdateRegistrationResponse;
import org.eclipse.californium.core.coap.CoAP.Code;
import org.eclipse.californium.core.coap.CoAP.ResponseCode;
import org.eclipse.californium.core.coap.MediaTypeRegistry;
import org.eclipse.californium.core.coap.Request;
import org.eclipse.californium.core.coap.Response;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RegistrationTest {

    private static final String LOCATION = "/rd/" + ScriptedCore.ACCOUNT + "/" + ScriptedCore.DEVICE;

    private final EdgeStack stack = EdgeStack.start();
    private final ScriptedCore core = stack.core;

    @AfterEach
    void stop() {
        stack.close();
    }

    @Test
    void aDeviceIsRegisteredWithWhatItSaysAndToldWhereItIs() {
        String links = "</>;rt=\"oma.lwm2m\";ct=11542," + "</3/0>;v=1.1,".repeat(100) + "</5>";
        try (TestDevice device = stack.claimedDevice()) {
            Request request = device.post("/rd", "ep=meter-1", "et=meter", "lt=3600", "lwm2m=1.0", "d=x", "b=U",
                    "aid=y", "mccv=4.13.0");
            request.setPayload(links);
            request.getOptions().setContentFormat(MediaTypeRegistry.APPLICATION_LINK_FORMAT);
            Response answer = device.send(request).answered();

            assertThat(answer.getCode()).isEqualTo(ResponseCode.CREATED);
            assertThat(answer.getOptions().getLocationPathString()).isEqualTo(LOCATION.substring(1));
            assertThat(answer.getOptions().hasMaxAge()).isFalse();
        }
        assertThat(core.registered).singleElement().satisfies(asked -> {
            assertThat(asked.getEndpointName()).isEqualTo("meter-1");
            assertThat(asked.getLifetimeSeconds()).isEqualTo(3600);
            assertThat(asked.getLwm2MVersion()).isEqualTo("1.0");
            assertThat(asked.getBinding()).isEqualTo("U");
            assertThat(asked.getEndpointType()).isEqualTo("meter");
            assertThat(asked.getObjectLinks()).isEqualTo(links);
            assertThat(asked.getCertificateChainCount()).isOne();
        });
    }

    @Test
    void whatADeviceLeavesOutIsFilledIn() {
        assertThat(register().getCode()).isEqualTo(ResponseCode.CREATED);
        assertThat(core.registered.getFirst().getLifetimeSeconds()).isEqualTo(86_400);
        assertThat(core.registered.getFirst().getLwm2MVersion()).isEqualTo("1.0");
    }

    @Test
    void onlyADefiniteNoIsForbidden() {
        core.onRegister = request -> RegisterDeviceResponse.newBuilder()
                .setRefused(RegistrationRefused.getDefaultInstance()).build();
        assertThat(register().getCode()).isEqualTo(ResponseCode.FORBIDDEN);

        core.onRegister = request -> RegisterDeviceResponse.newBuilder()
                .setUnavailable(RegistrationUnavailable.getDefaultInstance()).build();
        assertLater(register(), "Internal error #8");

        core.onRegister = request -> {
            throw io.grpc.Status.INTERNAL.asRuntimeException();
        };
        assertLater(register(), "Internal error #10");

        core.goAway();
        assertLater(register(), "Internal error #1");
    }

    @Test
    void aRegistrationIsUpdatedAndEnded() {
        try (TestDevice device = stack.claimedDevice()) {
            assertThat(device.send(device.post(LOCATION, "lt=60")).answered().getCode())
                    .isEqualTo(ResponseCode.CHANGED);
            assertThat(core.updated).singleElement().satisfies(asked -> {
                assertThat(asked.getAccountId()).isEqualTo(ScriptedCore.ACCOUNT);
                assertThat(asked.getDeviceId()).isEqualTo(ScriptedCore.DEVICE);
                assertThat(asked.getLifetimeSeconds()).isEqualTo(60);
            });
            assertThat(device.send(device.request(Code.DELETE, LOCATION)).answered().getCode())
                    .isEqualTo(ResponseCode.DELETED);
            core.deregisters = false;
            assertThat(device.send(device.request(Code.DELETE, LOCATION)).answered().getCode())
                    .isEqualTo(ResponseCode.NOT_FOUND);
        }
    }

    @Test
    void anUpdateThatIsDefinitelyNotOursIsNotFoundAndOneInDoubtComesLater() {
        try (TestDevice device = stack.claimedDevice()) {
            core.onUpdate = request -> UpdateRegistrationResponse.newBuilder()
                    .setRefused(RegistrationRefused.getDefaultInstance()).build();
            assertThat(device.send(device.post(LOCATION)).answered().getCode()).isEqualTo(ResponseCode.NOT_FOUND);

            core.onUpdate = request -> UpdateRegistrationResponse.newBuilder()
                    .setUnavailable(RegistrationUnavailable.getDefaultInstance()).build();
            assertLater(device.send(device.post(LOCATION)).answered(), "Internal error #8");
        }
    }

    @Test
    void thePlaceOfAnotherDeviceIsNotFoundAndTheCoreIsNotAsked() {
        String other = ScriptedCore.DEVICE.replace('d', 'e');
        try (TestDevice device = stack.claimedDevice()) {
            for (String path : new String[]{"/rd/" + ScriptedCore.ACCOUNT + "/" + other,
                    "/rd/" + other + "/" + ScriptedCore.DEVICE,
                    "/rd/" + ScriptedCore.DEVICE, LOCATION + "/x",
                    "/rd/" + ScriptedCore.ACCOUNT + "/x/" + ScriptedCore.DEVICE}) {
                assertThat(device.send(device.post(path)).answered().getCode()).as(path)
                        .isEqualTo(ResponseCode.NOT_FOUND);
                assertThat(device.send(device.request(Code.DELETE, path)).answered().getCode()).as(path)
                        .isEqualTo(ResponseCode.NOT_FOUND);
            }
        }
        assertThat(core.updated).isEmpty();
        assertThat(core.deregistered).isEmpty();
    }

    @Test
    void aDeviceThatShallBootstrapAgainIsToldSoAfterItsAnswer() {
        core.onUpdate = request -> UpdateRegistrationResponse.newBuilder()
                .setRegistered(ScriptedCore.registration(true)).build();
        try (TestDevice device = stack.claimedDevice()) {
            assertThat(device.send(device.post(LOCATION)).answered().getCode()).isEqualTo(ResponseCode.CHANGED);
            await().until(() -> device.lines().contains("POST /1/0/9"));
        }
    }

    @Test
    void brokenRequestsAreToldWhatIsWrong() {
        try (TestDevice device = stack.claimedDevice()) {
            assertMalformed(device, device.post("/rd", "lt=0"), "Query lt is not 1 to 31536000.");
            assertMalformed(device, device.post("/rd", "lt=31536001"), "Query lt is not 1 to 31536000.");
            assertMalformed(device, device.post("/rd", "lt=1h"), "Query lt is not 1 to 31536000.");
            assertMalformed(device, device.post("/rd", "ep=" + "x".repeat(65)),
                    "Query ep is longer than 64 characters.");
            Request json = device.post("/rd", "ep=meter-1");
            json.setPayload("{}");
            json.getOptions().setContentFormat(MediaTypeRegistry.APPLICATION_JSON);
            assertThat(device.send(json).answered().getCode()).isEqualTo(ResponseCode.UNSUPPORTED_CONTENT_FORMAT);
            assertThat(device.send(device.request(Code.GET, "/rd")).answered().getCode())
                    .isEqualTo(ResponseCode.METHOD_NOT_ALLOWED);
            assertThat(device.send(device.request(Code.PUT, LOCATION)).answered().getCode())
                    .isEqualTo(ResponseCode.METHOD_NOT_ALLOWED);
            assertThat(device.send(device.post("/bs", "ep=x")).answered().getCode()).isEqualTo(ResponseCode.NOT_FOUND);
        }
        assertThat(core.registered).isEmpty();
    }

    private Response register() {
        try (TestDevice device = stack.claimedDevice()) {
            return device.send(device.post("/rd", "ep=meter-1")).answered();
        }
    }

    private static void assertLater(Response answer, String text) {
        assertThat(answer.getCode()).isEqualTo(ResponseCode.SERVICE_UNAVAILABLE);
        assertThat(answer.getPayloadString()).isEqualTo(text);
        assertThat(answer.getOptions().hasMaxAge()).isTrue();
    }

    private static void assertMalformed(TestDevice device, Request request, String what) {
        Response answer = device.send(request).answered();
        assertThat(answer.getCode()).isEqualTo(ResponseCode.BAD_REQUEST);
        assertThat(answer.getPayloadString()).isEqualTo(what);
    }
}
