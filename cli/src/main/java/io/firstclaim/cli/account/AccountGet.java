package io.firstclaim.cli.account;

import io.firstclaim.cli.Console;
import io.firstclaim.cli.CoreOptions;
import io.firstclaim.cli.ResourceOutput;
import io.firstclaim.proto.account.v1.AccountServiceGrpc;
import io.firstclaim.proto.account.v1.GetAccountRequest;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// `account get`.
@Command(name = "get", description = "Shows an account: the key's own, or any to the platform admin.", footer = {
        "%nExample:", "  firstclaim account get"})
public final class AccountGet implements Runnable {
    private final Console console;

    @Mixin
    private final CoreOptions core = new CoreOptions();
    @Mixin
    private final ResourceOutput output = new ResourceOutput();

    @Parameters(paramLabel = "ID", arity = "0..1", defaultValue = "", description = "The account, 32 hex characters. Default: the one of the API key.")
    private String id = "";

    public AccountGet(Console console) {
        this.console = console;
    }

    @Override
    public void run() {
        output.one(console, core.ask(console, channel -> AccountServiceGrpc.newBlockingStub(channel)
                .getAccount(GetAccountRequest.newBuilder().setId(id).build()).getAccount()));
    }
}
