package io.firstclaim.core.credential;

import io.firstclaim.core.FirstclaimException;
import java.io.IOException;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.sec.SECObjectIdentifiers;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentVerifierProviderBuilder;
import org.bouncycastle.pkcs.PKCS10CertificationRequest;
import org.bouncycastle.pkcs.PKCSException;

/// An edge's certification request (PKCS#10, RFC 2986). Only its key counts, once the edge has shown that it holds the private one.
final class CertificationRequest {
    /// The most bytes of a request.
    static final int MAX_LENGTH = 4_096;

    private CertificationRequest() {}

    /// The P-256 key of a request in DER whose signature holds.
    ///
    /// @throws FirstclaimException with the field `certification_request` otherwise
    static SubjectPublicKeyInfo requireKey(byte[] der) {
        if (der.length > MAX_LENGTH) {
            throw invalid("it has %d bytes, at most %d are expected".formatted(der.length, MAX_LENGTH));
        }
        try {
            var request = new PKCS10CertificationRequest(der);
            var info = request.getSubjectPublicKeyInfo();
            if (!isP256(info)) {
                throw invalid("its key is not P-256");
            }
            if (!request.isSignatureValid(new JcaContentVerifierProviderBuilder().build(info))) {
                throw invalid("its signature does not hold");
            }
            return info;
        } catch (IOException | OperatorCreationException | PKCSException | IllegalArgumentException e) {
            throw invalid("it can't be read: " + e.getMessage());
        }
    }

    private static boolean isP256(SubjectPublicKeyInfo info) {
        return info.getAlgorithm().getParameters() instanceof ASN1ObjectIdentifier curve
                && curve.equals(SECObjectIdentifiers.secp256r1);
    }

    private static FirstclaimException invalid(String why) {
        return FirstclaimException.invalid("certification_request",
                "The certification request is not usable: " + why + ".");
    }
}
