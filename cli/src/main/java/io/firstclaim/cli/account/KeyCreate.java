package io.firstclaim.cli.account;

import io.firstclaim.cli.Console;
import io.firstclaim.cli.CoreOptions;
import io.firstclaim.cli.ResourceOutput;
import io.firstclaim.cli.SecretFile;
import io.firstclaim.proto.account.v1.AccountServiceGrpc;
import io.firstclaim.proto.account.v1.ApiKeyRole;
import io.firstclaim.proto.account.v1.CreateApiKeyRequest;
import io.firstclaim.proto.account.v1.CreateApiKeyResponse;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `key create`.
@Command(name = "create", description = "Makes an API key, shown once (account admin, or platform admin).", footer = {
        "%nExamples:", "  firstclaim key create 'line 3' --role account-reader",
        "  firstclaim key create backup --account 0198…c1 --key-file backup.key"})
public final class KeyCreate implements Runnable {
    private final Console console;

    @Mixin
    private final CoreOptions core = new CoreOptions();
    @Mixin
    private final ResourceOutput output = new ResourceOutput();

    @Parameters(paramLabel = "NAME", description = "What to call it, 1 to 100 characters.")
    private String name = "";

    @Option(names = "--role", paramLabel = "ROLE", defaultValue = "account-admin", description = "What it may do: ${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}.")
    private Role role = Role.ACCOUNT_ADMIN;

    @Option(names = "--account", paramLabel = "ID", defaultValue = "", description = "The account it is for. Default: the one of the API key in use.")
    private String account = "";

    @Option(names = "--key-file", paramLabel = "FILE", description = "Write the key to this new file, for its owner only, instead of showing it.")
    private @Nullable Path keyFile;

    /// The roles by the names that the command line takes.
    enum Role {
        ACCOUNT_ADMIN("account-admin", ApiKeyRole.API_KEY_ROLE_ACCOUNT_ADMIN), ACCOUNT_READER("account-reader",
                ApiKeyRole.API_KEY_ROLE_ACCOUNT_READER), PLATFORM_ADMIN("platform-admin",
                        ApiKeyRole.API_KEY_ROLE_PLATFORM_ADMIN);

        private final String word;
        private final ApiKeyRole contract;

        Role(String word, ApiKeyRole contract) {
            this.word = word;
            this.contract = contract;
        }

        ApiKeyRole contract() {
            return contract;
        }

        @Override
        public String toString() {
            return word;
        }
    }

    public KeyCreate(Console console) {
        this.console = console;
    }

    @Override
    public void run() {
        CreateApiKeyRequest request = CreateApiKeyRequest.newBuilder().setName(name).setAccountId(account)
                .setRole(role.contract()).build();
        try (SecretFile secret = SecretFile.reserve(keyFile)) {
            CreateApiKeyResponse made = core.ask(console,
                    channel -> AccountServiceGrpc.newBlockingStub(channel).createApiKey(request));
            if (secret.keep(made.getKeyText())) {
                output.one(console, made.getApiKey());
            } else {
                output.withSecret(console, made, made.getApiKey(), "key_text");
            }
        }
    }
}
