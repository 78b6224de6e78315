package io.firstclaim.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import com.google.protobuf.ByteString;
import io.firstclaim.proto.enrollment.v1.CreateEnrollmentJobRequest;
import io.firstclaim.proto.enrollment.v1.CreateEnrollmentJobResponse;
import io.firstclaim.proto.enrollment.v1.EnrollmentJob;
import io.firstclaim.proto.enrollment.v1.EnrollmentJobReport;
import io.firstclaim.proto.enrollment.v1.EnrollmentJobServiceGrpc.EnrollmentJobServiceImplBase;
import io.firstclaim.proto.enrollment.v1.EnrollmentJobSpec;
import io.firstclaim.proto.enrollment.v1.EnrollmentJobType;
import io.firstclaim.proto.enrollment.v1.ReadEnrollmentJobReportRequest;
import io.firstclaim.proto.enrollment.v1.ReadEnrollmentJobReportResponse;
import io.firstclaim.proto.errors.v1.ErrorReason;
import io.grpc.ManagedChannel;
import io.grpc.Server;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.inprocess.InProcessChannelBuilder;
import io.grpc.inprocess.InProcessServerBuilder;
import io.grpc.stub.StreamObserver;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class EnrollmentJobsTest {
    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final EnrollmentJobSpec SPEC = EnrollmentJobSpec.newBuilder()
            .setType(EnrollmentJobType.ENROLLMENT_JOB_TYPE_UPLOAD).setRequestId("r-1").build();

    private final Jobs core = new Jobs();
    private Server server;
    private ManagedChannel channel;
    private EnrollmentJobs jobs;

    @BeforeEach
    void start() throws IOException {
        server = InProcessServerBuilder.forName("jobs-" + System.nanoTime()).addService(core).build().start();
        channel = InProcessChannelBuilder.forName(server.getListenSockets().getFirst().toString()).build();
        jobs = new EnrollmentJobs(channel);
    }

    @AfterEach
    void stop() {
        channel.shutdownNow();
        server.shutdownNow();
    }

    @Test
    void aFileGoesUpInPiecesAfterItsSpec() throws IOException {
        var file = bytes(3 * EnrollmentJobs.PIECE_BYTES + 5);
        var progress = new ArrayList<Long>();
        var job = jobs.create(SPEC, new ByteArrayInputStream(file), progress::add);
        assertThat(job.getId()).isEqualTo("the job");
        assertThat(core.spec).isEqualTo(SPEC);
        assertThat(core.received.toByteArray()).isEqualTo(file);
        assertThat(core.largestPiece).isLessThanOrEqualTo(EnrollmentJobs.PIECE_BYTES);
        assertThat(progress).isSorted().last().isEqualTo((long) file.length);
    }

    @Test
    void anEmptyFileIsAFile() throws IOException {
        assertThat(jobs.create(SPEC, InputStream.nullInputStream()).getId()).isEqualTo("the job");
        assertThat(core.received.size()).isZero();
    }

    @Test
    void theCoreMayAnswerBeforeTheEnd() throws IOException {
        core.answersAtOnce = true;
        assertThat(jobs.create(SPEC, new Endless()).getId()).isEqualTo("the job");
    }

    @Test
    void aRefusalEndsTheUpload() {
        core.refusal = CoreErrors.of(ErrorReason.ERROR_REASON_ACCESS_DENIED, null, "no");
        assertThatExceptionOfType(StatusRuntimeException.class).isThrownBy(() -> jobs.create(SPEC, new Endless()))
                .extracting(CoreErrors::reasonOf).isEqualTo(ErrorReason.ERROR_REASON_ACCESS_DENIED);
    }

    @Test
    void aFileThatCannotBeReadBreaksTheStreamOff() {
        assertThatExceptionOfType(IOException.class).isThrownBy(() -> jobs.create(SPEC, new Broken()))
                .withMessage("broken");
        await().atMost(LIMIT).until(() -> core.brokenOff);
    }

    @Test
    void aReportComesDownWhole() throws IOException {
        core.report.addAll(List.of("one,", "two,", "three"));
        var out = new ByteArrayOutputStream();
        jobs.readReport("the job", EnrollmentJobReport.ENROLLMENT_JOB_REPORT_FULL, out);
        assertThat(out).hasToString("one,two,three");
    }

    @Test
    void aReportThatIsRefusedSaysWhy() {
        core.refusal = CoreErrors.of(ErrorReason.ERROR_REASON_NOT_POSSIBLE_NOW, null, "not completed");
        assertThatExceptionOfType(StatusRuntimeException.class)
                .isThrownBy(() -> jobs.readReport("the job", EnrollmentJobReport.ENROLLMENT_JOB_REPORT_FULL,
                        new ByteArrayOutputStream()))
                .extracting(CoreErrors::reasonOf).isEqualTo(ErrorReason.ERROR_REASON_NOT_POSSIBLE_NOW);
    }

    private static byte[] bytes(int count) {
        var bytes = new byte[count];
        new Random(5).nextBytes(bytes);
        return bytes;
    }

    /// A file without end.
    private static final class Endless extends InputStream {
        @Override
        public int read() {
            return 'x';
        }
    }

    /// A file that fails after its first byte.
    private static final class Broken extends InputStream {
        private boolean begun;

        @Override
        public int read() throws IOException {
            if (begun) {
                throw new IOException("broken");
            }
            begun = true;
            return 'x';
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            buffer[offset] = (byte) read();
            return 1;
        }
    }

    /// A core that notes what it gets.
    private static final class Jobs extends EnrollmentJobServiceImplBase {
        private final ByteArrayOutputStream received = new ByteArrayOutputStream();
        private final List<String> report = new ArrayList<>();
        private EnrollmentJobSpec spec = EnrollmentJobSpec.getDefaultInstance();
        private int largestPiece;
        private volatile boolean answersAtOnce;
        private volatile StatusRuntimeException refusal = Status.OK.asRuntimeException();
        private volatile boolean brokenOff;

        private boolean refuses(StreamObserver<?> call) {
            if (refusal.getStatus().isOk()) {
                return false;
            }
            call.onError(refusal);
            return true;
        }

        @Override
        public StreamObserver<CreateEnrollmentJobRequest> createEnrollmentJob(
                StreamObserver<CreateEnrollmentJobResponse> call) {
            return new StreamObserver<>() {
                @Override
                public void onNext(CreateEnrollmentJobRequest request) {
                    if (request.hasSpec()) {
                        spec = request.getSpec();
                        if (!refuses(call) && answersAtOnce) {
                            answer();
                        }
                    } else {
                        largestPiece = Math.max(largestPiece, request.getCsv().size());
                        received.writeBytes(request.getCsv().toByteArray());
                    }
                }

                @Override
                public void onError(Throwable thrown) {
                    brokenOff = true;
                }

                @Override
                public void onCompleted() {
                    if (!answersAtOnce) {
                        answer();
                    }
                }

                private void answer() {
                    call.onNext(CreateEnrollmentJobResponse.newBuilder()
                            .setJob(EnrollmentJob.newBuilder().setId("the job")).build());
                    call.onCompleted();
                }
            };
        }

        @Override
        public void readEnrollmentJobReport(ReadEnrollmentJobReportRequest request,
                StreamObserver<ReadEnrollmentJobReportResponse> call) {
            if (refuses(call)) {
                return;
            }
            report.forEach(piece -> call.onNext(
                    ReadEnrollmentJobReportResponse.newBuilder().setCsv(ByteString.copyFromUtf8(piece)).build()));
            call.onCompleted();
        }
    }
}
