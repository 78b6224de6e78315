package io.firstclaim.it;

import static io.firstclaim.it.stack.MeterAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import io.firstclaim.it.stack.EdgeCalls;
import io.firstclaim.it.stack.Identity;
import io.firstclaim.it.stack.Maker;
import io.firstclaim.it.stack.Meter;
import io.firstclaim.it.stack.RunningStack;
import io.firstclaim.it.stack.Stack;
import io.firstclaim.it.stack.Tenant;
import io.firstclaim.it.stack.WireClient;
import io.firstclaim.it.stack.WireClient.Manners;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.util.random.RandomGenerator;
import org.eclipse.californium.core.coap.CoAP.Code;
import org.eclipse.californium.core.coap.CoAP.ResponseCode;
import org.eclipse.californium.core.coap.Option;
import org.eclipse.californium.core.coap.Request;
import org.eclipse.californium.core.coap.Response;
import org.eclipse.californium.core.coap.option.OpaqueOptionDefinition;
import org.eclipse.californium.core.coap.option.StandardOptionRegistry;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What a stranger can send to the edge: an answer for everything, and the next device is served.
@ExtendWith(RunningStack.class)
class StrangerInputTest {
    private static final String NOT_ENROLLED = "Enrollment ID not registered.";

    private final Stack stack;
    private final Tenant acme;
    private final Maker maker;
    private final WireClient client;

    StrangerInputTest(Stack stack) throws IOException {
        this.stack = stack;
        acme = stack.tenant("Acme");
        maker = stack.maker("Meter maker");
        acme.trusts(maker);
        client = bootstrapClient();
    }

    @AfterEach
    void theNextDeviceIsServed() {
        Meter next = maker.makes("next");
        acme.enroll(next.enrollmentId());
        next.powerOn();
        assertThat(next).isRegisteredTo(acme);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "bspack", "est/sen", "bs/more", "rd", ".well-known/core", "nothing/of/that/kind"})
    void anUnknownPathIsNotFound(String path) throws Exception {
        assertAnswer(WireClient.request(Code.GET, path), ResponseCode.NOT_FOUND);
    }

    @ParameterizedTest
    @EnumSource(value = Code.class, names = {"GET", "PUT", "DELETE", "FETCH", "PATCH", "IPATCH"})
    void anotherMethodThanPostIsNotAllowed(Code method) throws Exception {
        assertAnswer(WireClient.request(method, "bs", "ep=meter-1"), ResponseCode.METHOD_NOT_ALLOWED);
    }

    @Test
    void anUnknownCriticalOptionIsABadOptionAndAnUnknownElectiveOneIsIgnored() throws Exception {
        assertAnswer(with(unknown(2051)), ResponseCode.BAD_OPTION);
        assertRefusal(with(unknown(2052)), ResponseCode.FORBIDDEN, NOT_ENROLLED);
    }

    @Test
    void aProxyIsNotOffered() throws Exception {
        Request request = bootstrap("meter-1");
        request.getOptions().setProxyUri("coap://localhost/bs");

        assertAnswer(request, ResponseCode.PROXY_NOT_SUPPORTED);
    }

    @Test
    void anUnknownContentFormatIsUnsupportedAtTheRegistration() throws Exception {
        WireClient registered = registrationClient();
        Request register = WireClient.request(Code.POST, "rd", "ep=meter-1");
        register.getOptions().setContentFormat(50);
        register.setPayload("{}");

        assertThat(registered.send(register).getCode()).isEqualTo(ResponseCode.UNSUPPORTED_CONTENT_FORMAT);
    }

    @ParameterizedTest
    @CsvSource({"Query ep is missing., ''", "Query ep is empty., ep=", "Query ep is given twice., ep=a;ep=b",
            "Query aid is not 32 hexadecimal digits., ep=a;aid=1",
            "Query aid is not 32 hexadecimal digits., ep=a;aid=zzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzz",
            "Query ep has control characters., ep=a\u0007b"})
    void aMalformedBootstrapRequestIsToldWhatIsWrong(String text, String queries) throws Exception {
        assertRefusal(WireClient.request(Code.POST, "bs", queries.isEmpty() ? new String[0] : queries.split(";")),
                ResponseCode.BAD_REQUEST, text);
    }

    @Test
    void anEndpointNameHas64CharactersAtMost() throws Exception {
        assertRefusal(bootstrap("x".repeat(64)), ResponseCode.FORBIDDEN, NOT_ENROLLED);
        assertRefusal(bootstrap("ä".repeat(64)), ResponseCode.FORBIDDEN, NOT_ENROLLED);
        assertRefusal(bootstrap("x".repeat(65)), ResponseCode.BAD_REQUEST, "Query ep is longer than 64 characters.");
    }

    @Test
    void aDeviceWithANameOf64CharactersIsClaimed() {
        Meter meter = maker.makes("ä".repeat(64));
        acme.enroll(meter.enrollmentId());

        meter.powerOn();

        assertThat(meter).isRegisteredTo(acme);
    }

    @Test
    void anEndpointNameIsUtf8() throws Exception {
        Request request = WireClient.request(Code.POST, "bs");
        request.getOptions().addOtherOption(new Option(StandardOptionRegistry.URI_QUERY,
                new byte[]{'e', 'p', '=', (byte) 0xc3, (byte) 0x28}));

        assertRefusal(request, ResponseCode.BAD_REQUEST, "Query ep is not UTF-8.");
    }

    @Test
    void unknownQueriesAreTolerated() throws Exception {
        assertRefusal(
                WireClient.request(Code.POST, "bs", "ep=meter-1", "pct=112", "mccv=9", "x", "=",
                        "y=" + "z".repeat(200)),
                ResponseCode.FORBIDDEN, NOT_ENROLLED);
    }

    @Test
    void anOversizedBodyIsTooLarge() throws Exception {
        Request request = WireClient.request(Code.POST, "rd", "ep=meter-1");
        request.getOptions().setContentFormat(40);
        request.setPayload("x".repeat(200_000));

        assertThat(registrationClient().send(request).getCode()).isEqualTo(ResponseCode.REQUEST_ENTITY_TOO_LARGE);
    }

    @ParameterizedTest
    @CsvSource({"lt=0", "lt=-1", "lt=x", "lt=99999999999999999999", "lt=31536001"})
    void aLifetimeOutOfBoundsIsABadRequest(String lifetime) throws Exception {
        Request request = WireClient.request(Code.POST, "rd", "ep=meter-1", lifetime);

        assertThat(registrationClient().send(request).getCode()).isEqualTo(ResponseCode.BAD_REQUEST);
    }

    @Test
    void aRegistrationUnderAnotherNameIsForbidden() throws Exception {
        assertThat(registrationClient().send(WireClient.request(Code.POST, "rd", "ep=somebody-else")).getCode())
                .isEqualTo(ResponseCode.FORBIDDEN);
    }

    @Test
    void anothersLocationIsNotFound() throws Exception {
        WireClient registered = registrationClient();
        String other = "0".repeat(32);

        for (Code method : new Code[]{Code.POST, Code.DELETE}) {
            for (String path : new String[]{"rd/" + acme.id() + "/" + other, "rd/" + other + "/" + other, "rd/x",
                    "rd/x/y/z"}) {
                assertThat(registered.send(WireClient.request(method, path)).getCode()).as(method + " " + path)
                        .isEqualTo(ResponseCode.NOT_FOUND);
            }
        }
    }

    @Test
    void datagramsOfNoiseAreNoAnswerAndNoHarm() throws Exception {
        RandomGenerator random = RandomGenerator.of("L64X128MixRandom");
        try (DatagramSocket socket = new DatagramSocket()) {
            for (int i = 0; i < 200; i++) {
                byte[] noise = new byte[1 + random.nextInt(1400)];
                random.nextBytes(noise);
                noise[0] = (byte) (20 + i % 6);
                for (int port : new int[]{stack.edge().bootstrapPort(), stack.edge().registrationPort()}) {
                    socket.send(new DatagramPacket(noise, noise.length, InetAddress.getLoopbackAddress(), port));
                }
            }
        }
    }

    private WireClient bootstrapClient() throws IOException {
        return WireClient.open(stack, stack.edge().bootstrapPort(), Identity.of(maker.makes("meter-1")),
                Manners.PELION);
    }

    /// A client with the credential of a device that was claimed.
    private WireClient registrationClient() throws Exception {
        Meter meter = maker.makes("meter-1");
        acme.enroll(meter.enrollmentId());
        return WireClient.open(stack, stack.edge().registrationPort(),
                new EdgeCalls(stack.edgeChannel()).credentialFor(meter), Manners.PELION);
    }

    private static Request bootstrap(String endpointName) {
        return WireClient.request(Code.POST, "bs", "ep=" + endpointName);
    }

    private static Option unknown(int number) {
        return new Option(new OpaqueOptionDefinition(number, "Unknown"), new byte[]{1});
    }

    private static Request with(Option option) {
        Request request = bootstrap("meter-1");
        request.getOptions().addOtherOption(option);
        return request;
    }

    private void assertAnswer(Request request, ResponseCode code) throws InterruptedException {
        assertThat(client.send(request).getCode()).isEqualTo(code);
    }

    private void assertRefusal(Request request, ResponseCode code, String text) throws InterruptedException {
        Response answer = client.send(request);
        assertThat(answer.getCode()).isEqualTo(code);
        assertThat(answer.getPayloadString()).isEqualTo(text);
    }
}
