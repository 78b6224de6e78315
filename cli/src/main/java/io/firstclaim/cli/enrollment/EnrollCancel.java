package io.firstclaim.cli.enrollment;

import io.firstclaim.cli.Console;
import io.firstclaim.cli.CoreOptions;
import io.firstclaim.cli.ResourceOutput;
import io.firstclaim.proto.enrollment.v1.CancelEnrollmentRequest;
import io.firstclaim.proto.enrollment.v1.EnrollmentServiceGrpc;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// `enroll cancel`.
@Command(name = "cancel", description = "Takes a device off the enrollment list. One that was claimed by it loses its credentials, and is "
        + "free for the next owner after a factory reset.", footer = {"%nExamples:",
                "  firstclaim enroll cancel 0198…42", "  firstclaim enroll cancel A-AD:1E:CE:…:30"})
public final class EnrollCancel implements Runnable {
    private final Console console;

    @Mixin
    private final CoreOptions core = new CoreOptions();
    @Mixin
    private final ResourceOutput output = new ResourceOutput();

    @Parameters(paramLabel = "ID|FILE", description = "The enrollment's id, its enrollment ID, or the device's certificate file.")
    private String named = "";

    public EnrollCancel(Console console) {
        this.console = console;
    }

    @Override
    public void run() {
        core.run(console, channel -> {
            var enrollments = EnrollmentServiceGrpc.newBlockingStub(channel);
            enrollments.cancelEnrollment(
                    CancelEnrollmentRequest.newBuilder().setId(EnrollmentOf.id(enrollments, named)).build());
        });
        output.done(console, "cancelled " + named);
    }
}
