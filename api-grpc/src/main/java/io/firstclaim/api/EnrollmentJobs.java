package io.firstclaim.api;

import com.google.protobuf.ByteString;
import io.firstclaim.proto.enrollment.v1.CreateEnrollmentJobRequest;
import io.firstclaim.proto.enrollment.v1.CreateEnrollmentJobResponse;
import io.firstclaim.proto.enrollment.v1.EnrollmentJob;
import io.firstclaim.proto.enrollment.v1.EnrollmentJobReport;
import io.firstclaim.proto.enrollment.v1.EnrollmentJobServiceGrpc;
import io.firstclaim.proto.enrollment.v1.EnrollmentJobServiceGrpc.EnrollmentJobServiceBlockingV2Stub;
import io.firstclaim.proto.enrollment.v1.EnrollmentJobSpec;
import io.firstclaim.proto.enrollment.v1.ReadEnrollmentJobReportRequest;
import io.grpc.Channel;
import io.grpc.Status;
import io.grpc.StatusException;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.BlockingClientCall;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.function.LongConsumer;

/// The two streams of the bulk jobs as streams of Java: a file goes up, a report comes down, neither is ever whole in memory. Both wait for the slower
/// side. Everything else of a bulk job is a unary call, for which the generated stub is enough.
///
/// Failed calls throw [StatusRuntimeException], which [CoreErrors] reads.
public final class EnrollmentJobs {
    /// The most bytes of the file in one message.
    public static final int PIECE_BYTES = 64 * 1024;

    private final EnrollmentJobServiceBlockingV2Stub stub;

    public EnrollmentJobs(Channel channel) {
        this(EnrollmentJobServiceGrpc.newBlockingV2Stub(channel));
    }

    /// With a stub that carries what else its calls need, as credentials or a deadline. The channel sets no deadline for a stream.
    public EnrollmentJobs(EnrollmentJobServiceBlockingV2Stub stub) {
        this.stub = stub;
    }

    /// Sends a CSV file and returns the job that the core made of it.
    ///
    /// @throws IOException when the file can't be read; the core then keeps nothing of it
    public EnrollmentJob create(EnrollmentJobSpec spec, InputStream csv) throws IOException {
        return create(spec, csv, bytes -> {});
    }

    /// The same, telling after each piece how many bytes were sent so far.
    public EnrollmentJob create(EnrollmentJobSpec spec, InputStream csv, LongConsumer sent) throws IOException {
        var call = stub.createEnrollmentJob();
        var finished = false;
        try {
            send(call, spec, csv, sent);
            var answer = call.read();
            if (answer == null) {
                throw Status.INTERNAL.withDescription("The core ended the upload without an answer.")
                        .asRuntimeException();
            }
            finished = true;
            return answer.getJob();
        } catch (StatusException failed) {
            throw unchecked(failed);
        } catch (InterruptedException interrupted) {
            throw interrupted(interrupted);
        } finally {
            if (!finished) {
                call.cancel("The upload was given up.", null);
            }
        }
    }

    /// Writes a report of a completed job. The stream is not closed.
    ///
    /// @throws IOException when the report can't be written
    public void readReport(String jobId, EnrollmentJobReport report, OutputStream out) throws IOException {
        var call = stub.readEnrollmentJobReport(
                ReadEnrollmentJobReportRequest.newBuilder().setId(jobId).setReport(report).build());
        var finished = false;
        try {
            for (var piece = call.read(); piece != null; piece = call.read()) {
                piece.getCsv().writeTo(out);
            }
            finished = true;
        } catch (StatusException failed) {
            throw unchecked(failed);
        } catch (InterruptedException interrupted) {
            throw interrupted(interrupted);
        } finally {
            if (!finished) {
                call.cancel("The report was given up.", null);
            }
        }
    }

    /// Sends everything, or as much as the core wants: it may answer before the end, for example to a request id that it knows.
    private static void send(BlockingClientCall<CreateEnrollmentJobRequest, CreateEnrollmentJobResponse> call,
            EnrollmentJobSpec spec, InputStream csv, LongConsumer sent)
            throws IOException, InterruptedException, StatusException {
        var wanted = call.write(CreateEnrollmentJobRequest.newBuilder().setSpec(spec).build());
        var buffer = new byte[PIECE_BYTES];
        long total = 0;
        for (int read = csv.read(buffer); wanted && read >= 0; read = csv.read(buffer)) {
            wanted = call.write(
                    CreateEnrollmentJobRequest.newBuilder().setCsv(ByteString.copyFrom(buffer, 0, read)).build());
            total += read;
            sent.accept(total);
        }
        call.halfClose();
    }

    private static StatusRuntimeException unchecked(StatusException failed) {
        return new StatusRuntimeException(failed.getStatus(), failed.getTrailers());
    }

    private static StatusRuntimeException interrupted(InterruptedException cause) {
        Thread.currentThread().interrupt();
        return Status.CANCELLED.withDescription("The call was interrupted.").withCause(cause).asRuntimeException();
    }
}
