package io.firstclaim.persistence.move;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.Objects;
import java.util.Optional;

/// What a column holds, whatever its database calls that, and how it stands in an export.
enum ColumnKind {
    /// Bytes, as lower-case hex.
    @JsonProperty("bytes")
    BYTES(Types.BINARY),
    /// Text.
    @JsonProperty("text")
    TEXT(Types.VARCHAR),
    /// A whole number of up to 64 bits.
    @JsonProperty("number")
    NUMBER(Types.BIGINT),
    /// True or false.
    @JsonProperty("flag")
    FLAG(Types.BOOLEAN),
    /// A moment, as in RFC 3339 in UTC.
    @JsonProperty("time")
    TIME(Types.TIMESTAMP_WITH_TIMEZONE);

    private static final HexFormat HEX = HexFormat.of();

    private final int sqlType;

    ColumnKind(int sqlType) {
        this.sqlType = sqlType;
    }

    /// The kind of a column, from what its driver says of it; empty for a type that no table had so far.
    static Optional<ColumnKind> of(int sqlType, String typeName) {
        return Optional.ofNullable(switch (sqlType) {
            case Types.BINARY, Types.VARBINARY -> BYTES;
            case Types.VARCHAR -> TEXT;
            case Types.SMALLINT, Types.INTEGER, Types.BIGINT -> NUMBER;
            case Types.BOOLEAN -> FLAG;
            case Types.BIT -> typeName.equals("bool") ? FLAG : null;
            case Types.TIMESTAMP_WITH_TIMEZONE -> TIME;
            case Types.TIMESTAMP -> typeName.equals("timestamptz") ? TIME : null;
            default -> null;
        });
    }

    /// Writes a column of the current row.
    void write(ResultSet row, int column, JsonGenerator json) throws SQLException, IOException {
        Object value = switch (this) {
            case BYTES -> row.getBytes(column);
            case TEXT -> row.getString(column);
            case NUMBER -> row.getLong(column);
            case FLAG -> row.getBoolean(column);
            case TIME -> row.getObject(column, OffsetDateTime.class);
        };
        if (value == null || row.wasNull()) {
            json.writeNull();
            return;
        }
        switch (value) {
            case byte[] bytes -> json.writeString(HEX.formatHex(bytes));
            case Long number -> json.writeNumber(number);
            case Boolean flag -> json.writeBoolean(flag);
            case OffsetDateTime time -> json.writeString(time.toInstant().toString());
            default -> json.writeString(value.toString());
        }
    }

    /// Takes the value at which a parser stands as a parameter of a statement.
    ///
    /// @throws DamagedExportException
    ///             when it is of another kind
    void read(JsonParser json, PreparedStatement statement, int parameter) throws SQLException, IOException {
        if (json.currentToken() == JsonToken.VALUE_NULL) {
            statement.setNull(parameter, sqlType);
            return;
        }
        try {
            switch (this) {
                case BYTES -> statement.setBytes(parameter, HEX.parseHex(text(json)));
                case TEXT -> statement.setString(parameter, text(json));
                case NUMBER -> statement.setLong(parameter, json.getLongValue());
                case FLAG -> statement.setBoolean(parameter, json.getBooleanValue());
                case TIME -> statement.setObject(parameter,
                        OffsetDateTime.ofInstant(Instant.parse(text(json)), ZoneOffset.UTC));
            }
        } catch (IllegalArgumentException | DateTimeException | JacksonException other) {
            throw new DamagedExportException("'" + json.getText() + "' is no value of the kind " + this, other);
        }
    }

    private static String text(JsonParser json) throws IOException {
        if (json.currentToken() != JsonToken.VALUE_STRING) {
            throw new IllegalArgumentException("a text is expected");
        }
        return Objects.requireNonNull(json.getText());
    }
}
