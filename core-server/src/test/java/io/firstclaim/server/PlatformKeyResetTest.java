package io.firstclaim.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.firstclaim.core.FirstclaimException;
import io.firstclaim.proto.account.v1.AccountServiceGrpc;
import io.firstclaim.proto.account.v1.GetApiKeyRequest;
import io.firstclaim.proto.account.v1.GetApiKeyResponse;
import io.firstclaim.proto.errors.v1.ErrorReason;
import io.grpc.Status.Code;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlatformKeyResetTest {
    @TempDir
    Path data;

    @Test
    void theNewKeyWorksAndTheLostOneDoesNot() {
        var core = TestCore.in(data);
        var lost = core.platformKey();
        core.close();
        var found = PlatformKeyReset.reset(TestCore.config(data).storage().database()).reveal();
        try (var again = TestCore.in(data)) {
            assertThat(again.server().firstPlatformKey()).isEmpty();
            assertThat(whoAmI(again, found).getApiKey().getAccountId()).isEmpty();
            Failures.of(() -> whoAmI(again, lost)).is(Code.UNAUTHENTICATED, ErrorReason.ERROR_REASON_INVALID_TOKEN);
        }
    }

    @Test
    void whileACoreRunsItSaysToStopItFirst() throws IOException {
        TestCore.in(data).close();
        try (var _ = AnotherProcess.holding(data)) {
            assertThatThrownBy(() -> PlatformKeyReset.reset(TestCore.config(data).storage().database()))
                    .isInstanceOf(FirstclaimException.class).hasMessageContaining("stop it first");
            assertThatThrownBy(() -> CoreServer.start(TestCore.config(data))).isInstanceOf(FirstclaimException.class)
                    .hasMessageContaining("can't be opened");
        }
    }

    private static GetApiKeyResponse whoAmI(TestCore core, String key) {
        return AccountServiceGrpc.newBlockingStub(core.withKey(key)).getApiKey(GetApiKeyRequest.getDefaultInstance());
    }

    /// Another JVM with the database open.
    record AnotherProcess(Process process) implements AutoCloseable {
        private static final String READY = "open";

        static AnotherProcess holding(Path data) throws IOException {
            var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
            var process = new ProcessBuilder(java, "-cp", System.getProperty("java.class.path"),
                    DatabaseHolder.class.getName(), data.toString())
                    .redirectError(ProcessBuilder.Redirect.DISCARD).start();
            var another = new AnotherProcess(process);
            try (BufferedReader output = process.inputReader()) {
                var line = output.readLine();
                while (line != null && !line.equals(READY)) {
                    line = output.readLine();
                }
                assertThat(line).isEqualTo(READY);
            }
            return another;
        }

        @Override
        public void close() {
            process.destroyForcibly().onExit().join();
        }
    }

    /// What the other JVM runs.
    static final class DatabaseHolder {
        private DatabaseHolder() {}

        /// Opens the database of the folder, says so, and waits to be ended.
        public static void main(String[] folder) throws IOException {
            var config = TestCore.config(Path.of(folder[0]));
            try (var _ = io.firstclaim.persistence.Database.open(config.storage().database())) {
                System.out.println(AnotherProcess.READY);
                var _ = System.in.read();
            }
        }
    }
}
