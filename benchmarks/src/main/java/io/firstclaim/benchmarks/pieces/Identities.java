package io.firstclaim.benchmarks.pieces;

import io.firstclaim.benchmarks.load.Maker;
import io.firstclaim.core.enrollment.EnrollmentId;
import io.firstclaim.core.enrollment.IdentityCsv;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.infra.Blackhole;

/// Enrollment IDs: made of certificates, and read one by one and from a file.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class Identities {
    private final byte[] certificate = Maker
            .encoded(new Maker("Maker").devices("meter", 1).getFirst().certificate());
    private final String text = EnrollmentId.ofCertificate(certificate).toString();
    private final byte[] header = "enrollment_identity\n".getBytes(StandardCharsets.UTF_8);
    private final byte[] row = (text + ",meter of house 7\n").getBytes(StandardCharsets.UTF_8);

    /// A certificate's enrollment ID, as text.
    @Benchmark
    public String certificateToId() {
        return EnrollmentId.ofCertificate(certificate).toString();
    }

    /// An enrollment ID that somebody wrote.
    @Benchmark
    public EnrollmentId parseId() {
        return EnrollmentId.parse(text);
    }

    /// A file with a header and one row.
    @Benchmark
    public void csvRow(Blackhole rows) {
        var csv = new IdentityCsv(rows::consume);
        csv.read(header);
        csv.read(row);
        csv.end();
    }
}
