package io.firstclaim.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.firstclaim.it.stack.CoreInProcess;
import io.firstclaim.it.stack.CoreInProcess.Customer;
import io.firstclaim.it.stack.EdgeCalls;
import io.firstclaim.it.stack.Identity;
import io.firstclaim.it.stack.Limits;
import io.firstclaim.it.stack.OddCa;
import io.firstclaim.proto.bootstrap.v1.ClaimDeviceResponse;
import io.firstclaim.proto.device.v1.Device;
import io.firstclaim.proto.enrollment.v1.Enrollment;
import io.grpc.StatusRuntimeException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `kill -9` of a core on embedded H2, again and again while accounts enroll and devices claim themselves: what was acknowledged is there afterwards, and
/// nothing is there by halves.
class CoreCrashTest {
    private static final int ROUNDS = 5;
    private static final int WORKERS = 4;
    private static final int ACKNOWLEDGED_PER_ROUND = 40;
    private static final int QUOTA = 100_000;

    @TempDir
    Path folder;

    private final OddCa ca = new OddCa("CN=Odd CA");
    private final AtomicInteger made = new AtomicInteger();
    private final AtomicInteger acknowledged = new AtomicInteger();
    private final ConcurrentLinkedQueue<String> violations = new ConcurrentLinkedQueue<>();
    /// Enrollment ID to account, as the core acknowledged it.
    private final Map<String, String> listed = new ConcurrentHashMap<>();
    /// Enrollment ID to device, as the core acknowledged it.
    private final Map<String, String> claimed = new ConcurrentHashMap<>();

    @Test
    void whatWasAcknowledgedSurvivesAndIsOwnedOnce() throws Exception {
        try (CoreInProcess core = CoreInProcess.start(folder)) {
            List<Customer> customers = List.of(core.customer("Acme", QUOTA, ca), core.customer("Globex", QUOTA, ca));
            EdgeCalls edge = core.joinEdge();
            for (int round = 0; round < ROUNDS; round++) {
                workUntilKilled(core, customers, edge);
                core.restart();
                verify(customers);
            }
            theQuotaIsStillExact(core, customers.getFirst(), core.joinEdge());
        }
        assertThat(listed).hasSizeGreaterThan(ROUNDS);
        assertThat(claimed).hasSizeGreaterThan(ROUNDS);
    }

    private void workUntilKilled(CoreInProcess core, List<Customer> customers, EdgeCalls edge) throws Exception {
        AtomicBoolean stopped = new AtomicBoolean();
        int goal = acknowledged.get() + ACKNOWLEDGED_PER_ROUND;
        List<Thread> workers = new ArrayList<>();
        for (int i = 0; i < WORKERS; i++) {
            workers.add(Thread.ofVirtual().start(() -> {
                while (!stopped.get()) {
                    oneDevice(customers, edge);
                }
            }));
        }
        await().atMost(Limits.START).until(() -> acknowledged.get() >= goal);
        core.kill();
        stopped.set(true);
        for (Thread worker : workers) {
            assertThat(worker.join(Limits.START)).isTrue();
        }
        assertThat(violations).isEmpty();
    }

    /// One account lists a device, the other one tries to, the device claims itself. Whatever gets no answer is in doubt and not written down.
    private void oneDevice(List<Customer> customers, EdgeCalls edge) {
        int number = made.incrementAndGet();
        String name = "meter-" + number;
        Identity device = ca.device(name);
        Customer owner = customers.get(number % customers.size());
        Customer other = customers.get((number + 1) % customers.size());
        try {
            Enrollment enrollment = owner.enroll(device.enrollmentId());
            listed.put(enrollment.getEnrollmentIdentity(), owner.id());
            acknowledged.incrementAndGet();
            if (other.isAllowedToEnroll(device.enrollmentId())) {
                violations.add(name + " was listed twice");
            }
            ClaimDeviceResponse answer = edge.claim(device, name);
            if (!answer.getClaimed().getAccountId().equals(owner.id())) {
                violations.add(name + " was claimed otherwise: " + answer);
            }
            claimed.put(enrollment.getEnrollmentIdentity(), answer.getClaimed().getDeviceId());
            acknowledged.incrementAndGet();
        } catch (StatusRuntimeException away) {
            acknowledged.get();
        }
    }

    private void verify(List<Customer> customers) {
        Map<String, String> owners = new ConcurrentHashMap<>();
        Map<String, String> devices = new ConcurrentHashMap<>();
        for (Customer customer : customers) {
            List<Enrollment> enrollments = customer.allEnrollments();
            List<Device> own = customer.allDevices();
            for (Enrollment enrollment : enrollments) {
                assertThat(owners.put(enrollment.getEnrollmentIdentity(), customer.id())).as("another owner").isNull();
            }
            own.forEach(device -> devices.put(device.getEnrollmentIdentity(), device.getId()));
            assertThat(customer.account().getDeviceCount()).isEqualTo(own.size());
            assertThat(claimedIn(enrollments)).isEqualTo(own.stream().map(Device::getId).collect(Collectors.toSet()));
        }
        assertThat(owners).containsAllEntriesOf(listed);
        assertThat(devices).containsAllEntriesOf(claimed);
    }

    private static Set<String> claimedIn(List<Enrollment> enrollments) {
        Set<String> ids = new HashSet<>();
        enrollments.stream().map(Enrollment::getEnrolledDeviceId).filter(id -> !id.isEmpty()).forEach(ids::add);
        return ids;
    }

    private void theQuotaIsStillExact(CoreInProcess core, Customer customer, EdgeCalls edge) {
        int free = 2;
        core.setQuota(customer, customer.account().getDeviceCount() + free);
        int in = 0;
        for (int i = 0; i < free + 2; i++) {
            String name = "last-" + i;
            Identity device = ca.device(name);
            customer.enroll(device.enrollmentId());
            in += edge.claim(device, name).hasClaimed() ? 1 : 0;
        }
        assertThat(in).isEqualTo(free);
    }
}
