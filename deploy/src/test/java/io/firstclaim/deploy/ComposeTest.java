package io.firstclaim.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The compose file: its commands are understood, and everything it refers to is there.
class ComposeTest {
    private static String text() throws IOException {
        return Files.readString(Checkout.COMPOSE);
    }

    private static List<String> complaints(String compose) {
        return ComposeChecks.complaints(Node.all(compose).getFirst());
    }

    @Test
    void theComposeFileIsConsistent() throws IOException {
        assertThat(complaints(text())).isEmpty();
    }

    @Test
    void itRunsTwoCoresTwoEdgesAndAWebEdge() throws IOException {
        List<String> commands = Node.in(Checkout.COMPOSE).get("services").fields().values().stream()
                .flatMap(service -> ComposeChecks.invocations(service).stream()).map(Invocation::command).sorted()
                .toList();
        assertThat(commands).containsExactly("bootstrap-edge", "bootstrap-edge", "core", "core", "edge-join",
                "edge-join", "edge-token", "edge-token", "web-edge");
    }

    /// What breaks the file in one way each, and what is said of it.
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            --core-address=0.0.0.0         | --core-address=localhost     | finds nobody at core:9090
            --core-name=core               | --core-name=c                | whose certificate says core
            --core-health-port=9464        | --core-health-port=9465      | is asked for its health at 9464
            --web-health-address=0.0.0.0   | --web-health-address=127.0.0.1 | is not scraped, or is at another port
            ./prometheus/alerts.yaml       | ./alerts.yaml                | which is not there
            aliases: [core]                | aliases: [c]                 | finds nobody at core
            --identity=/state/identity     | --identity=/identity         | nothing mounted for /identity
            --key-file=/keys/platform-key  | --key=/keys/platform-key     | Unknown option
            edge-join /state/identity      | edge-leave /state/identity   | edge-leave
            web-edge:/state                | web:/state                   | declared are
            [database-password, passphrase] | [database-password]         | nothing mounted for /run/secrets/passphrase
            5685:5685/udp                  | 5684:5685/udp                | a port that another has
            5785:5785/udp                  | 5785:5785/tcp                | on which it does not listen
            [CMD, health, "9466"]          | [CMD, health, "8080"]        | is asked for its health at 8080
            join-1: {condition: service_completed_successfully} | join-1: {condition: service_healthy} | never is
            database: {condition: service_healthy} | db: {condition: service_healthy} | which is not there
            //database:5432                | //db:5432                    | finds nobody at db
            POSTGRES_PASSWORD_FILE         | POSTGRES_PASSWORD            | shows a secret
            read_only: true                | read_only: false             | may write
            cap_drop: [ALL]                | cap_drop: []                 | has capabilities
            stop_grace_period: 40s         | stop_grace_period: 10s       | is killed before
            dockerfile: deploy/Containerfile | dockerfile: Dockerfile     | is built from nothing
            """)
    void aBrokenCopyIsNoticed(String right, String wrong, String complaint) throws IOException {
        assertThat(text()).contains(right);
        assertThat(complaints(text().replace(right, wrong))).anyMatch(said -> said.contains(complaint));
    }

    @Test
    void theSecretsThatItNamesAreMadeOnceAndForTheirOwner(@TempDir Path folder) throws Exception {
        Path secrets = folder.resolve("secrets");
        makeSecrets(secrets);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(secrets))).isEqualTo("rwx------");
        List<String> named = Node.in(Checkout.COMPOSE).get("secrets").fields().values().stream()
                .map(secret -> Path.of(secret.get("file").text()).getFileName().toString()).toList();
        assertThat(named).hasSize(3);
        for (String name : named) {
            String secret = Files.readString(secrets.resolve(name));
            assertThat(secret).matches("[0-9a-f]{64}");
            makeSecrets(secrets);
            assertThat(secrets.resolve(name)).hasContent(secret);
        }
        try (var files = Files.list(secrets)) {
            assertThat(files).hasSize(named.size());
        }
    }

    private static void makeSecrets(Path folder) throws Exception {
        Process made = new ProcessBuilder(Checkout.DEPLOY.resolve("compose/make-secrets").toString(),
                folder.toString()).redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
        assertThat(made.waitFor()).isZero();
    }
}
