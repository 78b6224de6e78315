package io.firstclaim.web.credential;

import io.firstclaim.api.CoreErrors;
import io.firstclaim.proto.credential.v1.GetServerCredentialsRequest;
import io.firstclaim.proto.credential.v1.GetServerCredentialsResponse;
import io.firstclaim.proto.credential.v1.ServerCredentials;
import io.firstclaim.proto.credential.v1.ServerCredentialsServiceGrpc;
import io.firstclaim.proto.errors.v1.ErrorReason;
import io.firstclaim.web.http.Answer;
import io.firstclaim.web.http.Call;
import io.firstclaim.web.http.CoreFailures;
import io.firstclaim.web.http.Endpoint;
import io.firstclaim.web.http.ErrorType;
import io.firstclaim.web.http.HttpError;
import io.firstclaim.web.http.Resource;
import io.firstclaim.web.http.Shown;
import io.grpc.StatusRuntimeException;
import java.util.List;

/// `/v3/server-credentials`: what a factory provisions devices with.
public final class ServerCredentialsResource implements Resource {
    private static final String BOTH = "/server-credentials";
    private static final String ONE = BOTH + "/{service}";

    @Override
    public List<Endpoint> endpoints() {
        return List.of(Endpoint.of("GET", BOTH, ServerCredentialsResource::both),
                Endpoint.of("GET", ONE, ServerCredentialsResource::one));
    }

    /// Both servers.
    private record Both(Server bootstrap, Server lwm2m) {}

    /// One of both.
    ///
    /// @param url with the account in its query, which the factory drops for a first-to-claim device
    /// @param certificate the CA by which devices know the server, PEM
    private record Server(String url, String certificate) {
        static Server of(ServerCredentials server) {
            return new Server(server.getServerUri(), server.getServerCertificate());
        }
    }

    private static Answer both(Call call) {
        GetServerCredentialsResponse known = read(call);
        return Answer.ok(new Both(Server.of(known.getBootstrap()), Server.of(known.getLwm2M())));
    }

    private static Answer one(Call call) {
        GetServerCredentialsResponse known = read(call);
        String service = call.path("service");
        return Answer.ok(ServerCredentialsBody.of(service, switch (service) {
            case "bootstrap" -> known.getBootstrap();
            case "lwm2m" -> known.getLwm2M();
            default -> throw HttpError.of(ErrorType.NOT_FOUND,
                    "There are no server credentials '" + Shown.shortened(service)
                            + "': bootstrap or lwm2m is expected.");
        }));
    }

    private static GetServerCredentialsResponse read(Call call) {
        try {
            return ServerCredentialsServiceGrpc.newBlockingStub(call.core())
                    .getServerCredentials(GetServerCredentialsRequest.getDefaultInstance());
        } catch (StatusRuntimeException failed) {
            if (CoreErrors.reasonOf(failed) == ErrorReason.ERROR_REASON_NOT_POSSIBLE_NOW) {
                throw CoreFailures.away("No bootstrap edge has announced itself yet. Try again later.");
            }
            throw failed;
        }
    }
}
