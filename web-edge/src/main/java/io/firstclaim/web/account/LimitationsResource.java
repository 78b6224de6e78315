package io.firstclaim.web.account;

import io.firstclaim.proto.account.v1.AccountServiceGrpc;
import io.firstclaim.proto.account.v1.GetAccountRequest;
import io.firstclaim.web.http.Answer;
import io.firstclaim.web.http.Call;
import io.firstclaim.web.http.Endpoint;
import io.firstclaim.web.http.Resource;
import java.util.List;

/// `/v3/limitations`: how full the account is.
public final class LimitationsResource implements Resource {

    @Override
    public List<Endpoint> endpoints() {
        return List.of(Endpoint.of("GET", "/limitations", LimitationsResource::get));
    }

    private static Answer get(Call call) {
        return Answer.ok(LimitationsBody.of(AccountServiceGrpc.newBlockingStub(call.core())
                .getAccount(GetAccountRequest.getDefaultInstance()).getAccount()));
    }
}
