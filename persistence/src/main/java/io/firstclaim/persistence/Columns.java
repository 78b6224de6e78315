package io.firstclaim.persistence;

import io.firstclaim.core.ResourceId;
import io.firstclaim.core.trust.Fingerprint;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The current row of a result: its columns as values of the core.
public record Columns(ResultSet row) {
    /// An id.
    public ResourceId id(String column) throws SQLException {
        return ResourceId.ofBytes(bytes(column));
    }

    /// An id that may be null.
    public @Nullable ResourceId idOrNull(String column) throws SQLException {
        var bytes = row.getBytes(column);
        return bytes == null ? null : ResourceId.ofBytes(bytes);
    }

    /// A fingerprint.
    public Fingerprint fingerprint(String column) throws SQLException {
        return Fingerprint.ofBytes(bytes(column));
    }

    /// A fingerprint that may be null.
    public @Nullable Fingerprint fingerprintOrNull(String column) throws SQLException {
        var bytes = row.getBytes(column);
        return bytes == null ? null : Fingerprint.ofBytes(bytes);
    }

    /// A time.
    public Instant time(String column) throws SQLException {
        return Objects.requireNonNull(timeOrNull(column), column);
    }

    /// A time that may be null.
    public @Nullable Instant timeOrNull(String column) throws SQLException {
        var time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }

    /// The constant of an enum, stored by its name.
    public <E extends Enum<E>> E constant(Class<E> type, String column) throws SQLException {
        return Enum.valueOf(type, text(column));
    }

    /// Bytes.
    public byte[] bytes(String column) throws SQLException {
        return Objects.requireNonNull(row.getBytes(column), column);
    }

    /// Text.
    public String text(String column) throws SQLException {
        return Objects.requireNonNull(row.getString(column), column);
    }

    /// Names and texts, a line for each with a tab between; neither holds control characters.
    public Map<String, String> texts(String column) throws SQLException {
        return text(column).lines().map(line -> line.split("\t", 2))
                .collect(Collectors.toMap(parts -> parts[0], parts -> parts[1]));
    }

    /// Text that may be null.
    public @Nullable String textOrNull(String column) throws SQLException {
        return row.getString(column);
    }

    /// A number of 64 bits.
    public long number(String column) throws SQLException {
        return row.getLong(column);
    }

    /// A number of 32 bits.
    public int count(String column) throws SQLException {
        return row.getInt(column);
    }

    /// A truth.
    public boolean flag(String column) throws SQLException {
        return row.getBoolean(column);
    }
}
