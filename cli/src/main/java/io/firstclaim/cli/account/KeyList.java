package io.firstclaim.cli.account;

import io.firstclaim.cli.Console;
import io.firstclaim.cli.CoreOptions;
import io.firstclaim.cli.ResourceOutput;
import io.firstclaim.proto.account.v1.AccountServiceGrpc;
import io.firstclaim.proto.account.v1.ListApiKeysRequest;
import io.firstclaim.proto.account.v1.ListApiKeysResponse;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// `account key list`.
@Command(name = "list", description = "Lists the account's API keys, without their secret parts.", footer = {
        "%nExample:", "  firstclaim account key list"})
public final class KeyList implements Runnable {
    private static final List<String> COLUMNS = List.of("id", "name", "role", "create_time");

    private final Console console;

    @Mixin
    private final CoreOptions core = new CoreOptions();
    @Mixin
    private final ResourceOutput output = new ResourceOutput();

    public KeyList(Console console) {
        this.console = console;
    }

    @Override
    public void run() {
        core.run(console, channel -> {
            var accounts = AccountServiceGrpc.newBlockingStub(channel);
            output.list(console, "api_keys", COLUMNS, token -> {
                ListApiKeysResponse page = accounts.listApiKeys(ListApiKeysRequest.newBuilder()
                        .setPageSize(ResourceOutput.PAGE_SIZE).setPageToken(token).build());
                return new ResourceOutput.Page<>(page.getApiKeysList(), page.getNextPageToken());
            });
        });
    }
}
