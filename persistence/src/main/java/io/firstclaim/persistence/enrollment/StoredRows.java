package io.firstclaim.persistence.enrollment;

import io.firstclaim.core.enrollment.EnrollmentId;
import io.firstclaim.core.enrollment.JobRow;
import io.firstclaim.core.enrollment.RowOutcome;
import io.firstclaim.core.trust.Fingerprint;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// Rows of bulk jobs and their outcomes as bytes. A row is a byte that says what follows, then the 32 bytes of a fingerprint, or two texts as
/// [DataOutputStream#writeUTF] writes them. An outcome is one byte.
final class StoredRows {
    private static final byte VALID = 'v';
    private static final byte MALFORMED = 'm';

    private StoredRows() {}

    static byte[] ofRows(List<JobRow> rows) {
        var bytes = new ByteArrayOutputStream(rows.size() * (Fingerprint.LENGTH + 1));
        try (var out = new DataOutputStream(bytes)) {
            for (JobRow row : rows) {
                switch (row) {
                    case JobRow.Valid(var identity) -> {
                        out.writeByte(VALID);
                        out.write(identity.fingerprint().bytes());
                    }
                    case JobRow.Malformed(var shown, var message) -> {
                        out.writeByte(MALFORMED);
                        out.writeUTF(shown);
                        out.writeUTF(message);
                    }
                }
            }
        } catch (IOException impossible) {
            throw new IllegalStateException("Rows can't be written to memory", impossible);
        }
        return bytes.toByteArray();
    }

    static List<JobRow> rows(byte[] bytes) {
        var rows = new ArrayList<JobRow>();
        try (var in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            while (in.available() > 0) {
                rows.add(row(in));
            }
        } catch (IOException broken) {
            throw new IllegalStateException("Stored rows can't be read", broken);
        }
        return rows;
    }

    private static JobRow row(DataInputStream in) throws IOException {
        var kind = in.readByte();
        return switch (kind) {
            case VALID -> new JobRow.Valid(
                    new EnrollmentId(Fingerprint.ofBytes(in.readNBytes(Fingerprint.LENGTH))));
            case MALFORMED -> new JobRow.Malformed(in.readUTF(), in.readUTF());
            default -> throw new IllegalStateException("A stored row begins with " + kind);
        };
    }

    static byte[] ofOutcomes(List<RowOutcome> outcomes) {
        var bytes = new byte[outcomes.size()];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = switch (outcomes.get(i)) {
                case DONE -> 'd';
                case MALFORMED -> 'm';
                case DUPLICATE -> 'u';
                case NOT_FOUND -> 'n';
            };
        }
        return bytes;
    }

    static List<RowOutcome> outcomes(byte[] bytes) {
        var outcomes = new ArrayList<RowOutcome>(bytes.length);
        for (byte stored : bytes) {
            outcomes.add(switch (stored) {
                case 'd' -> RowOutcome.DONE;
                case 'm' -> RowOutcome.MALFORMED;
                case 'u' -> RowOutcome.DUPLICATE;
                case 'n' -> RowOutcome.NOT_FOUND;
                default -> throw new IllegalStateException("A stored outcome is " + stored);
            });
        }
        return outcomes;
    }
}
