package io.firstclaim.web.credential;

import io.firstclaim.proto.account.v1.AccountServiceGrpc;
import io.firstclaim.proto.account.v1.GetApiKeyRequest;
import io.firstclaim.web.http.Answer;
import io.firstclaim.web.http.Call;
import io.firstclaim.web.http.Endpoint;
import io.firstclaim.web.http.ErrorType;
import io.firstclaim.web.http.HttpError;
import io.firstclaim.web.http.Resource;
import java.util.List;

/// `/v3/developer-certificates`: there are none. Developer credentials can't be used with first-to-claim.
public final class DeveloperCertificateResource implements Resource {
    private static final String ALL = "/developer-certificates";

    @Override
    public List<Endpoint> endpoints() {
        return List.of(Endpoint.of("POST", ALL, DeveloperCertificateResource::create),
                Endpoint.of("GET", ALL + "/{id}", DeveloperCertificateResource::get));
    }

    private static Answer create(Call call) {
        requireKnownCaller(call);
        throw HttpError.of(ErrorType.ACCESS_DENIED,
                "Developer credentials can't be used with first-to-claim: devices need production credentials.");
    }

    private static Answer get(Call call) {
        requireKnownCaller(call);
        throw HttpError.of(ErrorType.NOT_FOUND, "There are no developer certificates.");
    }

    /// Whoever is not known is told that first, as everywhere.
    private static void requireKnownCaller(Call call) {
        var _ = AccountServiceGrpc.newBlockingStub(call.core()).getApiKey(GetApiKeyRequest.getDefaultInstance());
    }
}
