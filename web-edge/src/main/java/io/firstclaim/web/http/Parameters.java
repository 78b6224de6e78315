package io.firstclaim.web.http;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The parameters of a query, decoded, in the order in which they came.
public final class Parameters {
    private final Map<String, List<String>> values;

    private Parameters(Map<String, List<String>> values) {
        this.values = values;
    }

    /// Reads a query as forms write it: `name=value` joined by `&`, percent-encoded UTF-8, `+` for a blank.
    ///
    /// @throws HttpError for one that is not encoded so
    public static Parameters parse(String rawQuery) {
        Map<String, List<String>> values = new LinkedHashMap<>();
        for (String pair : rawQuery.split("&", -1)) {
            if (!pair.isEmpty()) {
                int equals = pair.indexOf('=');
                String name = decode((equals < 0 ? pair : pair.substring(0, equals)).replace('+', ' '));
                String value = equals < 0 ? "" : decode(pair.substring(equals + 1).replace('+', ' '));
                values.computeIfAbsent(name, _ -> new ArrayList<>()).add(value);
            }
        }
        return new Parameters(values);
    }

    /// The value of a parameter; the last one where it is given more than once.
    public Optional<String> get(String name) {
        return values.containsKey(name) ? Optional.of(values.get(name).getLast()) : Optional.empty();
    }

    /// Everything.
    public Map<String, List<String>> all() {
        return values;
    }

    /// Undoes percent-encoding (RFC 3986, section 2.1).
    ///
    /// @throws HttpError when a percent sign is not followed by two hex digits, or the outcome is not UTF-8
    public static String decode(String text) {
        if (text.indexOf('%') < 0) {
            return text;
        }
        byte[] encoded = text.getBytes(StandardCharsets.UTF_8);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(encoded.length);
        for (int i = 0; i < encoded.length; i++) {
            if (encoded[i] == '%') {
                int high = i + 2 < encoded.length ? Character.digit(encoded[i + 1], 16) : -1;
                int low = i + 2 < encoded.length ? Character.digit(encoded[i + 2], 16) : -1;
                if (high < 0 || low < 0) {
                    throw undecodable(text);
                }
                bytes.write(high << 4 | low);
                i += 2;
            } else {
                bytes.write(encoded[i]);
            }
        }
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes.toByteArray())).toString();
        } catch (CharacterCodingException notUtf8) {
            throw undecodable(text);
        }
    }

    private static HttpError undecodable(String text) {
        return HttpError.of(ErrorType.VALIDATION_ERROR,
                "'" + Shown.shortened(text) + "' is not percent-encoded UTF-8.");
    }
}
