package io.firstclaim.it.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.firstclaim.it.stack.ApiDocument;
import io.firstclaim.it.stack.Rest;
import io.firstclaim.it.stack.RunningStack;
import io.firstclaim.it.stack.Stack;
import io.firstclaim.web.WebEdge;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// The OpenAPI document has what the server has. That every answer is as it says is looked at in every test that uses [Rest].
@ExtendWith(RunningStack.class)
class ApiDocumentTest {
    private static final String ERROR = """
            {"object":"error","code":404,"type":"not_found","message":"There is nothing.","request_id":"1"}""";
    private static final Optional<String> JSON = Optional.of("application/json");

    private final Stack stack;
    private final ApiDocument document = ApiDocument.read();

    ApiDocumentTest(Stack stack) {
        this.stack = stack;
    }

    @Test
    void everyRouteIsInTheDocumentAndViceVersa() {
        Set<String> routes = stack.web().endpoints().stream()
                .map(endpoint -> endpoint.method() + " /v3" + endpoint.path()).collect(Collectors.toSet());

        assertThat(document.operations()).isEqualTo(routes);
    }

    @Test
    void theDocumentIsServedToEveryone() throws Exception {
        Rest.Answer served = stack.rest().get("/v3/openapi.yaml");

        assertThat(served.status()).isEqualTo(200);
        assertThat(served.header("Content-Type")).contains("application/yaml");
        try (InputStream file = WebEdge.class.getResourceAsStream("openapi.yaml")) {
            assertThat(served.body()).isEqualTo(new String(file.readAllBytes(), StandardCharsets.UTF_8));
        }
    }

    @Test
    void everyReferenceInTheDocumentLeadsSomewhere() {
        assertThat(document.json().findValuesAsText("$ref")).isNotEmpty().allSatisfy(
                reference -> assertThat(document.json().at(reference.substring(1)).isMissingNode()).as(reference)
                        .isFalse());
    }

    @Test
    void everyOperationHasANameOfItsOwnASummaryAndAnswers() {
        assertThat(document.json().findValuesAsText("operationId")).doesNotHaveDuplicates()
                .hasSizeGreaterThanOrEqualTo(document.operations().size());
        assertThat(document.json().get("paths").findParents("operationId")).allSatisfy(operation -> {
            assertThat(operation.path("summary").asText()).isNotBlank();
            assertThat(operation.path("responses").has("default")).isTrue();
        });
    }

    @Test
    void anAnswerAsItIsDescribedPasses() {
        assertThatCode(() -> document.check("GET", "/v3/device-enrollments/1?x=y", 404, JSON, ERROR))
                .doesNotThrowAnyException();
        assertThatCode(() -> document.check("DELETE", "/v3/device-enrollments/1/", 204, Optional.empty(), ""))
                .doesNotThrowAnyException();
        assertThatCode(() -> document.check("GET", "/v3/nothing", 404, JSON, ERROR)).doesNotThrowAnyException();
    }

    static Stream<Arguments> others() {
        return Stream.of(Arguments.of("a key too many", 404, "application/json", ERROR.replace("}", ",\"more\":1}")),
                Arguments.of("a key too few", 404, "application/json", ERROR.replace(",\"request_id\":\"1\"", "")),
                Arguments.of("a key of another type", 404, "application/json", ERROR.replace("404", "\"404\"")),
                Arguments.of("a value that there is not", 404, "application/json", ERROR.replace("not_found", "lost")),
                Arguments.of("another status", 202, "application/json", ERROR),
                Arguments.of("another type", 404, "text/html", ERROR),
                Arguments.of("no JSON", 404, "application/json", "nothing"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("others")
    void anAnswerThatIsOtherwiseFails(String what, int status, String type, String body) {
        assertThatThrownBy(
                () -> document.check("GET", "/v3/device-enrollments/1", status, Optional.of(type), body))
                .isInstanceOf(AssertionError.class);
    }

    @Test
    void aBodyWhereThereShouldBeNoneFails() {
        assertThatThrownBy(() -> document.check("DELETE", "/v3/device-enrollments/1", 204, JSON, ERROR))
                .isInstanceOf(AssertionError.class);
        assertThatThrownBy(() -> document.check("GET", "/v3/nothing", 200, JSON, "{}"))
                .isInstanceOf(AssertionError.class);
    }
}
