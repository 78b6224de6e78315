package io.firstclaim.it.stack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.dialect.Dialects;
import io.firstclaim.web.WebEdge;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// The OpenAPI document that the web edge serves, as the judge of what it really answers.
public final class ApiDocument {
    private static final String AT = "https://firstclaim.test/openapi.json";
    private static final Set<String> METHODS = Set.of("get", "post", "put", "delete");
    private static final String ERROR = "#/components/schemas/Error";

    private final JsonNode document;
    private final SchemaRegistry schemas;

    private ApiDocument(JsonNode document) {
        this.document = document;
        SchemaRegistryConfig checksFormats = SchemaRegistryConfig.builder().formatAssertionsEnabled(true).build();
        schemas = SchemaRegistry.withDialect(Dialects.getDraft202012(), registry -> registry
                .schemas(Map.of(AT, document.toString())).schemaRegistryConfig(checksFormats));
    }

    /// The document in the web edge.
    public static ApiDocument read() {
        try (InputStream yaml = WebEdge.class.getResourceAsStream("openapi.yaml")) {
            return new ApiDocument(new YAMLMapper().readTree(yaml));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// All operations, as `GET /v3/devices/{id}`.
    public Set<String> operations() {
        Set<String> operations = new TreeSet<>();
        document.get("paths").properties().forEach(path -> path.getValue().fieldNames().forEachRemaining(method -> {
            if (METHODS.contains(method)) {
                operations.add(method.toUpperCase(Locale.ROOT) + " " + path.getKey());
            }
        }));
        return operations;
    }

    /// The document itself.
    public JsonNode json() {
        return document;
    }

    /// Fails for an answer that the document does not describe.
    ///
    /// @param path of the request, with its query
    public void check(String method, String path, Rest.Answer answer) {
        if (!METHODS.contains(method.toLowerCase(Locale.ROOT))) {
            return;
        }
        if (answer.header("X-Request-ID").isEmpty()) {
            throw new AssertionError("no request id: " + method + " " + path + " -> " + answer);
        }
        check(method, path, answer.status(), answer.header("Content-Type"), answer.body());
    }

    /// The same for an answer from elsewhere.
    public void check(String method, String path, int status, Optional<String> contentType, String body) {
        String what = method + " " + path + " -> " + status + " " + body;
        Optional<JsonNode> operation = operation(method, path);
        if (operation.isEmpty()) {
            if (status < 400) {
                throw new AssertionError("the document has no such operation: " + what);
            }
            validate(ERROR, body, what);
            return;
        }
        JsonNode responses = operation.get().get("responses");
        JsonNode response = resolved(responses.path(String.valueOf(status)));
        if (response.isMissingNode()) {
            if (status < 400) {
                throw new AssertionError("the document has no such status: " + what);
            }
            response = resolved(responses.get("default"));
        }
        if (response.has("content")) {
            checkContent(response.get("content"), contentType.orElse(""), body, what);
        } else if (!body.isEmpty()) {
            throw new AssertionError("the document has no body there: " + what);
        }
    }

    private void checkContent(JsonNode content, String contentType, String body, String what) {
        String type = contentType.replaceAll(";.*", "");
        if (!content.has(type)) {
            throw new AssertionError("the document has no '" + contentType + "' there: " + what);
        }
        if (type.equals("application/json")) {
            validate(content.get(type).get("schema").get("$ref").textValue(), body, what);
        }
    }

    private void validate(String schema, String json, String what) {
        List<Error> errors;
        try {
            errors = schemas.getSchema(SchemaLocation.of(AT + schema)).validate(json, InputFormat.JSON);
        } catch (UncheckedIOException notJson) {
            throw new AssertionError("no JSON: " + what, notJson);
        }
        if (!errors.isEmpty()) {
            throw new AssertionError("the document has it otherwise: " + errors + " in " + what);
        }
    }

    /// The operation at the path with the fewest variables that fits.
    private Optional<JsonNode> operation(String method, String pathAndQuery) {
        String path = pathAndQuery.replaceAll("\\?.*", "").replaceAll("/$", "");
        return document.get("paths").properties().stream()
                .filter(entry -> path.matches(entry.getKey().replaceAll("\\{\\w+}", "[^/]+")))
                .filter(entry -> entry.getValue().has(method.toLowerCase(Locale.ROOT)))
                .min(Comparator.comparingLong(entry -> entry.getKey().chars().filter(c -> c == '{').count()))
                .map(entry -> entry.getValue().get(method.toLowerCase(Locale.ROOT)));
    }

    private JsonNode resolved(JsonNode node) {
        return node.has("$ref") ? document.at(node.get("$ref").textValue().substring(1)) : node;
    }
}
