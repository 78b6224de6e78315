package io.firstclaim.cli.account;

import com.google.protobuf.FieldMask;
import io.firstclaim.cli.CommandFailed;
import io.firstclaim.cli.Console;
import io.firstclaim.cli.CoreOptions;
import io.firstclaim.cli.ExitCode;
import io.firstclaim.cli.ResourceOutput;
import io.firstclaim.proto.account.v1.AccountServiceGrpc;
import io.firstclaim.proto.account.v1.ApiKey;
import io.firstclaim.proto.account.v1.UpdateApiKeyRequest;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `key update`.
@Command(name = "update", description = "Changes name or role of an API key (account admin).", footer = {"%nExample:",
        "  firstclaim key update 0198…7e --name 'line 4' --role account-reader"})
public final class KeyUpdate implements Runnable {
    private final Console console;

    @Mixin
    private final CoreOptions core = new CoreOptions();
    @Mixin
    private final ResourceOutput output = new ResourceOutput();

    @Parameters(paramLabel = "ID", description = "The key's id, 32 hex characters.")
    private String id = "";

    @Option(names = "--name", paramLabel = "NAME", description = "The new name.")
    private @Nullable String name;

    @Option(names = "--role", paramLabel = "ROLE", description = "What it may do from now on: ${COMPLETION-CANDIDATES}.")
    private KeyCreate.@Nullable Role role;

    public KeyUpdate(Console console) {
        this.console = console;
    }

    @Override
    public void run() {
        ApiKey.Builder key = ApiKey.newBuilder().setId(id);
        FieldMask.Builder mask = FieldMask.newBuilder();
        if (name != null) {
            key.setName(name);
            mask.addPaths("name");
        }
        if (role != null) {
            key.setRole(role.contract());
            mask.addPaths("role");
        }
        if (mask.getPathsCount() == 0) {
            throw new CommandFailed(ExitCode.USAGE, "nothing to change: give --name or --role");
        }
        output.one(console, core.ask(console, channel -> AccountServiceGrpc.newBlockingStub(channel)
                .updateApiKey(UpdateApiKeyRequest.newBuilder().setApiKey(key).setUpdateMask(mask).build())
                .getApiKey()));
    }
}
