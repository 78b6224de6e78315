package io.firstclaim.web;

import io.firstclaim.web.http.Answer;
import io.firstclaim.web.http.Endpoint;
import io.firstclaim.web.http.Resource;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;

/// `/v3/openapi.yaml`: the document that describes the interface, for everyone.
final class OpenApiResource implements Resource {
    private static final String FILE = "openapi.yaml";
    private static final String YAML = "application/yaml";

    private final byte[] document;

    OpenApiResource() {
        try (InputStream file = OpenApiResource.class.getResourceAsStream(FILE)) {
            if (file == null) {
                throw new IllegalStateException(FILE + " is missing in this build");
            }
            document = file.readAllBytes();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    @Override
    public List<Endpoint> endpoints() {
        return List.of(Endpoint.of("GET", "/" + FILE, _ -> Answer.stream(YAML, out -> out.write(document)))
                .producing(YAML));
    }
}
