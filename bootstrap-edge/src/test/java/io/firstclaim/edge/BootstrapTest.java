package io.firstclaim.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.protobuf.ByteString;
import io.firstclaim.api.CoreErrors;
import io.firstclaim.api.DeviceAnswers;
import io.firstclaim.proto.bootstrap.v1.ClaimDeviceRequest;
import io.firstclaim.proto.claim.v1.DeviceAnswer;
import io.firstclaim.proto.claim.v1.RefusalReason;
import io.firstclaim.proto.errors.v1.ErrorReason;
import io.grpc.Status;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.eclipse.californium.core.coap.CoAP.Code;
import org.eclipse.californium.core.coap.CoAP.ResponseCode;
import org.eclipse.californium.core.coap.Option;
import org.eclipse.californium.core.coap.Request;
import org.eclipse.californium.core.coap.Response;
import org.eclipse.californium.core.coap.option.OpaqueOptionDefinition;
import org.eclipse.californium.core.coap.option.StandardOptionRegistry;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class BootstrapTest {

    private final EdgeStack stack = EdgeStack.start();
    private final ScriptedCore core = stack.core;

    @AfterEach
    void stop() {
        stack.close();
    }

    @Test
    void aStandardClientIsWrittenByPlanS() {
        try (TestDevice device = stack.device("meter-1")) {
            device.discoverable(0);
            assertThat(ask(device, "ep=meter-1", "pct=112").getCode()).isEqualTo(ResponseCode.CHANGED);

            await().until(() -> core.confirmed.contains("intent-1"));
            assertThat(device.lines()).containsExactly("GET /", "DELETE /0", "DELETE /1", "PUT /0/1 11542",
                    "PUT /0/0/0 0",
                    "PUT /1/0 11542", "POST /bs");
            assertThat(device.got.get(4).payload().toStringUtf8())
                    .isEqualTo("coaps://localhost:" + stack.edge.bootstrapPort() + "?aid=" + ScriptedCore.ACCOUNT);
        }
    }

    @Test
    void aPelionClientIsWrittenByPlanP() {
        try (TestDevice device = stack.device("meter-1")) {
            Request request = device.post("/bs", "ep=meter-1");
            request.getOptions().setMaxAge(0);
            assertThat(device.send(request).answered().getCode()).isEqualTo(ResponseCode.CHANGED);

            await().until(() -> core.confirmed.contains("intent-1"));
            assertThat(device.lines()).containsExactly("DELETE /0", "PUT /0 11542", "PUT /1 11542", "POST /bs");
        }
    }

    @Test
    void aClientThatCannotDiscoverIsWrittenWithoutIt() {
        try (TestDevice device = stack.device("meter-1")) {
            ask(device, "ep=meter-1");

            await().until(() -> core.confirmed.contains("intent-1"));
            assertThat(device.lines()).containsExactly("GET /", "PUT /0/1 11542", "PUT /1/0 11542", "POST /bs");
        }
    }

    @Test
    void theCoreIsToldWhatTheDeviceProvedAndSaid() {
        String aid = ScriptedCore.ACCOUNT;
        try (TestDevice device = stack.device("meter-1")) {
            ask(device, "ep=Zähler 1", "aid=" + aid, "iep=x", "mccv=4.13.0");
        }
        assertThat(core.claims).singleElement().satisfies(claim -> {
            assertThat(claim.getEndpointName()).isEqualTo("Zähler 1");
            assertThat(claim.getAccountId()).isEqualTo(aid);
            assertThat(claim.getCertificateChainCount()).isOne();
            assertThat(claim.getRequestId()).isNotBlank();
        });
    }

    @ParameterizedTest
    @EnumSource(value = RefusalReason.class, mode = EnumSource.Mode.EXCLUDE, names = {"UNRECOGNIZED",
            "REFUSAL_REASON_UNSPECIFIED"})
    void everyRefusalIsShownWithItsTextAndCode(RefusalReason reason) {
        core.onClaim = request -> ScriptedCore.refuse(reason);
        DeviceAnswer expected = DeviceAnswers.of(reason);
        try (TestDevice device = stack.device("meter-1")) {
            Response answer = ask(device, "ep=meter-1");

            assertThat(answer.getCode().toString()).isEqualTo(expected.getCoapCode());
            assertThat(answer.getPayloadString()).isEqualTo(expected.getText());
            assertThat(answer.getOptions().hasMaxAge()).isEqualTo(expected.getCoapCode().equals("5.03"));
            assertThat(device.got).as("nothing is written to a refused device").isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource({"UNAVAILABLE, 1", "DEADLINE_EXCEEDED, 2", "RESOURCE_EXHAUSTED, 5", "INTERNAL, 10", "UNKNOWN, 10",
            "PERMISSION_DENIED, 10"})
    void aCoreThatFailsIsShownAsAnInternalError(Status.Code code, int number) {
        core.onClaim = request -> {
            throw code.toStatus().asRuntimeException();
        };
        try (TestDevice device = stack.device("meter-1")) {
            assertThat(ask(device, "ep=meter-1").getPayloadString())
                    .isEqualTo("Internal error #" + number);
        }
    }

    @Test
    void aDatabaseThatIsAwayIsShownAsSuch() {
        core.onClaim = request -> {
            throw CoreErrors.of(ErrorReason.ERROR_REASON_SYSTEM_UNAVAILABLE, null, "the database is away");
        };
        try (TestDevice device = stack.device("meter-1")) {
            assertThat(ask(device, "ep=meter-1").getPayloadString()).isEqualTo("Internal error #3");
        }
    }

    @Test
    void aCoreThatIsAwayIsShownAsInternalErrorAndNeverAsNotTrusted() {
        core.goAway();
        try (TestDevice device = stack.device("meter-1")) {
            Response answer = ask(device, "ep=meter-1");
            assertThat(answer.getCode()).isEqualTo(ResponseCode.SERVICE_UNAVAILABLE);
            assertThat(answer.getPayloadString()).isEqualTo("Internal error #1");
            assertThat(answer.getOptions().getMaxAge()).isEqualTo(30);
        }
        assertThat(stack.edge.isReady()).isTrue();
    }

    @Test
    void aCoreThatComesBackIsUsedAgainAndToldWhereTheEdgeIs() {
        core.goAway();
        core.announced.clear();
        core.comeBack();
        await().until(() -> !core.announced.isEmpty());
        try (TestDevice device = stack.device("meter-1")) {
            assertThat(ask(device, "ep=meter-1").getCode()).isEqualTo(ResponseCode.CHANGED);
        }
    }

    @Test
    void aCoreThatIsTooSlowIsShownAsSuchAndTheDeviceWaitsForIt() {
        CountDownLatch never = new CountDownLatch(1);
        core.onClaim = request -> {
            hold(never);
            return core.claim(request);
        };
        try (TestDevice device = stack.device("meter-1")) {
            Request request = device.post("/bs", "ep=meter-1");
            assertThat(device.send(request).answered().getPayloadString()).isEqualTo("Internal error #2");
            assertThat(request.isAcknowledged()).as("told to hold on by an acknowledgement").isTrue();
        } finally {
            never.countDown();
        }
        assertThat(core.claims).hasSize(1);
    }

    @Test
    void aKeyIsOfferedAgainOnlyWhenTheCoreHasDefinitelyNotCertifiedIt() {
        try (TestDevice device = stack.device("meter-1")) {
            core.onClaim = request -> ScriptedCore.refuse(RefusalReason.REFUSAL_REASON_ENROLLMENT_NOT_REGISTERED);
            ask(device, "ep=meter-1");
            core.onClaim = request -> ScriptedCore.refuse(RefusalReason.REFUSAL_REASON_SIGNING);
            ask(device, "ep=meter-1");
            core.onClaim = request -> {
                throw Status.DEADLINE_EXCEEDED.asRuntimeException();
            };
            ask(device, "ep=meter-1");
            ask(device, "ep=meter-1");
        }
        List<ByteString> keys = core.claims.stream().map(ClaimDeviceRequest::getPublicKey).toList();
        assertThat(keys.get(1)).isEqualTo(keys.get(0));
        assertThat(keys.subList(1, 4)).doesNotHaveDuplicates();
    }

    @Test
    void aRequestThatArrivesTwiceIsOneBootstrap() {
        try (TestDevice device = stack.device("meter-1")) {
            Request request = device.post("/bs", "ep=meter-1");
            device.send(request).answered();
            Request copy = device.post("/bs", "ep=meter-1");
            copy.setMID(request.getMID());
            copy.setToken(request.getToken());

            assertThat(code(device, copy)).isEqualTo(ResponseCode.CHANGED);
            await().until(() -> !core.confirmed.isEmpty());
        }
        assertThat(core.claims).hasSize(1);
    }

    @Test
    void aMalformedRequestIsToldWhatIsWrong() {
        try (TestDevice device = stack.device("meter-1")) {
            Response answer = ask(device, "pct=112");
            assertThat(answer.getCode()).isEqualTo(ResponseCode.BAD_REQUEST);
            assertThat(answer.getPayloadString()).isEqualTo("Query ep is missing.");
        }
        assertThat(core.claims).isEmpty();
    }

    @Test
    void aNameThatIsNotUtf8IsMalformed() {
        try (TestDevice device = stack.device("meter-1")) {
            Request request = device.post("/bs");
            request.getOptions()
                    .addOption(new Option(StandardOptionRegistry.URI_QUERY, new byte[]{'e', 'p', '=', (byte) 0xff}));
            assertThat(device.send(request).answered().getPayloadString()).isEqualTo("Query ep is not UTF-8.");
        }
    }

    @Test
    void whatTheCoreFindsMalformedIsMalformed() {
        core.onClaim = request -> {
            throw CoreErrors.of(ErrorReason.ERROR_REASON_VALIDATION_ERROR, "endpoint_name", "Not an endpoint name.");
        };
        try (TestDevice device = stack.device("meter-1")) {
            Response answer = ask(device, "ep=meter-1");
            assertThat(answer.getCode()).isEqualTo(ResponseCode.BAD_REQUEST);
            assertThat(answer.getPayloadString()).isEqualTo("Not an endpoint name.");
        }
    }

    @Test
    void everythingElseGetsTheCodeThatCoapAsksFor() {
        try (TestDevice device = stack.device("meter-1")) {
            assertThat(code(device, device.request(Code.GET, "/bspack"))).isEqualTo(ResponseCode.NOT_FOUND);
            assertThat(code(device, device.request(Code.GET, "/.well-known/core"))).isEqualTo(ResponseCode.NOT_FOUND);
            assertThat(code(device, device.request(Code.GET, "/"))).isEqualTo(ResponseCode.NOT_FOUND);
            assertThat(code(device, device.post("/bs/x"))).isEqualTo(ResponseCode.NOT_FOUND);
            assertThat(code(device, device.post("/rd", "ep=meter-1"))).isEqualTo(ResponseCode.NOT_FOUND);
            assertThat(code(device, device.request(Code.GET, "/bs"))).isEqualTo(ResponseCode.METHOD_NOT_ALLOWED);
            assertThat(code(device, device.request(Code.PUT, "/bs"))).isEqualTo(ResponseCode.METHOD_NOT_ALLOWED);
        }
    }

    @Test
    void aWriteThatIsNotTakenEndsTheConversationUnconfirmed() {
        try (TestDevice device = stack.device("meter-1")) {
            device.discoverable(0);
            var willing = device.answers;
            device.answers = got -> got.path().equals("0/1")
                    ? new Response(ResponseCode.BAD_REQUEST)
                    : willing.apply(got);
            ask(device, "ep=meter-1");

            await().until(() -> device.lines().contains("PUT /0/1 11542"));
            assertThat(stack.edge.isReady()).isTrue();
            assertThat(device.isFinished()).isFalse();
            assertThat(core.confirmed).isEmpty();
        }
    }

    @Test
    void aSecondBootstrapOfTheSameDeviceCancelsTheFirstWhichIsToldSo() {
        CountDownLatch first = new CountDownLatch(1);
        core.onClaim = request -> {
            if (core.claims.size() == 1) {
                hold(first);
            }
            return core.claim(request);
        };
        try (TestDevice device = stack.device("meter-1")) {
            device.discoverable(0);
            Request old = device.post("/bs", "ep=meter-1");
            device.sendOnly(old);
            await().until(() -> core.claims.size() == 1);
            Request young = device.post("/bs", "ep=meter-1");
            device.sendOnly(young);
            await().during(Duration.ofMillis(200)).until(() -> core.claims.size() == 1);
            first.countDown();

            assertThat(device.responseTo(old).getPayloadString()).isEqualTo("Internal error #6");
            assertThat(device.responseTo(young).getCode()).isEqualTo(ResponseCode.CHANGED);
            await().until(() -> core.confirmed.contains("intent-2"));
            assertThat(core.confirmed).containsExactly("intent-2");
            assertThat(core.claims.get(0).getRequestId()).isNotEqualTo(core.claims.get(1).getRequestId());
        }
    }

    @Test
    void aSecondBootstrapStopsTheWritesOfTheFirst() {
        AtomicBoolean answering = new AtomicBoolean();
        try (TestDevice device = stack.device("meter-1")) {
            device.discoverable(0);
            var willing = device.answers;
            device.answers = got -> got.code() != Code.DELETE || answering.get() ? willing.apply(got) : null;
            ask(device, "ep=meter-1");
            await().until(() -> device.lines().contains("DELETE /0"));

            answering.set(true);
            ask(device, "ep=meter-1");
            await().until(() -> core.confirmed.contains("intent-2"));
            assertThat(device.lines()).filteredOn("POST /bs"::equals).hasSize(1);
        }
        assertThat(core.confirmed).containsExactly("intent-2");
    }

    @Test
    void moreBootstrapsThanTheEdgeCanServeAreToldToComeLater() {
        CountDownLatch busy = new CountDownLatch(1);
        try (EdgeStack small = EdgeStack.start(config -> config.withLimits(new EdgeConfig.Limits(10, 1, 1, 10)));
                TestDevice first = small.device("meter-1");
                TestDevice second = small.device("meter-2")) {
            small.core.onClaim = request -> {
                hold(busy);
                return small.core.claim(request);
            };
            first.sendOnly(first.post("/bs", "ep=meter-1"));
            await().until(() -> small.core.claims.size() == 1);

            Response answer = ask(second, "ep=meter-2");
            assertThat(answer.getCode()).isEqualTo(ResponseCode.SERVICE_UNAVAILABLE);
            assertThat(answer.getPayloadString()).isEqualTo("Internal error #5");
            assertThat(answer.getOptions().getMaxAge()).isEqualTo(60);
            busy.countDown();
        }
    }

    @Test
    void aCriticalOptionThatNobodyKnowsIsABadOption() {
        try (TestDevice device = stack.device("meter-1")) {
            Request request = device.request(Code.GET, "/bspack");
            request.getOptions().addOption(new Option(new OpaqueOptionDefinition(65_001, "Unknown"), new byte[]{1}));
            assertThat(code(device, request)).isEqualTo(ResponseCode.BAD_OPTION);
        }
    }

    @Test
    void aLargeWriteComesInBlocksOf512UnderOneToken() {
        try (TestDevice device = stack.device("meter-1")) {
            device.discoverable(0);
            ask(device, "ep=meter-1");
            await().until(() -> core.confirmed.contains("intent-1"));

            List<Request> blocks = device.datagrams.stream()
                    .filter(block -> block.getOptions().getUriPathString().equals("0/1")).toList();
            assertThat(blocks).hasSizeGreaterThan(1).allSatisfy(block -> {
                assertThat(block.getPayloadSize()).isLessThanOrEqualTo(512);
                assertThat(block.getOptions().getBlock1().getSize()).isEqualTo(512);
                assertThat(block.getToken()).isEqualTo(blocks.getFirst().getToken());
            });
        }
    }

    private static void hold(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static Response ask(TestDevice device, String... queries) {
        return device.send(device.post("/bs", queries)).answered();
    }

    private static ResponseCode code(TestDevice device, Request request) {
        return device.send(request).answered().getCode();
    }
}
