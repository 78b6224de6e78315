package io.firstclaim.it.stack;

import io.firstclaim.api.Caller;
import io.firstclaim.proto.account.v1.AccountServiceGrpc.AccountServiceBlockingStub;
import io.firstclaim.proto.account.v1.CreateAccountRequest;
import io.firstclaim.proto.account.v1.CreateAccountResponse;
import io.grpc.Channel;
import java.nio.file.Path;

/// A core and an edge that run, in this JVM or in others: what tenants, makers and meters need of them.
public interface Installation {
    /// Where devices bootstrap, without `aid`.
    String bootstrapUri();

    /// The file with the CA that devices are provisioned with.
    Path serverCaFile();

    /// The platform administrator.
    AccountServiceBlockingStub accounts();

    /// A channel to the core that is closed after the test.
    Channel channel(Caller caller);

    /// Closes something when the test ends.
    void atEnd(Runnable close);

    /// A new account with an administrator.
    default Tenant tenant(CreateAccountRequest.Builder wish) {
        CreateAccountResponse made = accounts().createAccount(wish.build());
        return new Tenant(this, made.getAccount().getId(), made.getApiKey());
    }
}
