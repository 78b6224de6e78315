package io.firstclaim.it.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.firstclaim.it.stack.Limits;
import io.firstclaim.it.stack.Rest;
import io.firstclaim.it.stack.RunningStack;
import io.firstclaim.it.stack.Stack;
import io.firstclaim.it.stack.Tenant;
import io.firstclaim.proto.enrollment.v1.EnrollmentJobServiceGrpc;
import io.firstclaim.proto.enrollment.v1.ListEnrollmentJobsRequest;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Bulk uploads and bulk deletes over REST.
@ExtendWith(RunningStack.class)
class BulkRestTest {
    private static final String UPLOADS = "/v3/device-enrollments-bulk-uploads";
    private static final String DELETES = "/v3/device-enrollments-bulk-deletes";
    private static final String PART = "Content-Disposition: form-data; name=\"enrollment_identities\"\r\n";
    private static final String FORM = "multipart/form-data; boundary=b0";
    private static final String TIME = "\"\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z\"";
    private static final int MAX_FILE = 10 * 1024 * 1024;

    private final Stack stack;
    private final Tenant acme;
    private final Rest rest;

    BulkRestTest(Stack stack) {
        this.stack = stack;
        acme = stack.tenant("Acme");
        rest = stack.rest(acme);
    }

    @Test
    void aTaskIsNewFirstAndCompletedAtLast() {
        Rest.Answer made = upload(AnyIdentity.text());

        assertThat(made.status()).isEqualTo(201);
        assertThat(made.keys()).containsExactly("object", "id", "etag", "account_id", "created_at", "completed_at",
                "status",
                "total_count", "processed_count", "errors_count", "full_report_file", "errors_report_file");
        assertThat(made.text("object")).isEqualTo("enrollment-identity-bulk-uploads");
        assertThat(made.text("account_id")).isEqualTo(acme.id());
        assertThat(made.text("full_report_file")).isNull();
        assertThat(made.text("errors_report_file")).isNull();
        Rest.Answer done = completed(UPLOADS, made);
        assertThat(done.text("completed_at")).isNotNull();
        assertThat(done.text("etag")).isNotEqualTo(made.text("etag"));
        assertThat(done.json().get("total_count").intValue()).isEqualTo(1);
        assertThat(done.json().get("processed_count").intValue()).isEqualTo(1);
        assertThat(done.json().get("errors_count").intValue()).isZero();
    }

    @Test
    void theReportsOfAnUploadSayWhatBecameOfEachRow() {
        String good = AnyIdentity.text();
        String taken = AnyIdentity.text();
        stack.tenant("Other").enroll(taken);

        Rest.Answer done = completed(UPLOADS, upload(good, taken, "A-00", good));

        List<String> full = lines(report(done, "full_report_file"));
        assertThat(full).hasSize(5);
        assertThat(full.get(0)).isEqualTo(
                "\"entity__id\",\"entity__created_at\",\"error__code\",\"error__type\",\"error__message\",\"error__fields\"");
        assertThat(full.get(1)).matches("\"" + good + "\"," + TIME + ",\"\",\"\",\"\",\"\"");
        assertThat(full.get(2)).isEqualTo(
                "\"" + taken + "\",\"\",\"409\",\"duplicate\",\"Enrollment identity is already claimed.\",\"\"");
        assertThat(full.get(3)).startsWith("\"A-00\",\"\",\"400\",\"validation_error\",\"");
        assertThat(full.get(4)).startsWith("\"" + good + "\",\"\",\"409\",\"duplicate\",\"");
        List<String> errors = lines(report(done, "errors_report_file"));
        assertThat(errors).hasSize(4);
        assertThat(errors.get(0))
                .isEqualTo("\"entity__id\",\"error__code\",\"error__type\",\"error__message\",\"error__fields\"");
        assertThat(errors.get(1)).isEqualTo(
                "\"" + taken + "\",\"409\",\"duplicate\",\"Enrollment identity is already claimed.\",\"\"");
        assertThat(done.json().get("errors_count").intValue()).isEqualTo(3);
        assertThat(listed()).containsExactly(good);
    }

    @Test
    void aDeleteTakesOffTheListWhatIsOnIt() {
        String mine = AnyIdentity.text();
        String missing = AnyIdentity.text();
        acme.enroll(mine);

        Rest.Answer made = send(DELETES, FORM, form(PART, csv(mine, missing)));
        Rest.Answer done = completed(DELETES, made);

        assertThat(made.text("object")).isEqualTo("enrollment-identity-bulk-uploads");
        List<String> full = lines(report(done, "full_report_file"));
        assertThat(full.get(0)).startsWith("\"entity__id\",\"entity__deleted_at\",");
        assertThat(full.get(1)).matches("\"" + mine + "\"," + TIME + ",\"\",\"\",\"\",\"\"");
        assertThat(full.get(2)).startsWith("\"" + missing + "\",\"\",\"404\",\"not_found\",\"");
        assertThat(listed()).isEmpty();
    }

    @Test
    void aDryRunReportsTheSameAndChangesNothing() {
        String fresh = AnyIdentity.text();
        String mine = AnyIdentity.text();
        acme.enroll(mine);

        Rest.Answer uploads = completed(UPLOADS, send(UPLOADS + "?dry_run=true", FORM, form(PART, csv(fresh, mine))));
        Rest.Answer deletes = completed(DELETES, send(DELETES + "?dry_run=true", FORM, form(PART, csv(fresh, mine))));

        assertThat(uploads.json().get("errors_count").intValue()).isEqualTo(1);
        assertThat(deletes.json().get("errors_count").intValue()).isEqualTo(1);
        assertThat(lines(report(uploads, "full_report_file")).get(1)).startsWith("\"" + fresh + "\",\"20");
        assertThat(lines(report(deletes, "full_report_file")).get(2)).startsWith("\"" + mine + "\",\"20");
        assertThat(listed()).containsExactly(mine);
    }

    @Test
    void reportsAreAtTheHostThatTheClientUsed() {
        Rest.Answer done = completed(UPLOADS, upload(AnyIdentity.text()));
        String path = UPLOADS + "/" + done.text("id");

        assertThat(done.text("full_report_file")).isEqualTo(rest.server() + path + "/full_report.csv");
        assertThat(done.text("errors_report_file")).isEqualTo(rest.server() + path + "/errors_report.csv");
        Rest.Answer full = rest.get(path + "/full_report.csv");
        assertThat(full.header("Content-Type")).contains("text/csv");
        assertThat(full.body()).isEqualTo(report(done, "full_report_file"));
    }

    @Test
    void aReportIsThereWhenTheTaskIsCompletedAndNotBefore() {
        Rest.Answer made = upload(
                Stream.generate(AnyIdentity::text).limit(50_000).toArray(String[]::new));
        String task = UPLOADS + "/" + made.text("id");

        for (String report : List.of("/full_report.csv", "/errors_report.csv")) {
            Rest.Answer early = rest.get(task + report);
            assertThat(early.status()).as(early.toString()).isEqualTo(400);
            assertThat(early.text("type")).isEqualTo("validation_error");
            assertThat(early.text("message")).contains("not completed");
            assertThat(early.header("Retry-After")).contains("1");
        }

        completed(UPLOADS, made);
        assertThat(lines(rest.get(task + "/full_report.csv").body())).hasSize(50_001);
        assertThat(lines(rest.get(task + "/errors_report.csv").body())).hasSize(1);
    }

    @Test
    void anotherAccountsTaskAndOneOfTheOtherKindAreAbsent() {
        String id = completed(UPLOADS, upload(AnyIdentity.text())).text("id");
        Rest other = stack.rest(stack.tenant("Other"));

        for (String below : List.of("", "/full_report.csv", "/errors_report.csv")) {
            assertThat(rest.get(UPLOADS + "/" + id + below).status()).isEqualTo(200);
            assertThat(rest.get(DELETES + "/" + id + below).status()).as(below).isEqualTo(404);
            assertThat(other.get(UPLOADS + "/" + id + below).status()).as(below).isEqualTo(404);
            assertThat(rest.get(UPLOADS + "/" + "0".repeat(32) + below).status()).as(below).isEqualTo(404);
            assertThat(rest.get(UPLOADS + "/no-id" + below).status()).as(below).isEqualTo(400);
        }
    }

    static Stream<Arguments> tolerated() {
        return Stream.of(Arguments.of("no filename", FORM, form(PART, "%s")),
                Arguments.of("a filename and a type", FORM,
                        form(PART.strip() + "; filename=\"meters.csv\"\r\nContent-Type: application/octet-stream\r\n",
                                "%s")),
                Arguments.of("a length of its own", FORM, form(PART + "Content-Length: 120\r\n", "%s")),
                Arguments.of("a quoted boundary", "multipart/form-data; charset=utf-8; boundary=\"b0\"",
                        form(PART, "%s")),
                Arguments.of("a type in capitals", "Multipart/Form-Data; BOUNDARY=b0", form(PART, "%s")),
                Arguments.of("other parts", FORM, "--b0\r\nContent-Disposition: form-data; name=\"note\"\r\n\r\nx\r\n"
                        + form(PART, "%s").replace("--b0--",
                                "--b0\r\nContent-Disposition: form-data; name=\"more\"\r\n\r\n\r\n--b0--")),
                Arguments.of("something around it", FORM, "preamble\r\n" + form(PART, "%s") + "epilogue"),
                Arguments.of("nothing after the last boundary", FORM, form(PART, "%s").stripTrailing()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("tolerated")
    void formsOfAllKindsAreTaken(String what, String type, String form) {
        String one = AnyIdentity.text();

        Rest.Answer done = completed(UPLOADS, send(UPLOADS, type, form.formatted(csv(one))));

        assertThat(listed()).containsExactly(one);
        assertThat(done.json().get("errors_count").intValue()).isZero();
    }

    @Test
    void aFormMayComeInChunks() {
        String one = AnyIdentity.text();
        byte[] form = form(PART, csv(one)).getBytes(StandardCharsets.UTF_8);

        Rest.Answer made = rest.with("Content-Type", FORM).send("POST", UPLOADS,
                BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(form)));

        completed(UPLOADS, made);
        assertThat(listed()).containsExactly(one);
    }

    static Stream<Arguments> refused() {
        String good = form(PART, "h\nA-1\n");
        return Stream.of(Arguments.of("no content type", "", good, 415),
                Arguments.of("JSON", "application/json", "{}", 415),
                Arguments.of("CSV", "text/csv", "h\nA-1\n", 415),
                Arguments.of("another multipart", "multipart/mixed; boundary=b0", good, 415),
                Arguments.of("no boundary", "multipart/form-data", good, 400),
                Arguments.of("an empty boundary", "multipart/form-data; boundary=\"\"", good, 400),
                Arguments.of("another boundary", "multipart/form-data; boundary=b1", good, 400),
                Arguments.of("no body", FORM, "", 400),
                Arguments.of("no part", FORM, "--b0--\r\n", 400),
                Arguments.of("no such part", FORM, good.replace("enrollment_identities", "file"), 400),
                Arguments.of("two such parts", FORM, good.replace("--b0--\r\n", "") + good, 400),
                Arguments.of("cut off in the file", FORM, good.substring(0, good.length() - 12), 400),
                Arguments.of("cut off in the last boundary", FORM, good.substring(0, good.length() - 4), 400));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("refused")
    void whatIsNoFormWithTheFileIsRefusedAndLeavesNothing(String what, String type, String body, int status) {
        Rest.Answer refused = send(UPLOADS, type, body);

        assertThat(refused.status()).as(refused.toString()).isEqualTo(status);
        assertThat(refused.text("type")).isEqualTo(status == 415 ? "unsupported_media_type" : "validation_error");
        assertThat(tasks()).isZero();
        assertThat(rest.get("/v3/device-enrollments").status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"yes", "1", "TRUE", ""})
    void aDryRunIsWishedForByTrueOnly(String wish) {
        Rest.Answer refused = send(UPLOADS + "?dry_run=" + wish, FORM, form(PART, csv(AnyIdentity.text())));

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.json().at("/fields/0/name").textValue()).isEqualTo("dry_run");
        assertThat(tasks()).isZero();
    }

    @Test
    void withoutAKeyNothingIsUploaded() {
        Rest nobody = stack.rest();

        assertThat(nobody.with("Content-Type", FORM)
                .send("POST", UPLOADS, BodyPublishers.ofString(form(PART, csv(AnyIdentity.text())))).status())
                .isEqualTo(401);
        assertThat(nobody.as("default").with("Content-Type", FORM)
                .send("POST", UPLOADS, BodyPublishers.ofString(form(PART, csv(AnyIdentity.text())))).status())
                .isEqualTo(401);
    }

    @Test
    void aFileOf10MegabytesIsTakenAndHasItsReportWhenItIsCompleted() {
        String row = AnyIdentity.text() + "," + "x".repeat(64 * 1024 - AnyIdentity.text().length() - 2) + "\n";
        String file = "h\n" + row.repeat(MAX_FILE / row.length() - 1);
        String whole = file + "y".repeat(MAX_FILE - file.length());

        Rest.Answer made = send(UPLOADS, FORM, form(PART, whole));

        assertThat(made.status()).as(made.toString()).isEqualTo(201);
        Rest.Answer done = completed(UPLOADS, made);
        assertThat(lines(report(done, "full_report_file"))).hasSize(1 + done.json().get("total_count").intValue());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 4 * 1024 * 1024})
    void aLargerFileIsRefused(int more) {
        Rest.Answer refused = send(UPLOADS, FORM, form(PART, "x".repeat(MAX_FILE + more)));

        assertThat(refused.status()).as(refused.toString()).isEqualTo(400);
        assertThat(refused.text("type")).isEqualTo("validation_error");
        assertThat(refused.text("message")).contains("10 MB");
        assertThat(tasks()).isZero();
    }

    private Rest.Answer upload(String... identities) {
        return send(UPLOADS, FORM, form(PART, csv(identities)));
    }

    private Rest.Answer send(String path, String type, String body) {
        Rest typed = type.isEmpty() ? rest : rest.with("Content-Type", type);
        return typed.send("POST", path, BodyPublishers.ofString(body));
    }

    private static String form(String headers, String content) {
        return "--b0\r\n" + headers + "\r\n" + content + "\r\n--b0--\r\n";
    }

    private static String csv(String... identities) {
        return "enrollment_identity\r\n" + String.join("\r\n", identities) + "\r\n";
    }

    private Rest.Answer completed(String path, Rest.Answer made) {
        assertThat(made.status()).as(made.toString()).isEqualTo(201);
        String task = path + "/" + made.text("id");
        await().atMost(Limits.STEP).until(() -> rest.get(task).text("status").equals("completed"));
        return rest.get(task);
    }

    /// A report by its path alone, with the same key.
    private String report(Rest.Answer task, String name) {
        return rest.get(URI.create(task.text(name)).getPath()).body();
    }

    private static List<String> lines(String report) {
        assertThat(report).endsWith("\r\n");
        return List.of(report.split("\r\n"));
    }

    private List<String> listed() {
        return rest.get("/v3/device-enrollments").json().findValuesAsText("enrollment_identity");
    }

    private int tasks() {
        return EnrollmentJobServiceGrpc.newBlockingStub(acme.channel())
                .listEnrollmentJobs(ListEnrollmentJobsRequest.getDefaultInstance()).getJobsCount();
    }
}
