package io.firstclaim.server.enrollment;

import io.firstclaim.core.FirstclaimException;
import io.firstclaim.core.account.Caller;
import io.firstclaim.core.enrollment.CreateEnrollmentJob;
import io.firstclaim.core.enrollment.CreateEnrollmentJob.Begun;
import io.firstclaim.core.enrollment.EnrollmentJob;
import io.firstclaim.core.enrollment.JobUpload;
import io.firstclaim.proto.enrollment.v1.CreateEnrollmentJobRequest;
import io.firstclaim.proto.enrollment.v1.CreateEnrollmentJobResponse;
import io.firstclaim.server.call.Answers;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A file on its way from a caller. The next message is asked for when this one is stored, so a caller is never faster than the database. However the
/// call ends before its file is whole, nothing of it is kept.
final class UploadStream implements StreamObserver<CreateEnrollmentJobRequest> {
    private static final Logger LOG = LoggerFactory.getLogger(UploadStream.class);

    private final CreateEnrollmentJob create;
    private final Caller caller;
    private final ServerCallStreamObserver<CreateEnrollmentJobResponse> call;
    private @Nullable JobUpload upload;
    private boolean ended;

    private UploadStream(CreateEnrollmentJob create, Caller caller,
            ServerCallStreamObserver<CreateEnrollmentJobResponse> call) {
        this.create = create;
        this.caller = caller;
        this.call = call;
    }

    /// Takes a file from now on.
    static UploadStream open(CreateEnrollmentJob create, Caller caller,
            ServerCallStreamObserver<CreateEnrollmentJobResponse> call) {
        var stream = new UploadStream(create, caller, call);
        call.setOnCancelHandler(stream::giveUp);
        call.setOnCloseHandler(stream::giveUp);
        return stream;
    }

    @Override
    public void onNext(CreateEnrollmentJobRequest request) {
        if (!ended) {
            orGiveUp(() -> take(request));
        }
    }

    @Override
    public void onCompleted() {
        if (!ended) {
            orGiveUp(this::finish);
        }
    }

    @Override
    public void onError(Throwable brokenOff) {
        giveUp();
    }

    private void take(CreateEnrollmentJobRequest request) {
        switch (request.getPartCase()) {
            case SPEC -> begin(request);
            case CSV -> begun().receive(request.getCsv().toByteArray());
            case PART_NOT_SET -> throw FirstclaimException.invalid("part", "A 'spec' or 'csv' is expected.");
        }
    }

    private void begin(CreateEnrollmentJobRequest request) {
        if (upload != null) {
            throw FirstclaimException.invalid("spec", "A second 'spec' came: only pieces of the file may follow.");
        }
        switch (create.begin(caller, EnrollmentJobMessages.wish(request.getSpec()))) {
            case Begun.Receiving(var receiving) -> upload = receiving;
            case Begun.MadeBefore(var job) -> answer(job);
        }
    }

    private void finish() {
        var job = begun().finish();
        upload = null;
        answer(job);
    }

    private JobUpload begun() {
        if (upload == null) {
            throw FirstclaimException.invalid("spec", "The first message is expected to have the 'spec' of the job.");
        }
        return upload;
    }

    private void answer(EnrollmentJob job) {
        ended = true;
        Answers.answer(call, CreateEnrollmentJobResponse.newBuilder().setJob(EnrollmentJobMessages.job(job)).build());
    }

    private void orGiveUp(Runnable step) {
        try {
            step.run();
        } catch (RuntimeException failure) {
            giveUp();
            throw failure;
        }
    }

    private void giveUp() {
        ended = true;
        var given = upload;
        upload = null;
        if (given != null) {
            try {
                given.abandon();
            } catch (FirstclaimException away) {
                LOG.warn("An upload that broke off can't be marked; it goes when its time is over", away);
            }
        }
    }
}
