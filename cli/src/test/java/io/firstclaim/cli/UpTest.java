package io.firstclaim.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.DatagramSocket;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UpTest {
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final String[] FREE_PORTS = {"--core-port", "0", "--bootstrap-port", "0", "--registration-port", "0",
            "--health-port", "0", "--device-address", "127.0.0.1", "--web-port", "0", "--web-tls-port", "0",
            "--web-health-port", "0", "--json"};

    @TempDir
    private Path folder = Path.of("");

    /// An `up` in a thread of its own.
    private final class Up implements AutoCloseable {
        private final StringWriter out = new StringWriter();
        private final StringWriter err = new StringWriter();
        private final CompletableFuture<Integer> code = new CompletableFuture<>();
        private final Thread thread;

        Up() {
            Console console = new Console(new PrintWriter(out), new PrintWriter(err), Map.of(), false);
            thread = Thread.ofPlatform().start(() -> code.complete(Firstclaim.run(console, arguments())));
        }

        /// Where everything is, once it is up.
        JsonObject addresses() {
            await().atMost(LIMIT).until(() -> out.toString().contains("\n") || code.isDone());
            assertThat(code).as(err.toString()).isNotDone();
            return JsonParser.parseString(out.toString()).getAsJsonObject();
        }

        @Override
        public void close() {
            thread.interrupt();
            assertThat(code.orTimeout(LIMIT.toSeconds(), java.util.concurrent.TimeUnit.SECONDS).join()).isZero();
        }
    }

    private String[] arguments() {
        String[] all = new String[FREE_PORTS.length + 3];
        all[0] = "up";
        all[1] = "--data";
        all[2] = folder.resolve("data").toString();
        System.arraycopy(FREE_PORTS, 0, all, 3, FREE_PORTS.length);
        return all;
    }

    @Test
    void everythingStartsTellsWhereItIsAndKeepsItsState() throws IOException, InterruptedException {
        String key;
        byte[] identity;
        try (Up up = new Up()) {
            JsonObject where = up.addresses();
            key = where.get("platform_api_key").getAsString();
            assertThat(folder.resolve("data/core-ca.pem")).exists();
            assertThat(folder.resolve("data/server-ca.pem")).exists();
            identity = Files.readAllBytes(folder.resolve("data/edge/edge.pem"));
            assertReady(where.get("health_url").getAsString());
            assertReady(where.get("web_health_url").getAsString());
            assertThat(accountsOverRest(where, key)).contains("\"object\":\"list\"");

            CommandRun second = CommandRun.of(arguments());
            assertThat(second.code()).isEqualTo(ExitCode.NOT_POSSIBLE_NOW.number());
            assertThat(second.errors()).singleElement().asString().contains("another firstclaim uses the data");
        }
        try (Up up = new Up()) {
            JsonObject where = up.addresses();
            assertThat(where.has("platform_api_key")).isFalse();
            assertThat(Files.readAllBytes(folder.resolve("data/edge/edge.pem"))).isEqualTo(identity);
            CommandRun list = CommandRun.of(Map.of("FIRSTCLAIM_API_KEY", key, "FIRSTCLAIM_CORE",
                    where.get("core").getAsString(), "FIRSTCLAIM_CORE_CA", where.get("core_ca").getAsString()),
                    "account", "list", "--json");
            assertThat(list.code()).as(list.err()).isZero();
        }
        CommandRun reset = CommandRun.of("platform-key", "reset", "--data", folder.resolve("data").toString());
        assertThat(reset.code()).isZero();
        assertThat(reset.out().strip()).startsWith("ak_").isNotEqualTo(key);
    }

    private static String accountsOverRest(JsonObject where, String key) throws IOException, InterruptedException {
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(HttpRequest.newBuilder(URI.create(where.get("rest_url").getAsString() + "/accounts"))
                    .header("Authorization", "Bearer " + key).build(), HttpResponse.BodyHandlers.ofString()).body();
        }
    }

    @Test
    void aWebPortThatIsTakenIsSaidInOneLine() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, java.net.InetAddress.getLoopbackAddress())) {
            String[] arguments = arguments();
            arguments[Arrays.asList(arguments).indexOf("--web-tls-port") + 1] = String.valueOf(taken.getLocalPort());

            CommandRun run = CommandRun.of(arguments);

            assertThat(run.code()).isEqualTo(ExitCode.NOT_POSSIBLE_NOW.number());
            assertThat(run.errors()).hasSize(2);
            assertThat(run.errors().getLast()).startsWith("{\"error\":{\"message\":\"the web edge can't start")
                    .contains(String.valueOf(taken.getLocalPort()));
        }
    }

    @Test
    void aPortThatIsTakenIsSaidInOneLineAndDoesNotSwallowTheKey() throws IOException {
        try (DatagramSocket taken = new DatagramSocket(0, java.net.InetAddress.getLoopbackAddress())) {
            String[] arguments = arguments();
            for (int i = 0; i < arguments.length; i++) {
                if (arguments[i].equals("--bootstrap-port")) {
                    arguments[i + 1] = String.valueOf(taken.getLocalPort());
                }
            }
            CommandRun run = CommandRun.of(arguments);
            assertThat(run.code()).isEqualTo(ExitCode.NOT_POSSIBLE_NOW.number());
            assertThat(run.errors()).hasSize(2);
            assertThat(run.errors().getFirst()).contains("shown this once", "ak_");
            assertThat(run.errors().getLast()).startsWith("{\"error\":")
                    .contains(String.valueOf(taken.getLocalPort()));
        }
    }

    @Test
    void aNewDatabaseBesideTheIdentityOfAnOldEdgeStillGetsReady() throws IOException, InterruptedException {
        try (Up up = new Up()) {
            up.addresses();
        }
        Files.delete(folder.resolve("data/firstclaim.mv.db"));
        try (Up up = new Up()) {
            assertReady(up.addresses().get("health_url").getAsString());
        }
    }

    private static void assertReady(String url) throws IOException, InterruptedException {
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpRequest request = HttpRequest.newBuilder(URI.create(url + "/health/ready")).build();
            await().atMost(LIMIT).ignoreExceptions()
                    .until(() -> client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200);
        }
    }
}
