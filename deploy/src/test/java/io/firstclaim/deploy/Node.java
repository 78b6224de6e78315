package io.firstclaim.deploy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/// A place in a YAML document. A place that is not there is empty, so that a check can say what it misses.
record Node(@Nullable Object value) {

    /// The documents of a stream, without those that are empty. A key that stands twice is refused.
    static List<Node> all(String yaml) {
        var options = new LoaderOptions();
        options.setAllowDuplicateKeys(false);
        return StreamSupport.stream(new Yaml(new SafeConstructor(options)).loadAll(yaml).spliterator(), false)
                .filter(Objects::nonNull).map(Node::new).toList();
    }

    /// The one document of a file.
    static Node in(Path file) throws IOException {
        return all(Files.readString(file)).getFirst();
    }

    /// The place below this one.
    Node get(String... path) {
        Object found = value;
        for (String key : path) {
            found = found instanceof Map<?, ?> fields ? fields.get(key) : null;
        }
        return new Node(found);
    }

    boolean isThere() {
        return value != null;
    }

    boolean isTrue() {
        return Boolean.TRUE.equals(value);
    }

    /// What stands there; empty when nothing does.
    String text() {
        return value == null ? "" : String.valueOf(value);
    }

    /// The elements of a list; none when it is no list.
    List<Node> list() {
        return value instanceof List<?> elements ? elements.stream().map(Node::new).toList() : List.of();
    }

    /// The texts of a list.
    List<String> texts() {
        return list().stream().map(Node::text).toList();
    }

    /// The fields of an object in their order; none when it is no object.
    Map<String, Node> fields() {
        Map<String, Node> fields = new LinkedHashMap<>();
        if (value instanceof Map<?, ?> map) {
            map.forEach((key, field) -> fields.put(String.valueOf(key), new Node(field)));
        }
        return fields;
    }

    boolean isObject() {
        return value instanceof Map;
    }
}
