package io.firstclaim.benchmarks.serve;

import com.google.protobuf.ByteString;
import io.firstclaim.benchmarks.load.Maker;
import io.firstclaim.edge.EdgeIdentity;
import io.firstclaim.proto.bootstrap.v1.AnnounceEdgeRequest;
import io.firstclaim.proto.bootstrap.v1.AnnounceEdgeResponse;
import io.firstclaim.proto.bootstrap.v1.BootstrapServiceGrpc.BootstrapServiceImplBase;
import io.firstclaim.proto.bootstrap.v1.CheckHandshakeRequest;
import io.firstclaim.proto.bootstrap.v1.CheckHandshakeResponse;
import io.firstclaim.proto.bootstrap.v1.ClaimDeviceRequest;
import io.firstclaim.proto.bootstrap.v1.ClaimDeviceResponse;
import io.firstclaim.proto.bootstrap.v1.ClaimedDevice;
import io.firstclaim.proto.bootstrap.v1.ConfirmBootstrapRequest;
import io.firstclaim.proto.bootstrap.v1.ConfirmBootstrapResponse;
import io.firstclaim.proto.bootstrap.v1.IssueServerCertificateRequest;
import io.firstclaim.proto.bootstrap.v1.IssueServerCertificateResponse;
import io.firstclaim.proto.bootstrap.v1.TrustAnchor;
import io.firstclaim.proto.bootstrap.v1.TrustedChain;
import io.firstclaim.proto.bootstrap.v1.WatchTrustAnchorsRequest;
import io.firstclaim.proto.bootstrap.v1.WatchTrustAnchorsResponse;
import io.grpc.Server;
import io.grpc.TlsServerCredentials;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.grpc.stub.StreamObserver;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.pkcs.jcajce.JcaPKCS10CertificationRequest;

/// The core as an edge sees it, without rules and without a database: every device is claimed, with the same credential. What is measured at an edge on
/// it is the edge.
final class MemoryCore extends BootstrapServiceImplBase implements Served {
    /// The file with the certificate of its CA, beside the identity of an edge.
    static final String CA_FILE = "core-ca.pem";

    private final Maker ca = new Maker("Core in memory");
    /// Of the devices at the registration port.
    private final ByteString deviceCa;
    private final ByteString caCertificate = ByteString.copyFrom(Maker.encoded(ca.certificate()));
    private final ClaimDeviceResponse claimed;
    private final Server server;

    private MemoryCore(ByteString deviceCa) throws IOException {
        this.deviceCa = deviceCa;
        var device = ca.credential("0190163d21d200000000000100100aaa");
        this.claimed = ClaimDeviceResponse.newBuilder()
                .setClaimed(ClaimedDevice.newBuilder().setAccountId(device.name())
                        .setDeviceId(device.name()).setIntentId(device.name())
                        .setDeviceCertificate(ByteString.copyFrom(Maker.encoded(device.certificate())))
                        .setServerCaCertificate(caCertificate))
                .build();
        var own = ca.devices("unused", 1).getFirst();
        var certificate = ca.certify("localhost", own.certificate().getPublicKey(), KeyPurposeId.id_kp_serverAuth,
                List.of(new GeneralName(GeneralName.dNSName, "localhost")));
        var tls = TlsServerCredentials.create(
                stream(Maker.pem("CERTIFICATE", Maker.encoded(certificate))),
                stream(Maker.pem("PRIVATE KEY", own.key().getEncoded())));
        this.server = NettyServerBuilder.forAddress(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), tls)
                .directExecutor().permitKeepAliveTime(1, TimeUnit.SECONDS).addService(this).build().start();
    }

    /// @param deviceCa
    ///            the file with the certificate, in DER, of the CA of credentials; empty for its own
    static MemoryCore start(Path folder, String deviceCa) throws IOException {
        var core = new MemoryCore(deviceCa.isEmpty()
                ? ByteString.EMPTY
                : ByteString.copyFrom(Files.readAllBytes(Path.of(deviceCa))));
        var edge = core.ca.devices("edge", 1).getFirst();
        new EdgeIdentity(List.of(edge.certificate(), core.ca.certificate()), edge.key()).save(folder);
        Files.writeString(folder.resolve(CA_FILE), core.ca.pem());
        return core;
    }

    private static InputStream stream(String pem) {
        return new ByteArrayInputStream(pem.getBytes(StandardCharsets.US_ASCII));
    }

    @Override
    public Map<String, String> facts() {
        return Map.of("core", "localhost:" + server.getPort());
    }

    @Override
    public void checkHandshake(CheckHandshakeRequest request, StreamObserver<CheckHandshakeResponse> answer) {
        answer(answer, CheckHandshakeResponse.newBuilder()
                .setTrusted(TrustedChain.newBuilder().setAnchorFingerprint(ByteString.copyFrom(new byte[32])))
                .build());
    }

    @Override
    public void claimDevice(ClaimDeviceRequest request, StreamObserver<ClaimDeviceResponse> answer) {
        answer(answer, claimed);
    }

    @Override
    public void confirmBootstrap(ConfirmBootstrapRequest request, StreamObserver<ConfirmBootstrapResponse> answer) {
        answer(answer, ConfirmBootstrapResponse.newBuilder().setConfirmed(true).build());
    }

    @Override
    public void announceEdge(AnnounceEdgeRequest request, StreamObserver<AnnounceEdgeResponse> answer) {
        answer(answer, AnnounceEdgeResponse.getDefaultInstance());
    }

    /// One set of anchors, and nothing after it.
    @Override
    public void watchTrustAnchors(WatchTrustAnchorsRequest request,
            StreamObserver<WatchTrustAnchorsResponse> answer) {
        answer.onNext(WatchTrustAnchorsResponse.newBuilder()
                .addAnchors(TrustAnchor.newBuilder().setCertificate(caCertificate))
                .setDeviceCaCertificate(deviceCa.isEmpty() ? caCertificate : deviceCa)
                .build());
    }

    @Override
    public void issueServerCertificate(IssueServerCertificateRequest request,
            StreamObserver<IssueServerCertificateResponse> answer) {
        try {
            var key = new JcaPKCS10CertificationRequest(request.getCertificationRequest().toByteArray()).getPublicKey();
            var certificate = ca.certify("localhost", key, KeyPurposeId.id_kp_serverAuth,
                    List.of(new GeneralName(GeneralName.dNSName, request.getHostNames(0))));
            answer(answer, IssueServerCertificateResponse.newBuilder()
                    .addCertificateChain(ByteString.copyFrom(Maker.encoded(certificate)))
                    .addCertificateChain(caCertificate).build());
        } catch (IOException | GeneralSecurityException unreadable) {
            answer.onError(unreadable);
        }
    }

    private static <T> void answer(StreamObserver<T> to, T what) {
        to.onNext(what);
        to.onCompleted();
    }

    @Override
    public void close() {
        server.shutdownNow();
    }
}
