package io.firstclaim.server.credential;

import static io.firstclaim.server.call.Answers.answer;
import static io.firstclaim.server.call.CallContext.caller;

import io.firstclaim.core.ResourceId;
import io.firstclaim.core.credential.ReadServerCredentials;
import io.firstclaim.core.credential.ServerUris;
import io.firstclaim.proto.credential.v1.GetServerCredentialsRequest;
import io.firstclaim.proto.credential.v1.GetServerCredentialsResponse;
import io.firstclaim.proto.credential.v1.ServerCredentials;
import io.firstclaim.proto.credential.v1.ServerCredentialsServiceGrpc.ServerCredentialsServiceImplBase;
import io.grpc.stub.StreamObserver;
import java.security.cert.X509Certificate;

/// `firstclaim.credential.v1.ServerCredentialsService`.
public final class ServerCredentialsService extends ServerCredentialsServiceImplBase {
    private final ReadServerCredentials read;
    private final String serverCaPem;

    /// @param serverCa
    ///            the CA by which devices know the servers
    public ServerCredentialsService(ReadServerCredentials read, X509Certificate serverCa) {
        this.read = read;
        this.serverCaPem = Pem.of(serverCa);
    }

    @Override
    public void getServerCredentials(GetServerCredentialsRequest request,
            StreamObserver<GetServerCredentialsResponse> call) {
        answer(call, credentials(caller().requireReader(), read.read(caller())));
    }

    private GetServerCredentialsResponse credentials(ResourceId accountId, ServerUris uris) {
        return GetServerCredentialsResponse.newBuilder().setBootstrap(server(uris.bootstrapOf(accountId)))
                .setLwm2M(server(uris.lwm2mOf(accountId))).build();
    }

    private ServerCredentials server(String uri) {
        return ServerCredentials.newBuilder().setServerUri(uri).setServerCertificate(serverCaPem).build();
    }
}
