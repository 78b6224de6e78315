package io.firstclaim.benchmarks.bulk;

import io.firstclaim.core.enrollment.EnrollmentId;
import io.firstclaim.core.trust.Fingerprint;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/// A CSV file of random enrollment IDs, made while it is read.
final class IdFile extends InputStream {
    private static final byte[] HEADER = "enrollment_identity\n".getBytes(StandardCharsets.US_ASCII);

    private final RandomGenerator random;
    private long left;
    private byte[] line = HEADER;
    private int position;

    /// @param seed
    ///            another seed is another file
    IdFile(long rows, long seed) {
        this.left = rows;
        this.random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
    }

    @Override
    public int read() {
        var one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0];
    }

    @Override
    public int read(byte[] buffer, int offset, int length) {
        int read = 0;
        while (read < length && hasLine()) {
            int part = Math.min(length - read, line.length - position);
            System.arraycopy(line, position, buffer, offset + read, part);
            position += part;
            read += part;
        }
        return read == 0 && length > 0 ? -1 : read;
    }

    private boolean hasLine() {
        if (position == line.length && left > 0) {
            left--;
            position = 0;
            var fingerprint = new byte[Fingerprint.LENGTH];
            random.nextBytes(fingerprint);
            line = (new EnrollmentId(Fingerprint.ofBytes(fingerprint)) + "\n").getBytes(StandardCharsets.US_ASCII);
        }
        return position < line.length;
    }
}
