package io.firstclaim.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The image's definition, and the two scripts in it, which are run.
class ContainerfileTest {
    private static String text() throws IOException {
        return Files.readString(Checkout.CONTAINERFILE);
    }

    private static List<String> ignored() throws IOException {
        return Files.readAllLines(Checkout.ROOT.resolve(".dockerignore"));
    }

    private static String firstOf(String pattern, Path file) throws IOException {
        return Pattern.compile(pattern).matcher(Files.readString(file)).results().findFirst().orElseThrow().group(1);
    }

    private static List<String> modules() throws IOException {
        return Pattern.compile("<module>(.*)</module>").matcher(Files.readString(Checkout.ROOT.resolve("pom.xml")))
                .results().map((MatchResult module) -> module.group(1)).toList();
    }

    private static Set<String> ports() {
        return Stream
                .of(List.of("core", "--core-health-port=9464"), List.of("bootstrap-edge", "--identity=x"),
                        List.of("web-edge"))
                .flatMap(command -> new Invocation(command).ports().stream())
                .map(port -> port.number() + "/" + port.protocol()).collect(Collectors.toCollection(TreeSet::new));
    }

    private static List<String> complaints(String containerfile, List<String> ignored) throws IOException {
        return ContainerfileChecks.complaints(containerfile, ignored, modules(), ports());
    }

    @Test
    void theImageIsMadeFromWhatIsThereAndRunsAsNobody() throws IOException {
        assertThat(complaints(text(), ignored())).isEmpty();
    }

    /// What breaks the definition in one way each, and what is said of it.
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            USER 65532:65532          | USER root:root               | may run as root
            USER 65532:65532          | WORKDIR /                    | may run as root
            EXPOSE 9090/tcp           | EXPOSE 9091/tcp              | listens on
            5784/udp                  | 5784/tcp                     | listens on
            STOPSIGNAL SIGTERM        | STOPSIGNAL SIGKILL           | another signal
            ["firstclaim"]            | firstclaim                   | the command itself
            deploy/container/health   | deploy/container/healthy     | which is not there
            ' AS build'               | ' AS builder'                | in two steps
            docker.io/library/maven:3-eclipse-temurin-25 | maven     | no full name
            WORKDIR /data             | ENV API_KEY=ak_1             | holds API_KEY
            WORKDIR /data             | HEALTHCHECK CMD health 9465  | the same health
            """)
    void aBrokenCopyIsNoticed(String right, String wrong, String complaint) throws IOException {
        assertThat(text()).contains(right);
        assertThat(complaints(text().replace(right, wrong), ignored())).anyMatch(said -> said.contains(complaint));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            !*/pom.xml         | is built without it-tests/pom.xml
            !proto/third_party | is built without proto/third_party
            !deploy/container  | which is kept from the build
            '*'                | takes .git/config into the build
            **/target          | takes cli/target/x.jar into the build
            """)
    void aContextThatLacksAFileOrHasOneTooManyIsNoticed(String line, String complaint) throws IOException {
        List<String> others = ignored().stream().filter(one -> !one.equals(line)).map(
                // A pattern that keeps build products out needs something that lets them in.
                one -> line.equals("**/target") && one.equals("!*/src/main") ? "!cli" : one).toList();
        assertThat(others).hasSizeLessThan(ignored().size());
        assertThat(complaints(text(), others)).anyMatch(said -> said.contains(complaint));
    }

    @Test
    void oneVersionEverywhere() throws IOException {
        String version = firstOf("<version>(.*)-SNAPSHOT</version>", Checkout.ROOT.resolve("pom.xml"));
        Node chart = Node.in(Checkout.CHART.resolve("Chart.yaml"));
        assertThat(firstOf("image.version=\"(.*)\"", Checkout.CONTAINERFILE)).isEqualTo(version);
        assertThat(chart.get("appVersion").text()).isEqualTo(version);
        assertThat(firstOf("FIRSTCLAIM_IMAGE:-firstclaim:(.*)}", Checkout.COMPOSE)).isEqualTo(version);
    }

    @Test
    void theCommandOfTheImageRunsWithItsFlags(@TempDir Path home) throws Exception {
        Files.createDirectories(home.resolve("own"));
        Files.createDirectories(home.resolve("lib"));
        classPathAsJar(home.resolve("own/all.jar"));
        ProcessBuilder command = new ProcessBuilder(Checkout.DEPLOY.resolve("container/firstclaim").toString(),
                "edge-join", "--help");
        command.environment().put("FIRSTCLAIM_HOME", home.toString());
        command.environment().put("FIRSTCLAIM_JAVA_OPTS", "-Xshare:auto -XX:TieredStopAtLevel=1");
        command.environment().put("PATH", System.getProperty("java.home") + "/bin:" + System.getenv("PATH"));
        Process process = command.redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(said).startsWith("Usage: firstclaim edge-join").contains("--if-needed");
        assertThat(process.waitFor()).isZero();
    }

    /// One jar that leads to everything on this test's class path, since wildcards take jars only.
    private static void classPathAsJar(Path jar) throws IOException {
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().put(Attributes.Name.CLASS_PATH,
                Stream.of(System.getProperty("java.class.path").split(File.pathSeparator, -1))
                        .map(entry -> Path.of(entry).toUri().toString()).collect(Collectors.joining(" ")));
        try (OutputStream file = Files.newOutputStream(jar)) {
            new JarOutputStream(file, manifest).close();
        }
    }

    @ParameterizedTest
    @CsvSource({"200, true", "503, false", "404, false", "0, false"})
    void healthAsksWhetherTheProcessIsReady(int code, boolean healthy) throws Exception {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        int port = server.getAddress().getPort();
        server.createContext("/health/ready", request -> {
            request.sendResponseHeaders(code, -1);
            request.close();
        });
        server.start();
        try {
            if (code == 0) {
                server.stop(0);
            }
            Process asked = new ProcessBuilder(Checkout.DEPLOY.resolve("container/health").toString(),
                    String.valueOf(port)).redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
            assertThat(asked.waitFor() == 0).isEqualTo(healthy);
        } finally {
            server.stop(0);
        }
    }
}
