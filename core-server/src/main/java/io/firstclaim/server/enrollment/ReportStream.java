package io.firstclaim.server.enrollment;

import io.firstclaim.core.enrollment.JobReport;
import io.firstclaim.proto.enrollment.v1.ReadEnrollmentJobReportResponse;
import io.grpc.stub.ServerCallStreamObserver;

/// A report on its way to a caller: a piece is read when the caller is ready for it, and not before.
final class ReportStream {
    private final JobReport report;
    private final ServerCallStreamObserver<ReadEnrollmentJobReportResponse> call;
    private boolean ended;

    private ReportStream(JobReport report, ServerCallStreamObserver<ReadEnrollmentJobReportResponse> call) {
        this.report = report;
        this.call = call;
    }

    /// Sends the report from now on, as fast as the caller takes it.
    static void open(JobReport report, ServerCallStreamObserver<ReadEnrollmentJobReportResponse> call) {
        var stream = new ReportStream(report, call);
        call.setOnReadyHandler(stream::send);
        // One who goes away is no defect: without this, a piece for nobody would be one.
        call.setOnCancelHandler(stream::end);
    }

    private void send() {
        while (!ended && call.isReady()) {
            var piece = report.read();
            if (piece == null) {
                ended = true;
                call.onCompleted();
            } else if (!piece.isEmpty()) {
                call.onNext(EnrollmentJobMessages.piece(piece));
            }
        }
    }

    private void end() {
        ended = true;
    }
}
