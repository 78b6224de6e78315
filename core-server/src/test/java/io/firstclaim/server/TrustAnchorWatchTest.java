package io.firstclaim.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.firstclaim.api.CoreErrors;
import io.firstclaim.persistence.DatabaseConfig;
import io.firstclaim.proto.bootstrap.v1.BootstrapServiceGrpc;
import io.firstclaim.proto.bootstrap.v1.WatchTrustAnchorsRequest;
import io.firstclaim.proto.bootstrap.v1.WatchTrustAnchorsResponse;
import io.firstclaim.proto.errors.v1.ErrorReason;
import io.firstclaim.proto.trust.v1.DeleteTrustedCertificateRequest;
import io.firstclaim.proto.trust.v1.TrustedCertificate;
import io.firstclaim.server.call.Answers;
import io.grpc.Channel;
import io.grpc.stub.StreamObserver;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrustAnchorWatchTest {
    private static final Duration LIMIT = Duration.ofSeconds(10);
    private static final TestFactory MAKER = TestFactory.named("Maker CA");

    @TempDir
    Path data;

    @Test
    void anEdgeHasTheWholeSetAtOnceAndAnewAfterEachChange() {
        try (var core = TestCore.in(data)) {
            var acme = core.account("Acme");
            var watch = Watch.by(core.edge());
            await().atMost(LIMIT).until(() -> watch.sets().size() == 1);
            assertThat(watch.latest().getAnchorsList()).isEmpty();
            assertThat(TestCore.certificate(watch.latest().getDeviceCaCertificate().toByteArray())
                    .getBasicConstraints()).isNotNegative();
            var trusted = acme.trust(MAKER);
            await().atMost(LIMIT).untilAsserted(() -> assertThat(watch.anchors()).containsExactly(MAKER));
            delete(acme, trusted);
            await().atMost(LIMIT).untilAsserted(() -> assertThat(watch.anchors()).isEmpty());
            assertThat(watch.sets()).hasSize(3);
        }
    }

    @Test
    void aCaThatTwoAccountsTrustIsThereOnceUntilNeitherDoes() {
        try (var core = TestCore.in(data)) {
            var acme = core.account("Acme");
            var other = core.account("Other");
            var first = acme.trust(MAKER);
            other.trust(MAKER);
            delete(acme, first);
            var watch = Watch.by(core.edge());
            await().atMost(LIMIT).untilAsserted(() -> assertThat(watch.anchors()).containsExactly(MAKER));
        }
    }

    @Test
    void aChangeMadeAtOneCoreReachesTheEdgesOfAnother() {
        var shared = DatabaseConfig.inMemory("watch-" + System.nanoTime());
        try (var one = TestCore.start(sharing(shared, "one"));
                var other = TestCore.start(sharing(shared, "other"))) {
            var watch = Watch.by(other.edge());
            await().atMost(LIMIT).until(() -> watch.sets().size() == 1);
            one.account("Acme").trust(MAKER);
            await().atMost(LIMIT).untilAsserted(() -> assertThat(watch.anchors()).containsExactly(MAKER));
        }
    }

    @Test
    void aCoreThatStopsEndsTheStreamsWithoutWaitingForThem() {
        var core = TestCore.in(data);
        var watch = Watch.by(core.edge());
        await().atMost(LIMIT).until(() -> watch.sets().size() == 1);
        core.server().close();
        await().atMost(LIMIT).untilAsserted(() -> assertThat(watch.end()).isNotNull());
        assertThat(CoreErrors.reasonOf(Objects.requireNonNull(watch.end())))
                .isEqualTo(ErrorReason.ERROR_REASON_SYSTEM_UNAVAILABLE);
        core.close();
    }

    private CoreConfig sharing(DatabaseConfig database, String name) {
        return TestCore.config(data)
                .with(new CoreConfig.Storage(data.resolve(name), database, data.resolve("passphrase")));
    }

    private static void delete(TestAccount account, TrustedCertificate certificate) {
        var _ = account.trust().deleteTrustedCertificate(
                DeleteTrustedCertificateRequest.newBuilder().setId(certificate.getId()).build());
    }

    /// An edge's stream, as it came.
    private static final class Watch implements StreamObserver<WatchTrustAnchorsResponse> {
        private final List<WatchTrustAnchorsResponse> sets = new ArrayList<>();
        private @Nullable Throwable end;

        static Watch by(Channel edge) {
            var watch = new Watch();
            BootstrapServiceGrpc.newStub(edge).watchTrustAnchors(WatchTrustAnchorsRequest.getDefaultInstance(), watch);
            return watch;
        }

        @Override
        public synchronized void onNext(WatchTrustAnchorsResponse set) {
            sets.add(set);
        }

        @Override
        public synchronized void onError(Throwable failure) {
            end = failure;
        }

        @Override
        public synchronized void onCompleted() {
            end = new IllegalStateException("ended without an error");
        }

        synchronized List<WatchTrustAnchorsResponse> sets() {
            return List.copyOf(sets);
        }

        synchronized WatchTrustAnchorsResponse latest() {
            return sets.getLast();
        }

        synchronized @Nullable Throwable end() {
            return end;
        }

        /// The makers of the latest set: here there is one at most.
        synchronized List<TestFactory> anchors() {
            if (sets.isEmpty()) {
                return List.of();
            }
            return latest().getAnchorsList().stream().map(anchor -> {
                assertThat(anchor.getCertificate()).isEqualTo(Answers.der(MAKER.ca()));
                return MAKER;
            }).toList();
        }
    }
}
