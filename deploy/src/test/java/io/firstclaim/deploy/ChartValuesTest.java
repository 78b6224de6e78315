package io.firstclaim.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.yaml.snakeyaml.Yaml;

/// Each value exists in values.yaml, in its schema and in a template, or in none of them.
class ChartValuesTest {
    private static final Pattern USED = Pattern.compile("\\.Values((?:\\.[A-Za-z]+)+)");
    private static String minimal = "";
    private static String full = "";

    @BeforeAll
    static void render() throws IOException {
        minimal = Chart.render(Checkout.CHART, Chart.MINIMAL);
        full = Chart.render(Checkout.CHART, Chart.full());
    }

    static Stream<String> leaves() throws IOException {
        return leaves("", defaults()).stream();
    }

    private static Node defaults() throws IOException {
        return Node.in(Checkout.CHART.resolve("values.yaml"));
    }

    private static Node fullValues() throws IOException {
        return Node.all(Chart.full()).getFirst();
    }

    private static List<String> leaves(String prefix, Node node) {
        if (!node.isObject() || node.fields().isEmpty()) {
            return List.of(prefix);
        }
        List<String> leaves = new ArrayList<>();
        node.fields().forEach((name, field) -> leaves.addAll(leaves(prefix.isEmpty() ? name : prefix + "." + name,
                field)));
        return leaves;
    }

    private static Node at(Node values, String path) {
        return values.get(path.split("\\.", -1));
    }

    @ParameterizedTest
    @MethodSource("leaves")
    void eachValueMakesADifference(String path) throws IOException {
        Node standard = at(defaults(), path);
        Node other = at(fullValues(), path);
        assertThat(other.isThere()).as(path + " in full-values.yaml").isTrue();
        Object changed = other.equals(standard) ? !standard.isTrue() : other.value();

        // A value may need others beside it, or come to nothing beside others.
        boolean matters = !rendered(with(Chart.full(), path, other.equals(standard) ? changed : standard.value()))
                .equals(full) || !rendered(with(Chart.MINIMAL, path, changed)).equals(minimal);
        assertThat(matters).isTrue();
    }

    /// What comes out; that the value is missing, where it must not be.
    private static String rendered(String values) {
        try {
            return Chart.render(Checkout.CHART, values);
        } catch (IllegalStateException refused) {
            return String.valueOf(refused.getMessage());
        }
    }

    private static String with(String values, String path, @Nullable Object value) {
        return new Yaml().dump(with(Node.all(values).getFirst(), List.of(path.split("\\.", -1)), value));
    }

    private static Object with(Node values, List<String> path, @Nullable Object value) {
        Map<String, @Nullable Object> changed = new LinkedHashMap<>();
        values.fields().forEach((name, field) -> changed.put(name, field.value()));
        String name = path.getFirst();
        changed.put(name, path.size() == 1 ? value : with(values.get(name), path.subList(1, path.size()), value));
        return changed;
    }

    @Test
    void eachValueThatATemplateUsesHasADefault() throws IOException {
        Node defaults = defaults();
        List<String> used = USED.matcher(Chart.templates()).results().map(MatchResult::group)
                .map(path -> path.substring(".Values.".length())).distinct().toList();

        assertThat(used).hasSizeGreaterThan(50).allMatch(path -> at(defaults, path).isThere());
        assertThat(at(defaults, "core.replica").isThere()).isFalse();
    }

    @Test
    void theSchemaHasEachValueAndNoOther() throws IOException {
        Node schema = Node.all(Files.readString(Checkout.CHART.resolve("values.schema.json"))).getFirst();
        List<String> complaints = new ArrayList<>();
        compare("", defaults(), schema, schema, complaints);
        assertThat(complaints).isEmpty();

        compare("", Node.all("{image: {tags: []}}").getFirst(), schema, schema, complaints);
        assertThat(complaints).contains(".image has [tags], the schema [pullPolicy, pullSecrets, repository, tag]");
    }

    private static void compare(String path, Node values, Node schema, Node root, List<String> complaints) {
        Node resolved = resolved(schema, root);
        if (!values.isObject() || !resolved.get("properties").isThere()) {
            return;
        }
        Set<String> allowed = new TreeSet<>(resolved.get("properties").fields().keySet());
        // Helm's own, there for every chart.
        allowed.remove("global");
        Set<String> given = new TreeSet<>(values.fields().keySet());
        if (!given.equals(allowed)) {
            complaints.add(path + " has " + given + ", the schema " + allowed);
        }
        if (!"false".equals(resolved.get("additionalProperties").text())) {
            complaints.add(path + " may have more");
        }
        values.fields().forEach((name, value) -> compare(path + "." + name, value,
                resolved.get("properties", name), root, complaints));
    }

    private static Node resolved(Node schema, Node root) {
        String reference = schema.get("$ref").text();
        return reference.isEmpty() ? schema : root.get("definitions", reference.substring("#/definitions/".length()));
    }
}
