package io.firstclaim.cli.account;

import io.firstclaim.cli.Console;
import io.firstclaim.cli.CoreOptions;
import io.firstclaim.cli.ResourceOutput;
import io.firstclaim.proto.account.v1.AccountServiceGrpc;
import io.firstclaim.proto.account.v1.DeleteApiKeyRequest;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// `key delete`.
@Command(name = "delete", description = "Revokes an API key within a second (account admin).", footer = {"%nExample:",
        "  firstclaim key delete 0198…7e"})
public final class KeyDelete implements Runnable {
    private final Console console;

    @Mixin
    private final CoreOptions core = new CoreOptions();
    @Mixin
    private final ResourceOutput output = new ResourceOutput();

    @Parameters(paramLabel = "ID", description = "The key's id, 32 hex characters.")
    private String id = "";

    public KeyDelete(Console console) {
        this.console = console;
    }

    @Override
    public void run() {
        core.run(console, channel -> AccountServiceGrpc.newBlockingStub(channel)
                .deleteApiKey(DeleteApiKeyRequest.newBuilder().setId(id).build()));
        output.done(console, "revoked " + id);
    }
}
