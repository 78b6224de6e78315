package io.firstclaim.persistence.move;

import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/// The JSON of an export: the same bytes on every machine.
final class Json {
    private static final JsonMapper MAPPER = JsonMapper
            .builder(new JsonFactoryBuilder().rootValueSeparator("").disable(StreamWriteFeature.AUTO_CLOSE_TARGET)
                    .disable(StreamWriteFeature.FLUSH_PASSED_TO_STREAM).build())
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE).build();
    private static final ObjectWriter PRETTY = MAPPER.writer(new DefaultPrettyPrinter()
            .withObjectIndenter(new DefaultIndenter("  ", "\n")));

    private Json() {}

    static byte[] write(Manifest manifest) throws IOException {
        return PRETTY.writeValueAsBytes(manifest);
    }

    static Manifest readManifest(byte[] json) throws IOException {
        return MAPPER.readValue(json, Manifest.class);
    }

    /// A generator that leaves the stream open.
    static JsonGenerator generator(OutputStream out) throws IOException {
        return MAPPER.createGenerator(out);
    }

    static JsonParser parser(InputStream in) throws IOException {
        return MAPPER.createParser(in);
    }
}
