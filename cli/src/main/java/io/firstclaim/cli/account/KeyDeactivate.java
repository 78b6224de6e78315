package io.firstclaim.cli.account;

import io.firstclaim.cli.Console;
import io.firstclaim.cli.CoreOptions;
import io.firstclaim.cli.ResourceOutput;
import io.firstclaim.proto.account.v1.ApiKeyStatus;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// `key deactivate`.
@Command(name = "deactivate", description = "Has an API key refused within a second, until it is activated again (account admin).", footer = {
        "%nExample:",
        "  firstclaim key deactivate 0198…7e"})
public final class KeyDeactivate implements Runnable {
    private final Console console;

    @Mixin
    private final CoreOptions core = new CoreOptions();
    @Mixin
    private final ResourceOutput output = new ResourceOutput();

    @Parameters(paramLabel = "ID", description = "The key's id, 32 hex characters.")
    private String id = "";

    public KeyDeactivate(Console console) {
        this.console = console;
    }

    @Override
    public void run() {
        output.one(console, core.ask(console, KeyStatus.change(id, ApiKeyStatus.API_KEY_STATUS_INACTIVE)));
    }
}
