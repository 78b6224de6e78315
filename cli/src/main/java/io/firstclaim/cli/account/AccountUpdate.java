package io.firstclaim.cli.account;

import com.google.protobuf.FieldMask;
import io.firstclaim.cli.CommandFailed;
import io.firstclaim.cli.Console;
import io.firstclaim.cli.CoreOptions;
import io.firstclaim.cli.ExitCode;
import io.firstclaim.cli.ResourceOutput;
import io.firstclaim.proto.account.v1.Account;
import io.firstclaim.proto.account.v1.AccountServiceGrpc;
import io.firstclaim.proto.account.v1.AccountStatus;
import io.firstclaim.proto.account.v1.UpdateAccountRequest;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `account update`.
@Command(name = "update", description = "Changes name, limits or suspension of an account (platform admin).", footer = {
        "%nExamples:", "  firstclaim account update 0198…c1 --quota 1000",
        "  firstclaim account update 0198…c1 --suspend"})
public final class AccountUpdate implements Runnable {
    private final Console console;

    @Mixin
    private final CoreOptions core = new CoreOptions();
    @Mixin
    private final ResourceOutput output = new ResourceOutput();

    @Parameters(paramLabel = "ID", description = "The account, 32 hex characters.")
    private String id = "";

    @Option(names = "--name", paramLabel = "NAME", description = "The new name.")
    private @Nullable String name;

    @Option(names = "--quota", paramLabel = "N", description = "How many devices it may own. Less than it owns takes nothing away and lets nothing in.")
    private @Nullable Integer quota;

    @Option(names = "--certificate-limit", paramLabel = "N", description = "How many trusted certificates it may have.")
    private @Nullable Integer certificateLimit;

    @ArgGroup(exclusive = true, multiplicity = "0..1")
    private @Nullable Suspension suspension;

    /// At most one of the two.
    private static final class Suspension {
        @Option(names = "--suspend", description = "Its devices neither bootstrap nor register from now on, and its keys only read.")
        private boolean suspend;

        @Option(names = "--resume", description = "Lift the suspension.")
        private boolean resume;

        AccountStatus status() {
            return suspend && !resume ? AccountStatus.ACCOUNT_STATUS_SUSPENDED : AccountStatus.ACCOUNT_STATUS_ACTIVE;
        }
    }

    public AccountUpdate(Console console) {
        this.console = console;
    }

    @Override
    public void run() {
        UpdateAccountRequest request = request();
        output.one(console, core.ask(console,
                channel -> AccountServiceGrpc.newBlockingStub(channel).updateAccount(request).getAccount()));
    }

    private UpdateAccountRequest request() {
        Account.Builder account = Account.newBuilder().setId(id);
        FieldMask.Builder mask = FieldMask.newBuilder();
        if (name != null) {
            account.setDisplayName(name);
            mask.addPaths("display_name");
        }
        if (quota != null) {
            account.setDeviceQuota(quota);
            mask.addPaths("device_quota");
        }
        if (certificateLimit != null) {
            account.setTrustedCertificateLimit(certificateLimit);
            mask.addPaths("trusted_certificate_limit");
        }
        if (suspension != null) {
            account.setStatus(suspension.status());
            mask.addPaths("status");
        }
        if (mask.getPathsCount() == 0) {
            throw new CommandFailed(ExitCode.USAGE,
                    "nothing to change: give --name, --quota, --certificate-limit, --suspend or --resume");
        }
        return UpdateAccountRequest.newBuilder().setAccount(account).setUpdateMask(mask).build();
    }
}
