package io.firstclaim.cli.account;

import io.firstclaim.cli.Console;
import io.firstclaim.cli.CoreOptions;
import io.firstclaim.cli.ListOptions;
import io.firstclaim.cli.ResourceOutput;
import io.firstclaim.proto.account.v1.AccountServiceGrpc;
import io.firstclaim.proto.account.v1.ListApiKeysRequest;
import io.firstclaim.proto.account.v1.ListApiKeysResponse;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// `key list`.
@Command(name = "list", description = "Lists the account's API keys, without their secret parts.", footer = {
        "%nExamples:", "  firstclaim key list", "  firstclaim key list --filter status=active --newest-first"})
public final class KeyList implements Runnable {
    private static final List<String> COLUMNS = List.of("id", "name", "role", "status", "create_time");

    private final Console console;

    @Mixin
    private final CoreOptions core = new CoreOptions();
    @Mixin
    private final ResourceOutput output = new ResourceOutput();
    @Mixin
    private final ListOptions wanted = new ListOptions();

    public KeyList(Console console) {
        this.console = console;
    }

    @Override
    public void run() {
        core.run(console, channel -> {
            var accounts = AccountServiceGrpc.newBlockingStub(channel);
            output.list(console, "api_keys", COLUMNS, wanted, token -> {
                ListApiKeysResponse page = accounts.listApiKeys(ListApiKeysRequest.newBuilder()
                        .setPageSize(wanted.pageSize()).addAllConditions(wanted.conditions())
                        .setDescending(wanted.newestFirst()).setPageToken(token).build());
                return new ResourceOutput.Page<>(page.getApiKeysList(), page.getNextPageToken());
            });
        });
    }
}
