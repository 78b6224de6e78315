package io.firstclaim.cli.account;

import io.firstclaim.cli.Console;
import io.firstclaim.cli.CoreOptions;
import io.firstclaim.cli.ListOptions;
import io.firstclaim.cli.ResourceOutput;
import io.firstclaim.proto.account.v1.AccountServiceGrpc;
import io.firstclaim.proto.account.v1.ListAccountsRequest;
import io.firstclaim.proto.account.v1.ListAccountsResponse;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// `account list`.
@Command(name = "list", description = "Lists the accounts in order of creation (platform admin).", footer = {
        "%nExample:", "  firstclaim account list --json"})
public final class AccountList implements Runnable {
    private static final List<String> COLUMNS = List.of("id", "display_name", "status", "device_count", "device_quota",
            "trusted_certificate_count");

    private final Console console;

    @Mixin
    private final CoreOptions core = new CoreOptions();
    @Mixin
    private final ResourceOutput output = new ResourceOutput();
    @Mixin
    private final ListOptions wanted = new ListOptions();

    public AccountList(Console console) {
        this.console = console;
    }

    @Override
    public void run() {
        core.run(console, channel -> {
            var accounts = AccountServiceGrpc.newBlockingStub(channel);
            output.list(console, "accounts", COLUMNS, wanted, token -> {
                ListAccountsResponse page = accounts.listAccounts(ListAccountsRequest.newBuilder()
                        .setPageSize(wanted.pageSize()).addAllConditions(wanted.conditions())
                        .setDescending(wanted.newestFirst()).setPageToken(token).build());
                return new ResourceOutput.Page<>(page.getAccountsList(), page.getNextPageToken());
            });
        });
    }
}
