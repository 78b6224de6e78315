package io.firstclaim.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.firstclaim.it.stack.CoreInProcess;
import io.firstclaim.it.stack.CoreInProcess.Customer;
import io.firstclaim.it.stack.EdgeCalls;
import io.firstclaim.it.stack.EventFollower;
import io.firstclaim.it.stack.Identity;
import io.firstclaim.it.stack.Limits;
import io.firstclaim.it.stack.OddCa;
import io.firstclaim.proto.claim.v1.ClaimEvent;
import io.firstclaim.proto.claim.v1.ClaimEventType;
import io.firstclaim.proto.enrollment.v1.CancelEnrollmentRequest;
import io.firstclaim.proto.enrollment.v1.EnrollmentServiceGrpc;
import io.grpc.StatusRuntimeException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Events are followed while many write at once, the follower is cut off again and again, and the core is killed: every position comes once.
class EventCrashTest {
    private static final int ROUNDS = 4;
    private static final int WORKERS = 6;
    private static final int EVENTS_PER_ROUND = 60;

    @TempDir
    Path folder;

    private final OddCa ca = new OddCa("CN=Odd CA");
    private final OddCa unknownCa = new OddCa("CN=Unknown CA");
    private final AtomicInteger made = new AtomicInteger();
    private final AtomicInteger cutOff = new AtomicInteger();
    private final AtomicBoolean stopped = new AtomicBoolean();
    private final ConcurrentLinkedQueue<String> violations = new ConcurrentLinkedQueue<>();

    @Test
    void whoFollowsThroughCutsAndCrashesHasEveryPositionOnce() throws Exception {
        try (CoreInProcess core = CoreInProcess.start(folder)) {
            Customer acme = core.customer("Acme", 100_000, ca);
            EdgeCalls edge = core.joinEdge();
            List<Thread> threads = new ArrayList<>();
            for (int i = 0; i < WORKERS; i++) {
                threads.add(Thread.ofVirtual().start(() -> work(acme, edge)));
            }
            threads.add(Thread.ofVirtual().start(() -> lookForGaps(acme)));
            try (EventFollower follower = EventFollower.start(acme.channel())) {
                for (int round = 0; round < ROUNDS; round++) {
                    int goal = follower.events().size() + EVENTS_PER_ROUND;
                    await().atMost(Limits.START).until(() -> follower.events().size() >= goal);
                    core.kill();
                    core.restart();
                }
                stopped.set(true);
                for (Thread thread : threads) {
                    assertThat(thread.join(Limits.START)).isTrue();
                }
                await().atMost(Limits.STEP)
                        .untilAsserted(() -> assertThat(follower.events()).isEqualTo(acme.allEvents()));
                verify(follower.events());
            }
        }
        assertThat(violations).isEmpty();
        assertThat(cutOff).as("calls that met the core's death").hasPositiveValue();
    }

    private static void verify(List<ClaimEvent> events) {
        assertThat(events).hasSizeGreaterThan(ROUNDS * EVENTS_PER_ROUND);
        assertThat(events).extracting(ClaimEvent::getPosition)
                .containsExactlyElementsOf(LongStream.rangeClosed(1, events.size()).boxed().toList());
        assertThat(events).extracting(ClaimEvent::getType).contains(ClaimEventType.CLAIM_EVENT_TYPE_ENROLLED,
                ClaimEventType.CLAIM_EVENT_TYPE_CLAIMED, ClaimEventType.CLAIM_EVENT_TYPE_CANCELLED,
                ClaimEventType.CLAIM_EVENT_TYPE_DENIED);
        assertThat(events).extracting(ClaimEvent::getId).doesNotHaveDuplicates();
        for (ClaimEvent event : events) {
            if (event.getType() == ClaimEventType.CLAIM_EVENT_TYPE_CLAIMED) {
                assertThat(events.subList(0, Math.toIntExact(event.getPosition()) - 1))
                        .as("a claim comes after the listing that made it possible")
                        .anyMatch(earlier -> earlier.getType() == ClaimEventType.CLAIM_EVENT_TYPE_ENROLLED
                                && earlier.getEnrollmentIdentity().equals(event.getEnrollmentIdentity()));
            }
        }
    }

    private void work(Customer acme, EdgeCalls edge) {
        while (!stopped.get()) {
            try {
                oneDevice(acme, edge, made.incrementAndGet());
            } catch (StatusRuntimeException away) {
                cutOff.incrementAndGet();
            }
        }
    }

    /// Listed; then claimed, or refused because of its CA; every third is cancelled at the end.
    private void oneDevice(Customer acme, EdgeCalls edge, int number) {
        String name = "meter-" + number;
        Identity device = (number % 4 == 0 ? unknownCa : ca).device(name);
        String enrollment = acme.enroll(device.enrollmentId()).getId();
        edge.claim(device, name);
        if (number % 3 == 0) {
            EnrollmentServiceGrpc.newBlockingStub(acme.channel())
                    .cancelEnrollment(CancelEnrollmentRequest.newBuilder().setId(enrollment).build());
        }
    }

    /// The list is dense whenever it is read, and never gets shorter.
    private void lookForGaps(Customer acme) {
        int before = 0;
        while (!stopped.get()) {
            try {
                List<ClaimEvent> events = acme.allEvents();
                for (int i = 0; i < events.size(); i++) {
                    if (events.get(i).getPosition() != i + 1) {
                        violations.add("after " + i + " came " + events.get(i).getPosition());
                    }
                }
                if (events.size() < before) {
                    violations.add("there were " + before + " events, then " + events.size());
                }
                before = events.size();
            } catch (StatusRuntimeException away) {
                cutOff.incrementAndGet();
            }
        }
    }
}
