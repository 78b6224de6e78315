package io.firstclaim.cli.enrollment;

import io.firstclaim.cli.Console;
import io.firstclaim.cli.CoreOptions;
import io.firstclaim.cli.ResourceOutput;
import io.firstclaim.proto.enrollment.v1.EnrollmentServiceGrpc;
import io.firstclaim.proto.enrollment.v1.GetEnrollmentRequest;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// `enroll get`.
@Command(name = "get", description = "Shows an enrollment.", footer = {"%nExample:",
        "  firstclaim enroll get A-AD:1E:CE:…:30"})
public final class EnrollGet implements Runnable {
    private final Console console;

    @Mixin
    private final CoreOptions core = new CoreOptions();
    @Mixin
    private final ResourceOutput output = new ResourceOutput();

    @Parameters(paramLabel = "ID|FILE", description = "The enrollment's id, its enrollment ID, or the device's certificate file.")
    private String named = "";

    public EnrollGet(Console console) {
        this.console = console;
    }

    @Override
    public void run() {
        output.one(console, core.ask(console, channel -> {
            var enrollments = EnrollmentServiceGrpc.newBlockingStub(channel);
            return enrollments.getEnrollment(
                    GetEnrollmentRequest.newBuilder().setId(EnrollmentOf.id(enrollments, named)).build())
                    .getEnrollment();
        }));
    }
}
