package io.firstclaim.web.claim;

import io.firstclaim.proto.claim.v1.ClaimHistoryServiceGrpc;
import io.firstclaim.proto.claim.v1.ExplainEnrollmentRequest;
import io.firstclaim.web.http.Answer;
import io.firstclaim.web.http.Call;
import io.firstclaim.web.http.Endpoint;
import io.firstclaim.web.http.ErrorType;
import io.firstclaim.web.http.HttpError;
import io.firstclaim.web.http.Parameters;
import io.firstclaim.web.http.Resource;
import java.util.ArrayList;
import java.util.List;

/// `/v3/device-enrollment-explanations`: what would become of a device if it came now.
public final class ExplanationResource implements Resource {
    private static final String IDENTITY = "enrollment_identity__eq";
    private static final String NAME = "endpoint_name__eq";
    private static final String DEVICE = "device_id__eq";

    @Override
    public List<Endpoint> endpoints() {
        return List.of(Endpoint.of("GET", "/device-enrollment-explanations", ExplanationResource::explain));
    }

    private static Answer explain(Call call) {
        var core = ClaimHistoryServiceGrpc.newBlockingStub(call.core());
        return Answer.ok(ExplanationBody.of(core.explainEnrollment(subject(call.query()))));
    }

    private static ExplainEnrollmentRequest subject(Parameters query) {
        List<ExplainEnrollmentRequest.Builder> subjects = new ArrayList<>();
        query.get(IDENTITY).ifPresent(
                identity -> subjects.add(ExplainEnrollmentRequest.newBuilder().setEnrollmentIdentity(identity)));
        query.get(NAME).ifPresent(name -> subjects.add(ExplainEnrollmentRequest.newBuilder().setEndpointName(name)));
        query.get(DEVICE).ifPresent(id -> subjects.add(ExplainEnrollmentRequest.newBuilder().setDeviceId(id)));
        if (subjects.size() != 1) {
            throw HttpError.of(ErrorType.VALIDATION_ERROR, "The query names " + subjects.size()
                    + " devices: exactly one of " + IDENTITY + ", " + NAME + " and " + DEVICE + " is expected.");
        }
        return subjects.getFirst().build();
    }
}
