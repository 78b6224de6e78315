package io.firstclaim.benchmarks.pieces;

import com.google.protobuf.ByteString;
import io.firstclaim.benchmarks.load.Maker;
import io.firstclaim.edge.bootstrap.Plans;
import io.firstclaim.edge.bootstrap.Provisioning;
import io.firstclaim.edge.bootstrap.Write;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/// What is written to a device, with its certificate and key, in TLV.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class Writes {
    private static final String ACCOUNT = "0190163d21d200000000000100100aaa";

    private final Plans plans = Plans.inTlv();
    private final Provisioning granted = granted();

    private static Provisioning granted() {
        var maker = new Maker("Servers");
        var credential = maker.credential(ACCOUNT);
        return new Provisioning("coaps://localhost:5684?aid=" + ACCOUNT, "coaps://localhost:5784?aid=" + ACCOUNT,
                ByteString.copyFrom(Maker.encoded(credential.certificate())),
                ByteString.copyFrom(Maker.encoded(maker.certificate())),
                ByteString.copyFrom(credential.key().getEncoded()), 1, 86_400);
    }

    /// All writes of a bootstrap.
    @Benchmark
    public List<Write> plan() {
        return plans.instances(granted, 0);
    }
}
