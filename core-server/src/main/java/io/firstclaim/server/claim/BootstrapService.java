package io.firstclaim.server.claim;

import static io.firstclaim.server.call.Answers.answer;

import io.firstclaim.api.trace.Tracing;
import io.firstclaim.core.ResourceId;
import io.firstclaim.core.claim.ClaimDevices;
import io.firstclaim.core.credential.AnnounceEdge;
import io.firstclaim.core.credential.ConfirmBootstrap;
import io.firstclaim.core.credential.IssueServerCertificate;
import io.firstclaim.core.credential.ServerUris;
import io.firstclaim.core.device.DeregisterDevice;
import io.firstclaim.core.device.RegisterDevice;
import io.firstclaim.core.device.UpdateRegistration;
import io.firstclaim.core.trust.CertificateChain;
import io.firstclaim.core.trust.CheckHandshake;
import io.firstclaim.proto.bootstrap.v1.AnnounceEdgeRequest;
import io.firstclaim.proto.bootstrap.v1.AnnounceEdgeResponse;
import io.firstclaim.proto.bootstrap.v1.BootstrapServiceGrpc.BootstrapServiceImplBase;
import io.firstclaim.proto.bootstrap.v1.CheckHandshakeRequest;
import io.firstclaim.proto.bootstrap.v1.CheckHandshakeResponse;
import io.firstclaim.proto.bootstrap.v1.ClaimDeviceRequest;
import io.firstclaim.proto.bootstrap.v1.ClaimDeviceResponse;
import io.firstclaim.proto.bootstrap.v1.ConfirmBootstrapRequest;
import io.firstclaim.proto.bootstrap.v1.ConfirmBootstrapResponse;
import io.firstclaim.proto.bootstrap.v1.DeregisterDeviceRequest;
import io.firstclaim.proto.bootstrap.v1.DeregisterDeviceResponse;
import io.firstclaim.proto.bootstrap.v1.IssueServerCertificateRequest;
import io.firstclaim.proto.bootstrap.v1.IssueServerCertificateResponse;
import io.firstclaim.proto.bootstrap.v1.RegisterDeviceRequest;
import io.firstclaim.proto.bootstrap.v1.RegisterDeviceResponse;
import io.firstclaim.proto.bootstrap.v1.UpdateRegistrationRequest;
import io.firstclaim.proto.bootstrap.v1.UpdateRegistrationResponse;
import io.firstclaim.proto.bootstrap.v1.WatchTrustAnchorsRequest;
import io.firstclaim.proto.bootstrap.v1.WatchTrustAnchorsResponse;
import io.firstclaim.server.call.Answers;
import io.firstclaim.server.call.CallContext;
import io.firstclaim.server.call.Requests;
import io.firstclaim.server.health.CoreMetrics;
import io.firstclaim.server.trust.TrustAnchorWatch;
import io.grpc.Context;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;

/// `firstclaim.bootstrap.v1.BootstrapService`.
public final class BootstrapService extends BootstrapServiceImplBase {
    private final CheckHandshake checkHandshake;
    private final ClaimDevices claimDevices;
    private final ConfirmBootstrap confirmBootstrap;
    private final RegisterDevice registerDevice;
    private final UpdateRegistration updateRegistration;
    private final DeregisterDevice deregisterDevice;
    private final TrustAnchorWatch trustAnchors;
    private final IssueServerCertificate servers;
    private final AnnounceEdge announceEdge;
    private final ClaimReport claims;

    public BootstrapService(CheckHandshake checkHandshake, ClaimDevices claimDevices,
            ConfirmBootstrap confirmBootstrap, RegisterDevice registerDevice, UpdateRegistration updateRegistration,
            DeregisterDevice deregisterDevice, TrustAnchorWatch trustAnchors, IssueServerCertificate servers,
            AnnounceEdge announceEdge, CoreMetrics metrics) {
        this.claims = new ClaimReport(metrics);
        this.checkHandshake = checkHandshake;
        this.claimDevices = claimDevices;
        this.confirmBootstrap = confirmBootstrap;
        this.registerDevice = registerDevice;
        this.updateRegistration = updateRegistration;
        this.deregisterDevice = deregisterDevice;
        this.trustAnchors = trustAnchors;
        this.servers = servers;
        this.announceEdge = announceEdge;
    }

    @Override
    public void checkHandshake(CheckHandshakeRequest request, StreamObserver<CheckHandshakeResponse> call) {
        var chain = CertificateChain.parse(Requests.bytes(request.getCertificateChainList()));
        answer(call, HandshakeMessages
                .decision(Tracing.step("CheckHandshake", () -> checkHandshake.check(chain))));
    }

    @Override
    public void claimDevice(ClaimDeviceRequest request, StreamObserver<ClaimDeviceResponse> call) {
        var presented = ClaimMessages.presentation(request);
        var caller = Context.current();
        var outcome = Tracing.step("ClaimDevices", () -> claimDevices.claim(presented, caller::isCancelled));
        claims.report(presented, outcome);
        answer(call, ClaimMessages.decision(outcome, servers.authority()));
    }

    @Override
    public void confirmBootstrap(ConfirmBootstrapRequest request, StreamObserver<ConfirmBootstrapResponse> call) {
        answer(call, ConfirmBootstrapResponse.newBuilder()
                .setConfirmed(confirmBootstrap.confirm(ResourceId.parse("intent_id", request.getIntentId()),
                        Context.current()::isCancelled))
                .build());
    }

    @Override
    public void registerDevice(RegisterDeviceRequest request, StreamObserver<RegisterDeviceResponse> call) {
        answer(call,
                RegistrationMessages.registered(registerDevice.register(RegistrationMessages.request(request))));
    }

    @Override
    public void updateRegistration(UpdateRegistrationRequest request,
            StreamObserver<UpdateRegistrationResponse> call) {
        answer(call,
                RegistrationMessages.updated(updateRegistration.update(RegistrationMessages.update(request))));
    }

    @Override
    public void deregisterDevice(DeregisterDeviceRequest request, StreamObserver<DeregisterDeviceResponse> call) {
        answer(call, DeregisterDeviceResponse.newBuilder()
                .setDeregistered(deregisterDevice.deregister(
                        CertificateChain.parse(Requests.bytes(request.getCertificateChainList())),
                        ResourceId.parse("account_id", request.getAccountId()),
                        ResourceId.parse("device_id", request.getDeviceId())))
                .build());
    }

    @Override
    public void watchTrustAnchors(WatchTrustAnchorsRequest request,
            StreamObserver<WatchTrustAnchorsResponse> call) {
        trustAnchors.watch((ServerCallStreamObserver<WatchTrustAnchorsResponse>) call);
    }

    @Override
    public void issueServerCertificate(IssueServerCertificateRequest request,
            StreamObserver<IssueServerCertificateResponse> call) {
        answer(call, IssueServerCertificateResponse.newBuilder()
                .addAllCertificateChain(Answers.der(servers.issue(
                        request.getCertificationRequest().toByteArray(), request.getHostNamesList(),
                        CallContext.origin())))
                .build());
    }

    @Override
    public void announceEdge(AnnounceEdgeRequest request, StreamObserver<AnnounceEdgeResponse> call) {
        announceEdge.announce(new ServerUris(request.getBootstrapUri(), request.getLwm2MUri()), CallContext.origin());
        answer(call, AnnounceEdgeResponse.getDefaultInstance());
    }
}
