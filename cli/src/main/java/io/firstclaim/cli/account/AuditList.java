package io.firstclaim.cli.account;

import io.firstclaim.cli.Console;
import io.firstclaim.cli.CoreOptions;
import io.firstclaim.cli.ListOptions;
import io.firstclaim.cli.ResourceOutput;
import io.firstclaim.proto.account.v1.AuditServiceGrpc;
import io.firstclaim.proto.account.v1.ListAuditEntriesRequest;
import io.firstclaim.proto.account.v1.ListAuditEntriesResponse;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// `audit list`.
@Command(name = "list", description = "Lists what administrators changed, oldest first: in the account, or, for the platform admin, everywhere. Fields for --filter: id, create_time, "
        + "action, api_key_id, resource_id, account_id, request_id.", footer = {"%nExamples:",
                "  firstclaim audit list --newest-first --limit 20",
                "  firstclaim audit list --filter action=API_KEY_CREATED,API_KEY_DELETED",
                "  firstclaim audit list --filter create_time>=2026-11-01T00:00:00Z --json"})
public final class AuditList implements Runnable {
    private static final List<String> COLUMNS = List.of("create_time", "action", "resource_id", "request_id",
            "source_address");

    private final Console console;

    @Mixin
    private final CoreOptions core = new CoreOptions();
    @Mixin
    private final ResourceOutput output = new ResourceOutput();
    @Mixin
    private final ListOptions wanted = new ListOptions();

    public AuditList(Console console) {
        this.console = console;
    }

    @Override
    public void run() {
        core.run(console, channel -> {
            var audit = AuditServiceGrpc.newBlockingStub(channel);
            output.list(console, "entries", COLUMNS, wanted, token -> {
                ListAuditEntriesResponse page = audit.listAuditEntries(ListAuditEntriesRequest.newBuilder()
                        .setPageSize(wanted.pageSize()).addAllConditions(wanted.conditions())
                        .setDescending(wanted.newestFirst()).setPageToken(token).build());
                return new ResourceOutput.Page<>(page.getEntriesList(), page.getNextPageToken());
            });
        });
    }
}
