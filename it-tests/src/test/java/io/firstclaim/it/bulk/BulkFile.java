package io.firstclaim.it.bulk;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;

/// A file of rows of all kinds, the same for the same seed.
///
/// @param held
///            IDs in it that another account is to hold before
/// @param own
///            IDs in it that the account itself is to hold before
record BulkFile(List<String> rows, List<String> held, List<String> own) {
    private static final HexFormat COLON_HEX = HexFormat.ofDelimiter(":").withUpperCase();

    /// Of a hundred rows some 85 are new IDs, 5 repeat an earlier row, 5 are malformed, 5 are held already.
    static BulkFile of(int count, long seed) {
        var random = new Random(seed);
        var rows = new ArrayList<String>(count);
        var held = new ArrayList<String>();
        var own = new ArrayList<String>();
        for (int i = 0; i < count; i++) {
            int kind = random.nextInt(100);
            if (kind < 5 && i > 0) {
                rows.add(rows.get(random.nextInt(i)));
            } else if (kind < 10) {
                rows.add(malformed(kind, id(random)));
            } else {
                var id = id(random);
                rows.add(id);
                if (kind < 12) {
                    held.add(id);
                } else if (kind < 15) {
                    own.add(id);
                }
            }
        }
        return new BulkFile(rows, held, own);
    }

    private static String malformed(int kind, String id) {
        return switch (kind) {
            case 5 -> "B" + id.substring(1);
            case 6 -> id.substring(1);
            case 7 -> "\" " + id + "\"";
            case 8 -> "\"\"";
            default -> "say \"hello\"";
        };
    }

    private static String id(Random random) {
        var fingerprint = new byte[32];
        random.nextBytes(fingerprint);
        return "A-" + COLON_HEX.formatHex(fingerprint);
    }

    /// The file.
    InputStream csv() {
        return csv(rows);
    }

    /// A file of these rows alone.
    static InputStream csv(List<String> rows) {
        return new ByteArrayInputStream(
                ("enrollment_identity\n" + String.join("\n", rows)).getBytes(StandardCharsets.UTF_8));
    }
}
