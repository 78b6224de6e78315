package io.firstclaim.web.http;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdScalarSerializer;
import com.google.protobuf.Timestamp;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// How JSON is written and read: records in snake case, every key there, times with milliseconds; what comes in is taken at its word and not bent
/// into what it might have meant.
public final class Json {
    /// The deepest nesting that is read; the deepest there is has 3.
    private static final int MAX_DEPTH = 32;
    /// The longest number that is read.
    private static final int MAX_NUMBER_LENGTH = 32;

    private static final DateTimeFormatter TIME = DateTimeFormatter
            .ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private static final ObjectMapper MAPPER = mapper();

    private Json() {}

    /// Writes a record.
    public static byte[] write(Object value) {
        try {
            return MAPPER.writeValueAsBytes(value);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("a record can't be written as JSON", impossible);
        }
    }

    /// A time of the core; null for one that is not set.
    public static @Nullable Instant time(boolean isSet, Timestamp time) {
        return isSet ? Instant.ofEpochSecond(time.getSeconds(), time.getNanos()) : null;
    }

    /// A time as it stands in answers: UTC, with milliseconds.
    public static String text(Instant time) {
        return TIME.format(time);
    }

    /// A text that may be unset: null for the empty one.
    public static @Nullable String textOrNull(String text) {
        return text.isEmpty() ? null : text;
    }

    /// Reads an object.
    ///
    /// @throws HttpError for what is not JSON in UTF-8, no object, or has a field of another type
    static <T> T read(byte[] body, Class<T> type) {
        try {
            String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(body)).toString();
            T value = MAPPER.readValue(text, type);
            if (value == null) {
                throw notJson("The body is null: a JSON object is expected.");
            }
            return value;
        } catch (CharacterCodingException notUtf8) {
            throw notJson("The body is not UTF-8.");
        } catch (MismatchedInputException mismatch) {
            throw mismatched(mismatch);
        } catch (JsonProcessingException malformed) {
            throw notJson("The body is not JSON: " + malformed.getOriginalMessage() + where(malformed));
        }
    }

    private static HttpError notJson(String message) {
        return HttpError.of(ErrorType.VALIDATION_ERROR, message);
    }

    private static HttpError mismatched(MismatchedInputException mismatch) {
        String field = mismatch.getPath().stream().map(JsonMappingException.Reference::getFieldName)
                .filter(name -> name != null).collect(Collectors.joining("."));
        if (field.isEmpty()) {
            return notJson("The body is not a JSON object.");
        }
        return HttpError.invalid(field,
                "'" + field + "' has the wrong type: " + expected(mismatch.getTargetType()) + " is expected.");
    }

    private static String expected(@Nullable Class<?> type) {
        if (type == null) {
            return "another";
        }
        if (type == String.class) {
            return "a string";
        }
        if (type == Boolean.class) {
            return "true or false";
        }
        if (Number.class.isAssignableFrom(type)) {
            return "a whole number of at most " + (type == Integer.class ? 31 : 63) + " bits";
        }
        return Collection.class.isAssignableFrom(type)
                ? "a list"
                : Map.class.isAssignableFrom(type) ? "an object of strings" : "an object";
    }

    private static String where(JsonProcessingException malformed) {
        var location = malformed.getLocation();
        return location == null ? "" : " at line " + location.getLineNr() + ", column " + location.getColumnNr() + ".";
    }

    private static ObjectMapper mapper() {
        SimpleModule ours = new SimpleModule().addDeserializer(String.class, new Text()).addSerializer(Instant.class,
                new Time());
        ObjectMapper mapper = JsonMapper.builder().addModule(ours)
                .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT).disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
                .build();
        mapper.getFactory().setStreamReadConstraints(
                StreamReadConstraints.builder().maxNestingDepth(MAX_DEPTH).maxNumberLength(MAX_NUMBER_LENGTH).build());
        return mapper;
    }

    /// Takes strings only, and of these none that is not text: a lone half of a surrogate pair has no UTF-8.
    private static final class Text extends StdScalarDeserializer<String> {
        private static final long serialVersionUID = 1L;

        Text() {
            super(String.class);
        }

        @Override
        public String deserialize(JsonParser parser, DeserializationContext context) throws IOException {
            if (!parser.hasToken(JsonToken.VALUE_STRING)
                    || !StandardCharsets.UTF_8.newEncoder().canEncode(parser.getText())) {
                throw MismatchedInputException.from(parser, String.class, "not a string");
            }
            return parser.getText();
        }
    }

    private static final class Time extends StdScalarSerializer<Instant> {
        private static final long serialVersionUID = 1L;

        Time() {
            super(Instant.class);
        }

        @Override
        public void serialize(Instant time, JsonGenerator json, SerializerProvider provider) throws IOException {
            json.writeString(text(time));
        }
    }
}
