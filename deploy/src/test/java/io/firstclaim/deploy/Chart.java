package io.firstclaim.deploy;

import com.marcnuri.helm.Helm;
import com.marcnuri.helm.TemplateCommand;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/// The chart, rendered by Helm.
final class Chart {
    /// The least that has to be set.
    static final String MINIMAL = "edge: {publicHost: iot.example}";

    private Chart() {}

    /// The chart's documents as YAML.
    ///
    /// @param values as in a values file
    /// @throws IllegalStateException when Helm refuses the values or a template
    static String render(Path chart, String values) {
        try {
            Path file = Files.createTempFile("values", ".yaml");
            try {
                Files.writeString(file, values);
                TemplateCommand command = new Helm(chart).template().withName("iot").withNamespace("devices")
                        .withKubeVersion("1.34.0").withValuesFile(file);
                return command.call();
            } finally {
                Files.delete(file);
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    static List<Node> rendered(String values) {
        return Node.all(render(Checkout.CHART, values));
    }

    /// Every value that differs from its default, and every list and object filled.
    static String full() throws IOException {
        return Files.readString(Checkout.DEPLOY.resolve("src/test/resources/full-values.yaml"));
    }

    /// The text of all templates.
    static String templates() throws IOException {
        StringBuilder texts = new StringBuilder();
        try (Stream<Path> files = Files.list(Checkout.CHART.resolve("templates"))) {
            for (Path file : files.sorted().toList()) {
                texts.append(Files.readString(file));
            }
        }
        return texts.toString();
    }
}
