package io.firstclaim.server.call;

import com.google.protobuf.ByteString;
import com.google.protobuf.Timestamp;
import io.firstclaim.core.Page;
import io.grpc.stub.StreamObserver;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;

/// How the fields that many answers share are written, and how an answer is sent.
public final class Answers {

    private Answers() {}

    /// Sends the one answer of a call.
    public static <A> void answer(StreamObserver<A> call, A answer) {
        call.onNext(answer);
        call.onCompleted();
    }

    /// The `next_page_token` of a page; empty on the last.
    public static String nextPageToken(Page<?> page) {
        var next = page.next();
        return next == null ? "" : next.toString();
    }

    /// An instant as the contract has it.
    public static Timestamp timestamp(Instant instant) {
        return Timestamp.newBuilder().setSeconds(instant.getEpochSecond()).setNanos(instant.getNano()).build();
    }

    /// A certificate in DER.
    public static ByteString der(X509Certificate certificate) {
        try {
            return ByteString.copyFrom(certificate.getEncoded());
        } catch (CertificateEncodingException impossible) {
            throw new IllegalStateException("A certificate that was read can't be written", impossible);
        }
    }

    /// Certificates in DER.
    public static List<ByteString> der(List<X509Certificate> chain) {
        return chain.stream().map(Answers::der).toList();
    }
}
