package io.firstclaim.it.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.firstclaim.it.stack.ApiDocument;
import io.firstclaim.it.stack.Limits;
import io.firstclaim.it.stack.Maker;
import io.firstclaim.it.stack.Meter;
import io.firstclaim.it.stack.MeterAssert;
import io.firstclaim.it.stack.Pems;
import io.firstclaim.it.stack.Stack;
import io.firstclaim.it.stack.Tenant;
import io.firstclaim.proto.enrollment.v1.EnrollmentJobServiceGrpc;
import io.firstclaim.proto.enrollment.v1.EnrollmentJobState;
import io.firstclaim.proto.enrollment.v1.GetEnrollmentJobRequest;
import io.firstclaim.server.CoreConfig;
import io.firstclaim.simulator.DeviceEvent;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The curl examples of docs/rest.md, run one after the other as they stand there, over HTTPS.
class RestDocumentTest {
    private static final Path DOCUMENT = Path.of(System.getProperty("basedir", ""))
            .resolve("../docs/rest.md").toAbsolutePath().normalize();
    private static final Pattern EXAMPLE = Pattern
            .compile("(?s)```sh (\\d{3})\n(.*?)```\n(?:```(json|csv|text)\n(.*?)```)?");
    private static final Pattern CALL = Pattern.compile(
            "curl (?:-[cb] cookies |-N --max-time 1 |-G )*(?:-X (\\w+) )?(?:-b cookies )?(?:-X (\\w+) )?\"\\$URL([^\"]*)\"");
    private static final JsonMapper JSON = new JsonMapper();
    /// Which variable an answer's `id` is for.
    private static final Map<String, String> VARIABLES = Map.of("enrollment", "ENROLLMENT",
            "enrollment-identity-bulk-uploads", "TASK", "trusted-cert", "CERTIFICATE", "device", "DEVICE", "webhook",
            "WEBHOOK", "account", "ACCOUNT", "api-key", "API_KEY");

    @TempDir
    private Path folder;

    /// An example and what the document says comes of it.
    private record Example(int status, String command, String kind, String answer) {}

    @Test
    void everyExampleAnswersAsTheDocumentSays() throws Exception {
        List<Example> examples = examples();
        assertThat(examples).hasSizeGreaterThan(50);

        try (Stack stack = Stack.start(folder.resolve("stack"),
                core -> core.with(CoreConfig.Webhooks.STANDARD.permittingPrivateTargets(true)), edge -> edge,
                List.of())) {
            Tenant acme = stack.tenant("Acme");
            Map<String, String> variables = prepared(stack, acme);
            for (Example example : examples) {
                String answer = run(example, variables);
                compare(example, answer);
                remember(answer, variables);
                settle(acme, variables);
            }
        }
    }

    @Test
    void everyOperationHasAnExample() throws Exception {
        Set<String> called = new TreeSet<>();
        for (Example example : examples()) {
            Matcher call = CALL.matcher(example.command());
            assertThat(call.find()).as(example.command()).isTrue();
            String method = call.group(1) != null ? call.group(1) : call.group(2);
            boolean sends = Pattern.compile(" -[dF] ").matcher(example.command()).find();
            called.add((method != null ? method : sends ? "POST" : "GET") + " "
                    + call.group(3).replaceAll("\\?.*", "").replaceAll("/$", "").replaceAll("\\$[A-Z_]+", "{id}")
                            .replaceAll("(server-credentials)/\\w+", "$1/{service}"));
        }

        Set<String> missing = new LinkedHashSet<>(ApiDocument.read().operations());
        missing.removeAll(called);
        assertThat(missing).isEmpty();
    }

    /// A device that is registered, one that was turned away, and what the examples take from the environment.
    private Map<String, String> prepared(Stack stack, Tenant acme) throws IOException {
        Maker maker = stack.maker("Meter maker");
        Maker stranger = stack.maker("Another maker");
        stack.tenant("Who trusts it").trusts(stranger);
        acme.trusts(maker);
        Meter claimed = maker.makes("meter-000001");
        acme.enroll(claimed.enrollmentId());
        claimed.powerOn();
        Meter denied = stranger.makes("meter-000002");
        acme.enroll(denied.enrollmentId());
        denied.powerOn();
        MeterAssert.assertThat(claimed).isRegisteredTo(acme);
        denied.await(DeviceEvent.Refused.class, 1);
        denied.powerOff();
        await().atMost(Limits.STEP).until(() -> !acme.refusals().isEmpty());

        Path certificate = folder.resolve("web.pem");
        Files.writeString(certificate, Pems.of(stack.web().certificate()));
        Path ca = folder.resolve("ca.pem");
        Files.writeString(ca, stack.maker("New maker").certificatePem());
        Map<String, String> variables = new HashMap<>();
        variables.put("URL", "https://localhost:" + stack.web().httpsPort());
        variables.put("KEY", acme.apiKey());
        variables.put("PLATFORM_KEY", stack.platformKey());
        variables.put("CURL_CA_BUNDLE", certificate.toString());
        variables.put("CURL_HOME", folder.toString());
        variables.put("CA_PEM", ca.toString());
        variables.put("IDENTITY", AnyIdentity.text());
        variables.put("HOOK_URL", "http://127.0.0.1:9/");
        Files.writeString(folder.resolve(".curlrc"), "silent\nshow-error\nwrite-out = \"\\n%{http_code}\"\n");
        return variables;
    }

    private static List<Example> examples() throws IOException {
        List<Example> examples = new ArrayList<>();
        Matcher block = EXAMPLE.matcher(Files.readString(DOCUMENT));
        while (block.find()) {
            boolean answers = block.group(3) != null;
            examples.add(new Example(Integer.parseInt(block.group(1)), block.group(2), answers ? block.group(3) : "",
                    answers ? block.group(4) : ""));
        }
        return examples;
    }

    private String run(Example example, Map<String, String> variables) throws IOException, InterruptedException {
        Path out = folder.resolve("out");
        ProcessBuilder bash = new ProcessBuilder("bash", "-euo", "pipefail", "-c", example.command())
                .directory(folder.toFile()).redirectOutput(out.toFile()).redirectErrorStream(true);
        bash.environment().putAll(variables);
        Process process = bash.start();
        assertThat(process.waitFor(Limits.STEP.toSeconds(), TimeUnit.SECONDS)).as(example.command()).isTrue();
        String text = Files.readString(out, StandardCharsets.UTF_8);
        assertThat(process.exitValue()).as(example.command() + text).isZero();
        assertThat(text.lines().filter(line -> line.matches("\\d{3}")).toList()).as(example.command() + text)
                .containsExactly(String.valueOf(example.status()));
        return text.replaceAll("(?s)\n" + example.status() + "\\s*(?:curl: .*)?$", "");
    }

    private static void compare(Example example, String answer) throws IOException {
        switch (example.kind()) {
            case "json" -> compareKeys(JSON.readTree(example.answer()), JSON.readTree(answer), example.command());
            case "csv" -> assertThat(answer).startsWith(example.answer().strip() + "\r\n");
            case "text" -> assertThat(answer.lines().map(line -> line.replaceAll("[: ].*", "")).distinct().toList())
                    .containsAll(example.answer().lines().map(line -> line.replaceAll("[: ].*", "")).toList());
            default -> assertThat(answer.isEmpty()).isEqualTo(example.status() == 204);
        }
    }

    /// An object has the keys that the document shows, and so have the objects in it, and the first element of each list of which it shows one.
    private static void compareKeys(JsonNode shown, JsonNode answered, String what) {
        assertThat(keys(answered)).as(what + answered).isEqualTo(keys(shown));
        shown.properties().forEach(entry -> {
            boolean isList = entry.getValue().isArray();
            if (!isList || !entry.getValue().isEmpty()) {
                JsonNode there = answered.get(entry.getKey());
                compareKeys(isList ? entry.getValue().get(0) : entry.getValue(), isList ? there.path(0) : there, what);
            }
        });
    }

    private static Set<String> keys(JsonNode json) {
        return json.properties().stream().map(Map.Entry::getKey).collect(Collectors.toCollection(TreeSet::new));
    }

    /// Takes ids from an answer, as a reader would.
    private static void remember(String answer, Map<String, String> variables) throws IOException {
        if (!answer.startsWith("{")) {
            return;
        }
        JsonNode json = JSON.readTree(answer);
        JsonNode one = json.path("object").asText().equals("list") ? json.get("data").path(0) : json;
        String variable = VARIABLES.get(one.path("object").asText());
        if (variable != null) {
            variables.put(variable, one.get("id").textValue());
        }
    }

    /// A task that was just made is read when it is completed.
    private static void settle(Tenant acme, Map<String, String> variables) {
        String task = variables.get("TASK");
        if (task != null) {
            var jobs = EnrollmentJobServiceGrpc.newBlockingStub(acme.channel());
            GetEnrollmentJobRequest which = GetEnrollmentJobRequest.newBuilder().setId(task).build();
            await().atMost(Limits.STEP).until(() -> jobs.getEnrollmentJob(which).getJob()
                    .getState() == EnrollmentJobState.ENROLLMENT_JOB_STATE_COMPLETED);
        }
    }
}
