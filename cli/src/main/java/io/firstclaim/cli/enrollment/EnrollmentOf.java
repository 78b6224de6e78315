package io.firstclaim.cli.enrollment;

import io.firstclaim.cli.CommandFailed;
import io.firstclaim.cli.ExitCode;
import io.firstclaim.proto.enrollment.v1.Enrollment;
import io.firstclaim.proto.enrollment.v1.EnrollmentServiceGrpc.EnrollmentServiceBlockingStub;
import io.firstclaim.proto.enrollment.v1.ListEnrollmentsRequest;
import java.util.List;
import java.util.regex.Pattern;

/// Finds the enrollment that a person means by its id, its enrollment ID or its device's certificate file.
final class EnrollmentOf {
    private static final Pattern RESOURCE_ID = Pattern.compile("[0-9a-f]{32}");

    private EnrollmentOf() {}

    /// The enrollment's own id.
    static String id(EnrollmentServiceBlockingStub core, String named) {
        if (RESOURCE_ID.matcher(named).matches()) {
            return named;
        }
        String enrollmentId = EnrollmentIds.of(named).toString();
        List<Enrollment> found = core
                .listEnrollments(ListEnrollmentsRequest.newBuilder().setEnrollmentIdentity(enrollmentId).build())
                .getEnrollmentsList();
        if (found.isEmpty()) {
            throw new CommandFailed(ExitCode.NOT_FOUND, "the account has no enrollment " + enrollmentId);
        }
        return found.getFirst().getId();
    }
}
