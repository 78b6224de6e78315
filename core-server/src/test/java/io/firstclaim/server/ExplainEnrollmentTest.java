package io.firstclaim.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.protobuf.ByteString;
import io.firstclaim.api.DeviceAnswers;
import io.firstclaim.proto.bootstrap.v1.BootstrapServiceGrpc;
import io.firstclaim.proto.claim.v1.EnrollmentCheck;
import io.firstclaim.proto.claim.v1.ExplainEnrollmentRequest;
import io.firstclaim.proto.claim.v1.ExplainEnrollmentResponse;
import io.firstclaim.proto.claim.v1.ListRefusalsRequest;
import io.firstclaim.proto.claim.v1.Refusal;
import io.firstclaim.proto.claim.v1.RefusalReason;
import io.firstclaim.proto.errors.v1.ErrorReason;
import io.firstclaim.proto.listing.v1.Condition;
import io.firstclaim.server.TestFactory.TestDevice;
import io.grpc.Status.Code;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Denials and explanations over gRPC: one device, told of in the same words by both.
class ExplainEnrollmentTest {
    @RegisterExtension
    static final SharedCore CORE = new SharedCore();
    private final Claims edge = new Claims(BootstrapServiceGrpc.newBlockingStub(CORE.edge()));

    private final TestAccount acme = CORE.account("Acme");
    private final TestFactory maker = TestFactory.named("Maker CA");
    private final TestDevice meter = maker.make("meter");

    @Test
    void aDenialAndItsExplanationHaveTheTextAndTheActionOfTheRegistry() {
        acme.enroll(meter);
        edge.claim(meter);
        var answer = DeviceAnswers.of(RefusalReason.REFUSAL_REASON_TRUSTED_CERTIFICATE_NOT_IN_ACCOUNT);

        await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> assertThat(refusals("meter")).singleElement()
                .returns(answer.getText(), Refusal::getMessage).returns(answer.getAction(), Refusal::getAction)
                .returns(acme.id(), Refusal::getAccountId).returns("", Refusal::getTrustedCertificateId));
        assertThat(refusals("another")).isEmpty();
        assertThat(explain(byIdentity(meter))).returns(answer.getText(), ExplainEnrollmentResponse::getMessage)
                .returns(answer.getAction(), ExplainEnrollmentResponse::getAction)
                .returns(RefusalReason.REFUSAL_REASON_TRUSTED_CERTIFICATE_NOT_IN_ACCOUNT,
                        ExplainEnrollmentResponse::getReason)
                .returns("trusted_certificate_in_account", ExplainEnrollmentResponse::getFailedCheck)
                .returns(meter.enrollmentIdentity(), ExplainEnrollmentResponse::getEnrollmentIdentity);
    }

    @Test
    void aDeviceThatIsLetInHasNothingToShow() {
        acme.trust(maker);
        acme.enroll(meter);
        var told = explain(ExplainEnrollmentRequest.newBuilder()
                .setCertificate(meter.der()));

        assertThat(told.getChecksList()).allMatch(EnrollmentCheck::getPassed);
        assertThat(told.getFailedCheck() + told.getMessage() + told.getAction()).isEmpty();
        assertThat(told.getReason()).isEqualTo(RefusalReason.REFUSAL_REASON_UNSPECIFIED);
    }

    @Test
    void everyWayToNameADeviceIsCheckedAtTheBorder() {
        for (var broken : new ExplainEnrollmentRequest.Builder[]{ExplainEnrollmentRequest.newBuilder(),
                ExplainEnrollmentRequest.newBuilder().setEnrollmentIdentity("A-1"),
                ExplainEnrollmentRequest.newBuilder().setEndpointName(""),
                ExplainEnrollmentRequest.newBuilder().setDeviceId("1"),
                ExplainEnrollmentRequest.newBuilder().setCertificate(ByteString.copyFromUtf8("x"))}) {
            Failures.of(() -> explain(broken)).is(Code.INVALID_ARGUMENT, ErrorReason.ERROR_REASON_VALIDATION_ERROR);
        }
        Failures.of(() -> explain(ExplainEnrollmentRequest.newBuilder().setDeviceId("0".repeat(31) + "1")))
                .is(Code.NOT_FOUND, ErrorReason.ERROR_REASON_NOT_FOUND);
        assertThat(explain(ExplainEnrollmentRequest.newBuilder().setEndpointName("nothing")))
                .returns("endpoint_name_known", ExplainEnrollmentResponse::getFailedCheck)
                .returns("", ExplainEnrollmentResponse::getEnrollmentIdentity);
    }

    private List<Refusal> refusals(String endpointName) {
        return acme.history().listRefusals(ListRefusalsRequest.newBuilder()
                .addConditions(Condition.newBuilder().setField("endpoint_name").addValues(endpointName))
                .setDescending(true).build()).getRefusalsList();
    }

    private ExplainEnrollmentResponse explain(ExplainEnrollmentRequest.Builder request) {
        return acme.history().explainEnrollment(request.build());
    }

    private static ExplainEnrollmentRequest.Builder byIdentity(TestDevice device) {
        return ExplainEnrollmentRequest.newBuilder().setEnrollmentIdentity(device.enrollmentIdentity());
    }
}
