package io.firstclaim.cli.account;

import io.firstclaim.cli.Console;
import io.firstclaim.cli.CoreOptions;
import io.firstclaim.cli.ResourceOutput;
import io.firstclaim.cli.SecretFile;
import io.firstclaim.proto.account.v1.AccountServiceGrpc;
import io.firstclaim.proto.account.v1.CreateAccountRequest;
import io.firstclaim.proto.account.v1.CreateAccountResponse;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `account create`.
@Command(name = "create", description = "Makes an account and its first administrator's API key (platform admin).", footer = {
        "%nExamples:", "  firstclaim account create Acme", "  firstclaim account create Acme --quota 500 "
                + "--key-file acme.key"})
public final class AccountCreate implements Runnable {
    private final Console console;

    @Mixin
    private final CoreOptions core = new CoreOptions();
    @Mixin
    private final ResourceOutput output = new ResourceOutput();

    @Parameters(paramLabel = "NAME", description = "What to call it, 1 to 100 characters.")
    private String name = "";

    @Option(names = "--quota", paramLabel = "N", description = "How many devices it may own. Default: the server's.")
    private @Nullable Integer quota;

    @Option(names = "--certificate-limit", paramLabel = "N", description = "How many trusted certificates it may have. Default: the server's.")
    private @Nullable Integer certificateLimit;

    @Option(names = "--key-file", paramLabel = "FILE", description = "Write the API key to this new file, for its owner only, instead of showing it.")
    private @Nullable Path keyFile;

    public AccountCreate(Console console) {
        this.console = console;
    }

    @Override
    public void run() {
        CreateAccountRequest.Builder request = CreateAccountRequest.newBuilder().setDisplayName(name);
        if (quota != null) {
            request.setDeviceQuota(quota);
        }
        if (certificateLimit != null) {
            request.setTrustedCertificateLimit(certificateLimit);
        }
        try (SecretFile secret = SecretFile.reserve(keyFile)) {
            CreateAccountResponse made = core.ask(console,
                    channel -> AccountServiceGrpc.newBlockingStub(channel).createAccount(request.build()));
            if (secret.keep(made.getApiKey())) {
                output.one(console, made.getAccount());
            } else {
                output.withSecret(console, made, made.getAccount(), "api_key");
            }
        }
    }
}
