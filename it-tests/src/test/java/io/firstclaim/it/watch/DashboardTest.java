package io.firstclaim.it.watch;

import static io.firstclaim.it.stack.MeterAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.firstclaim.it.stack.Stack;
import io.firstclaim.server.CoreConfig;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The dashboard, the alerts and the documents speak of metrics that exist.
class DashboardTest {
    private static final Path DEPLOY = Path.of("..", "deploy");
    private static final Pattern METRIC = Pattern.compile("\\b(?:firstclaim|jvm|process|system)_[a-z0-9_]+");
    private static final Pattern EXPRESSION = Pattern.compile("(?m)^ *expr: (.*)$");
    private static final Pattern DOCUMENTED = Pattern.compile("(?m)^\\| `(firstclaim_[a-z_]+)` \\|");
    private static final Pattern SUFFIX = Pattern.compile("_(?:count|sum|max|bucket)$");

    @Test
    void theyUseOnlyMetricsThatTheProcessesServe(@TempDir Path folder) throws Exception {
        try (var stack = Stack.start(folder, core -> core.with(new CoreConfig.Health("localhost", 0)), edge -> edge,
                List.of()); var http = HttpClient.newHttpClient()) {
            var acme = stack.tenant("Acme");
            var maker = stack.maker("Maker");
            var meter = maker.makes("meter-1");
            acme.trusts(maker);
            acme.enroll(meter.enrollmentId());
            meter.powerOn();
            assertThat(meter).isRegisteredTo(acme);
            assertThat(stack.rest(acme).get("/v3/devices").status()).isEqualTo(200);

            var core = scrape(http, stack.core().healthPort());
            var served = new HashSet<>(core);
            served.addAll(scrape(http, stack.edge().healthPort()));
            served.addAll(scrape(http, stack.web().healthPort()));
            assertThat(served).containsAll(metrics(dashboard())).containsAll(metrics(alerts()));
            assertThat(metrics(dashboard())).hasSizeGreaterThan(15);
            assertThat(metrics(alerts())).hasSizeGreaterThan(3);

            var document = Files.readString(Path.of("..", "docs", "metrics.md"));
            assertThat(DOCUMENTED.matcher(document.substring(document.indexOf("## The core"))).results()
                    .map(match -> match.group(1))).containsExactlyInAnyOrderElementsOf(core.stream()
                            .filter(name -> name.startsWith("firstclaim_"))
                            .map(name -> SUFFIX.matcher(name).replaceFirst("")).collect(Collectors.toSet()));
        }
    }

    private static Set<String> scrape(HttpClient http, int port) throws Exception {
        return http.send(HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/metrics")).build(),
                BodyHandlers.ofString()).body().lines().filter(line -> !line.startsWith("#"))
                .map(line -> line.split("[{ ]", 2)[0]).collect(Collectors.toSet());
    }

    private static List<String> dashboard() throws Exception {
        var expressions = new ArrayList<String>();
        JsonNode panels = new JsonMapper().readTree(DEPLOY.resolve("grafana/firstclaim.json").toFile()).path("panels");
        panels.forEach(panel -> panel.path("targets").forEach(target -> expressions.add(target.path("expr").asText())));
        assertThat(expressions).hasSizeGreaterThanOrEqualTo(panels.size()).doesNotContain("");
        return expressions;
    }

    private static List<String> alerts() throws Exception {
        return EXPRESSION.matcher(Files.readString(DEPLOY.resolve("prometheus/alerts.yaml"))).results()
                .map(match -> match.group(1)).toList();
    }

    private static Set<String> metrics(List<String> expressions) {
        return expressions.stream().flatMap(text -> METRIC.matcher(text).results()).map(match -> match.group())
                .collect(Collectors.toSet());
    }
}
