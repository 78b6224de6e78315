package io.firstclaim.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.firstclaim.api.Caller;
import io.firstclaim.api.CoreAddress;
import io.firstclaim.api.CoreChannel;
import io.firstclaim.cli.Console;
import io.firstclaim.cli.ExitCode;
import io.firstclaim.cli.Firstclaim;
import io.firstclaim.it.stack.Limits;
import io.firstclaim.persistence.TestPostgres;
import io.firstclaim.proto.account.v1.AccountServiceGrpc;
import io.firstclaim.proto.account.v1.CreateAccountRequest;
import io.firstclaim.proto.account.v1.GetAccountRequest;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `core --database` as a person types it, on a real PostgreSQL.
class CoreOnPostgresTest {
    private static final Pattern ADDRESS = Pattern.compile("core at (\\S+),");
    private static final Pattern KEY = Pattern.compile("platform key, shown this once: (\\S+)");

    private final String database = TestPostgres.newEmptyDatabase();
    @TempDir
    private Path folder = Path.of("");
    private Path passphrase = Path.of("");

    @BeforeEach
    void makeThePassphrase() throws IOException {
        passphrase = Files.writeString(folder.resolve("passphrase"), "correct horse battery staple\n");
    }

    /// A `core` in a thread of its own.
    private final class Core implements AutoCloseable {
        private final Path data;
        private final StringWriter out = new StringWriter();
        private final StringWriter err = new StringWriter();
        private final CompletableFuture<Integer> code = new CompletableFuture<>();
        private final Thread thread;

        Core(String name, Path passphrase) {
            data = folder.resolve(name);
            Console console = new Console(new PrintWriter(out), new PrintWriter(err), Map.of(), false);
            thread = Thread.ofPlatform().start(() -> code.complete(Firstclaim.run(console, "core", "--data",
                    data.toString(), "--core-port", "0", "--database", database, "--passphrase-file",
                    passphrase.toString())));
        }

        String found(Pattern pattern) {
            await().atMost(Limits.START).until(() -> out.toString().contains("\n") || code.isDone());
            assertThat(code).as(err.toString()).isNotDone();
            var matcher = pattern.matcher(out.toString());
            return matcher.find() ? matcher.group(1) : "";
        }

        CoreChannel channel(String key) throws IOException {
            return CoreChannel.open(CoreAddress.parse(found(ADDRESS)), authority(),
                    Caller.apiKey(key));
        }

        private X509Certificate authority() throws IOException {
            try (InputStream pem = Files.newInputStream(data.resolve("core-ca.pem"))) {
                return (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(pem);
            } catch (CertificateException broken) {
                throw new AssertionError(broken);
            }
        }

        String failure() {
            assertThat(code.orTimeout(Limits.START.toSeconds(), java.util.concurrent.TimeUnit.SECONDS).join())
                    .isNotZero();
            return err.toString();
        }

        @Override
        public void close() {
            thread.interrupt();
            code.orTimeout(Limits.START.toSeconds(), java.util.concurrent.TimeUnit.SECONDS).join();
        }
    }

    @Test
    void twoCoresThatStartTogetherOnAnEmptyDatabaseAreOneSystem() throws IOException {
        try (Core one = new Core("one", passphrase); Core two = new Core("two", passphrase)) {
            String key = one.found(KEY) + two.found(KEY);
            String account;
            try (CoreChannel channel = one.channel(key)) {
                account = AccountServiceGrpc.newBlockingStub(channel.channel())
                        .createAccount(CreateAccountRequest.newBuilder().setDisplayName("First").build()).getAccount()
                        .getId();
            }

            try (CoreChannel channel = two.channel(key)) {
                assertThat(AccountServiceGrpc.newBlockingStub(channel.channel())
                        .getAccount(GetAccountRequest.newBuilder().setId(account).build()).getAccount().getId())
                        .isEqualTo(account);
            }
            assertThat(one.data.resolve("core-ca.pem")).hasSameTextualContentAs(two.data.resolve("core-ca.pem"));
        }
    }

    @Test
    void aCoreWithoutThePassphraseOfItsDatabaseDoesNotMakeOne() {
        Path missing = folder.resolve("nowhere");
        try (Core core = new Core("one", missing)) {
            assertThat(core.failure()).contains("there is no passphrase in " + missing);
            assertThat(missing).doesNotExist();
        }
    }

    @Test
    void aCoreWithAnotherPassphraseThanTheFirstDoesNotStart() throws IOException {
        try (Core first = new Core("one", passphrase)) {
            assertThat(first.found(KEY)).startsWith("ak_");
        }
        Path other = Files.writeString(folder.resolve("other"), "another passphrase altogether\n");

        try (Core core = new Core("two", other)) {
            assertThat(core.failure()).contains("passphrase");
        }
    }

    @Test
    void theLostPlatformKeyIsReplacedWhileACoreRuns() throws IOException {
        try (Core core = new Core("one", passphrase)) {
            String lost = core.found(KEY);
            StringWriter out = new StringWriter();
            int code = Firstclaim.run(
                    new Console(new PrintWriter(out), new PrintWriter(new StringWriter()), Map.of(), false),
                    "platform-key", "reset", "--database", database);

            assertThat(code).isZero();
            assertThat(out.toString().strip()).startsWith("ak_").isNotEqualTo(lost);
            try (CoreChannel channel = core.channel(out.toString().strip())) {
                assertThat(AccountServiceGrpc.newBlockingStub(channel.channel())
                        .createAccount(CreateAccountRequest.newBuilder().setDisplayName("Second").build()).getAccount()
                        .getId()).isNotEmpty();
            }
        }
    }

    @Test
    void aPasswordThatIsWrongIsNamedAsTheReasonAndNotShown() throws IOException {
        Path password = Files.writeString(folder.resolve("password"), "hunter2\n");
        StringWriter err = new StringWriter();

        int code = Firstclaim.run(
                new Console(new PrintWriter(new StringWriter()), new PrintWriter(err), Map.of(), false),
                "core", "--data", folder.resolve("data").toString(), "--core-port", "0", "--passphrase-file",
                passphrase.toString(), "--database", database.replaceFirst("[?].*", ""), "--database-user",
                "nobody_of_that_name",
                "--database-password-file", password.toString());

        assertThat(code).isEqualTo(ExitCode.UNREACHABLE.number());
        assertThat(err.toString()).contains("can't be opened", "nobody_of_that_name").doesNotContain("hunter2");
    }
}
