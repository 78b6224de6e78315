package io.firstclaim.server.credential;

import static io.firstclaim.server.call.Answers.answer;
import static io.firstclaim.server.call.CallContext.caller;

import io.firstclaim.core.credential.CreateJoinToken;
import io.firstclaim.core.credential.JoinEdge;
import io.firstclaim.core.credential.JoinToken;
import io.firstclaim.proto.credential.v1.CreateJoinTokenRequest;
import io.firstclaim.proto.credential.v1.CreateJoinTokenResponse;
import io.firstclaim.proto.credential.v1.EdgeIdentityServiceGrpc.EdgeIdentityServiceImplBase;
import io.firstclaim.proto.credential.v1.JoinEdgeRequest;
import io.firstclaim.proto.credential.v1.JoinEdgeResponse;
import io.firstclaim.server.call.Answers;
import io.firstclaim.server.call.CallContext;
import io.grpc.stub.StreamObserver;
import java.time.Duration;

/// `firstclaim.credential.v1.EdgeIdentityService`.
public final class EdgeIdentityService extends EdgeIdentityServiceImplBase {
    private final CreateJoinToken createJoinToken;
    private final JoinEdge joinEdge;

    public EdgeIdentityService(CreateJoinToken createJoinToken, JoinEdge joinEdge) {
        this.createJoinToken = createJoinToken;
        this.joinEdge = joinEdge;
    }

    @Override
    public void createJoinToken(CreateJoinTokenRequest request, StreamObserver<CreateJoinTokenResponse> call) {
        answer(call, message(createJoinToken.create(caller(), lifetime(request.getLifetimeSeconds()),
                request.getUses() == 0 ? 1 : request.getUses())));
    }

    @Override
    public void joinEdge(JoinEdgeRequest request, StreamObserver<JoinEdgeResponse> call) {
        answer(call, JoinEdgeResponse.newBuilder()
                .addAllCertificateChain(Answers
                        .der(joinEdge.join(request.getToken(), request.getCertificationRequest().toByteArray(),
                                CallContext.origin())))
                .build());
    }

    private static Duration lifetime(int seconds) {
        return seconds == 0 ? CreateJoinToken.DEFAULT_LIFETIME : Duration.ofSeconds(seconds);
    }

    private static CreateJoinTokenResponse message(JoinToken token) {
        return CreateJoinTokenResponse.newBuilder().setToken(token.text())
                .setExpireTime(Answers.timestamp(token.expiresAt())).build();
    }
}
