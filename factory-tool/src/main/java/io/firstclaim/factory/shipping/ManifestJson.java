package io.firstclaim.factory.shipping;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.firstclaim.factory.FactoryException;
import java.io.IOException;
import java.io.UncheckedIOException;

/// The manifest as JSON (RFC 8259), member names in snake_case. Reading is strict and bounded: who wrote it may be
/// anyone.
public final class ManifestJson {
    /// The largest manifest, in bytes.
    public static final int MAX_BYTES = 64 * 1024 * 1024;

    private static final int MAX_DEPTH = 8;
    private static final int MAX_NUMBER = 20;
    private static final ObjectMapper JSON = JsonMapper.builder(JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(MAX_DEPTH)
                    .maxStringLength(Manifest.MAX_TEXT).maxNameLength(MAX_NUMBER).maxNumberLength(MAX_NUMBER)
                    .maxDocumentLength(MAX_BYTES).build())
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build())
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS,
                    DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES,
                    DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES,
                    DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
            .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
            .build();

    private ManifestJson() {}

    /// Writes a manifest; the same one gives the same bytes.
    public static byte[] write(Manifest manifest) {
        DefaultIndenter lines = new DefaultIndenter("  ", "\n");
        try {
            return JSON.writer(new DefaultPrettyPrinter().withObjectIndenter(lines).withArrayIndenter(lines))
                    .writeValueAsBytes(manifest);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException("a manifest can't fail to be written", e);
        }
    }

    /// Reads a manifest.
    ///
    /// @throws FactoryException when it is none
    public static Manifest read(byte[] json) {
        try {
            Manifest manifest = JSON.readValue(json, Manifest.class);
            if (manifest == null) {
                throw new FactoryException("the manifest is empty: expected an object");
            }
            return manifest;
        } catch (JsonProcessingException e) {
            String why = e.getCause() instanceof FactoryException refused
                    ? refused.getMessage()
                    : e.getOriginalMessage();
            throw new FactoryException("the manifest can't be read: " + why, e);
        } catch (IOException e) {
            throw new FactoryException("the manifest can't be read: " + e.getMessage(), e);
        }
    }
}
