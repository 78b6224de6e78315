package io.firstclaim.cli.enrollment;

import io.firstclaim.proto.enrollment.v1.BatchCreateEnrollmentsRequest;
import io.firstclaim.proto.enrollment.v1.BatchCreateEnrollmentsResponse;
import io.firstclaim.proto.enrollment.v1.CreateEnrollmentRequest;
import io.firstclaim.proto.enrollment.v1.EnrollmentServiceGrpc.EnrollmentServiceBlockingStub;
import java.util.ArrayList;
import java.util.List;

/// Collects enrollment IDs and sends them in as few requests as the contract allows.
final class EnrollmentBatches {
    /// The most that one request takes.
    private static final int MAX_BATCH = 1000;

    private final EnrollmentServiceBlockingStub core;
    private final EnrollmentReport report;
    private final List<String> waiting = new ArrayList<>();

    EnrollmentBatches(EnrollmentServiceBlockingStub core, EnrollmentReport report) {
        this.core = core;
        this.report = report;
    }

    void add(String enrollmentId) {
        waiting.add(enrollmentId);
        if (waiting.size() == MAX_BATCH) {
            flush();
        }
    }

    /// Sends what waits.
    void flush() {
        if (waiting.isEmpty()) {
            return;
        }
        BatchCreateEnrollmentsResponse answer = core.batchCreateEnrollments(BatchCreateEnrollmentsRequest.newBuilder()
                .addAllRequests(waiting.stream()
                        .map(id -> CreateEnrollmentRequest.newBuilder().setEnrollmentIdentity(id).build()).toList())
                .build());
        for (int i = 0; i < waiting.size(); i++) {
            report.add(waiting.get(i), answer.getResults(i));
        }
        waiting.clear();
    }
}
