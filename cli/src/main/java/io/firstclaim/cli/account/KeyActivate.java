package io.firstclaim.cli.account;

import io.firstclaim.cli.Console;
import io.firstclaim.cli.CoreOptions;
import io.firstclaim.cli.ResourceOutput;
import io.firstclaim.proto.account.v1.ApiKeyStatus;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// `key activate`.
@Command(name = "activate", description = "Lets an API key work again (account admin).", footer = {"%nExample:",
        "  firstclaim key activate 0198…7e"})
public final class KeyActivate implements Runnable {
    private final Console console;

    @Mixin
    private final CoreOptions core = new CoreOptions();
    @Mixin
    private final ResourceOutput output = new ResourceOutput();

    @Parameters(paramLabel = "ID", description = "The key's id, 32 hex characters.")
    private String id = "";

    public KeyActivate(Console console) {
        this.console = console;
    }

    @Override
    public void run() {
        output.one(console, core.ask(console, KeyStatus.change(id, ApiKeyStatus.API_KEY_STATUS_ACTIVE)));
    }
}
