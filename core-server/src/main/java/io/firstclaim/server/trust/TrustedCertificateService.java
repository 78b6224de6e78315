package io.firstclaim.server.trust;

import static io.firstclaim.server.call.Answers.answer;
import static io.firstclaim.server.call.CallContext.caller;

import io.firstclaim.core.RequestId;
import io.firstclaim.core.ResourceId;
import io.firstclaim.core.trust.CreateTrustedCertificate;
import io.firstclaim.core.trust.DeleteTrustedCertificate;
import io.firstclaim.core.trust.ReadTrustedCertificates;
import io.firstclaim.core.trust.UpdateTrustedCertificate;
import io.firstclaim.proto.trust.v1.CreateTrustedCertificateRequest;
import io.firstclaim.proto.trust.v1.CreateTrustedCertificateResponse;
import io.firstclaim.proto.trust.v1.DeleteTrustedCertificateRequest;
import io.firstclaim.proto.trust.v1.DeleteTrustedCertificateResponse;
import io.firstclaim.proto.trust.v1.GetTrustedCertificateRequest;
import io.firstclaim.proto.trust.v1.GetTrustedCertificateResponse;
import io.firstclaim.proto.trust.v1.ListTrustedCertificatesRequest;
import io.firstclaim.proto.trust.v1.ListTrustedCertificatesResponse;
import io.firstclaim.proto.trust.v1.TrustedCertificateServiceGrpc.TrustedCertificateServiceImplBase;
import io.firstclaim.proto.trust.v1.UpdateTrustedCertificateRequest;
import io.firstclaim.proto.trust.v1.UpdateTrustedCertificateResponse;
import io.firstclaim.server.call.Lists;
import io.firstclaim.server.call.Requests;
import io.grpc.stub.StreamObserver;

/// `firstclaim.trust.v1.TrustedCertificateService`.
public final class TrustedCertificateService extends TrustedCertificateServiceImplBase {
    private final CreateTrustedCertificate create;
    private final ReadTrustedCertificates read;
    private final UpdateTrustedCertificate update;
    private final DeleteTrustedCertificate delete;

    public TrustedCertificateService(CreateTrustedCertificate create, ReadTrustedCertificates read,
            UpdateTrustedCertificate update, DeleteTrustedCertificate delete) {
        this.create = create;
        this.read = read;
        this.update = update;
        this.delete = delete;
    }

    @Override
    public void createTrustedCertificate(CreateTrustedCertificateRequest request,
            StreamObserver<CreateTrustedCertificateResponse> call) {
        answer(call, CreateTrustedCertificateResponse.newBuilder()
                .setTrustedCertificate(TrustMessages.certificate(create.create(caller(),
                        TrustMessages.upload(request.getTrustedCertificate(), request.getSignature()),
                        RequestId.parse(request.getRequestId()))))
                .build());
    }

    @Override
    public void getTrustedCertificate(GetTrustedCertificateRequest request,
            StreamObserver<GetTrustedCertificateResponse> call) {
        answer(call, GetTrustedCertificateResponse.newBuilder()
                .setTrustedCertificate(
                        TrustMessages.certificate(read.get(caller(), ResourceId.parse("id", request.getId()))))
                .build());
    }

    @Override
    public void listTrustedCertificates(ListTrustedCertificatesRequest request,
            StreamObserver<ListTrustedCertificatesResponse> call) {
        answer(call, TrustMessages.certificates(
                read.list(caller(), Lists.request(request.getPageSize(), request.getPageToken(),
                        request.getConditionsList(), request.getDescending(), request.getIncludeTotalSize()))));
    }

    @Override
    public void updateTrustedCertificate(UpdateTrustedCertificateRequest request,
            StreamObserver<UpdateTrustedCertificateResponse> call) {
        var wanted = request.getTrustedCertificate();
        answer(call, UpdateTrustedCertificateResponse.newBuilder()
                .setTrustedCertificate(TrustMessages.certificate(update.update(caller(),
                        ResourceId.parse("trusted_certificate.id", wanted.getId()),
                        TrustMessages.change(wanted, request.getUpdateMask(), request.getSignature()),
                        Requests.versionOf(wanted.getEtag()))))
                .build());
    }

    @Override
    public void deleteTrustedCertificate(DeleteTrustedCertificateRequest request,
            StreamObserver<DeleteTrustedCertificateResponse> call) {
        delete.delete(caller(), ResourceId.parse("id", request.getId()));
        answer(call, DeleteTrustedCertificateResponse.getDefaultInstance());
    }
}
