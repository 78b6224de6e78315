package io.firstclaim.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.firstclaim.proto.bootstrap.v1.BootstrapServiceGrpc;
import io.firstclaim.proto.bootstrap.v1.CheckHandshakeRequest;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// One channel, several cores.
class ManyCoresTest {

    private static final TestIdentity CA = TestIdentity.authority("CN=core CA");

    private static final Duration LIMIT = Duration.ofSeconds(15);

    /// As many as an edge has under way.
    private static final int AT_ONCE = 100;

    private final RecordingCore first = RecordingCore.start(CA.issue("CN=first", "localhost"), CA.certificate());
    private final RecordingCore second = RecordingCore.start(CA.issue("CN=second", "127.0.0.1"), CA.certificate());

    @AfterEach
    void stop() {
        first.close();
        second.close();
    }

    @Test
    void takeTheCallsInTurnEachUnderItsOwnName() {
        try (CoreChannel channel = open(address("localhost", first), address("127.0.0.1", second))) {
            callUntilBothWereAsked(channel);
        }
    }

    @Test
    void aCoreDoesNotProveTheNameOfAnother() {
        try (CoreChannel channel = open(address("127.0.0.1", first), address("127.0.0.1", second))) {
            for (int i = 0; i < 20; i++) {
                check(channel);
            }
        }
        assertThat(first.calls()).isZero();
        assertThat(second.calls()).isEqualTo(20);
    }

    @Test
    void whenOneGoesAwayTheOthersDoItsWork() {
        try (CoreChannel channel = open(address("localhost", first), address("127.0.0.1", second))) {
            callUntilBothWereAsked(channel);
            first.close();
            int before = second.calls();
            for (int i = 0; i < 20; i++) {
                check(channel);
            }
            assertThat(second.calls()).isEqualTo(before + 20);
        }
    }

    @Test
    void aNameThatDnsDoesNotKnowKeepsNobodyFromTheOthers() {
        try (CoreChannel channel = open(new CoreAddress("no-such-core.invalid", 9090), address("127.0.0.1", second))) {
            check(channel);
        }
        assertThat(second.calls()).isOne();
    }

    @Test
    void whenNoneIsThereCallsFailAndSaySo() {
        try (CoreChannel channel = open(new CoreAddress("no-such-core.invalid", 9090),
                new CoreAddress("nor-this.invalid", 9090))) {
            assertThatThrownBy(() -> check(channel)).isInstanceOfSatisfying(StatusRuntimeException.class,
                    away -> assertThat(away.getStatus().getCode()).isEqualTo(Status.Code.UNAVAILABLE));
        }
    }

    @Test
    void allCallsThatACoreTakesWithItAreMadeAgain() throws Exception {
        try (CoreChannel channel = open(address("localhost", first), address("127.0.0.1", second));
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            callUntilBothWereAsked(channel);
            first.holdCalls();
            List<Future<?>> calls = new ArrayList<>();
            for (int i = 0; i < 2 * AT_ONCE; i++) {
                calls.add(threads.submit(() -> check(channel)));
            }
            await().atMost(LIMIT).until(() -> first.held() == AT_ONCE);
            first.close();
            for (Future<?> call : calls) {
                assertThat(call).succeedsWithin(LIMIT);
            }
        }
    }

    private void callUntilBothWereAsked(CoreChannel channel) {
        for (int i = 0; i < 10_000 && (first.calls() == 0 || second.calls() == 0); i++) {
            check(channel);
        }
        assertThat(first.calls()).isPositive();
        assertThat(second.calls()).isPositive();
    }

    private static CoreAddress address(String host, RecordingCore core) {
        return new CoreAddress(host, core.address().port());
    }

    private static CoreChannel open(CoreAddress... cores) {
        return CoreChannel.open(CoreAddresses.of(cores), CA.certificate(), Caller.anonymous());
    }

    private static void check(CoreChannel channel) {
        var answer = BootstrapServiceGrpc.newBlockingStub(channel.channel())
                .checkHandshake(CheckHandshakeRequest.getDefaultInstance());
        assertThat(answer).isNotNull();
    }
}
