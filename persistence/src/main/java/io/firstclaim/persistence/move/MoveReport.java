package io.firstclaim.persistence.move;

import java.util.LinkedHashMap;
import java.util.SequencedMap;

/// What an export holds.
///
/// @param schema
///            the version of the schema that it is of
/// @param sha256
///            of its manifest, which has the checksums of all tables: it says which export it is
/// @param tables
///            how many rows each has
public record MoveReport(String schema, String sha256, SequencedMap<String, Long> tables) {
    static MoveReport of(Manifest manifest, String sha256) {
        var tables = new LinkedHashMap<String, Long>();
        manifest.tables().forEach(table -> tables.put(table.name(), table.rows()));
        return new MoveReport(manifest.schema(), sha256, tables);
    }

    /// The rows of all tables.
    public long rows() {
        return tables.values().stream().mapToLong(Long::longValue).sum();
    }
}
