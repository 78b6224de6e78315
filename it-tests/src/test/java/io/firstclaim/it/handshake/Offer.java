package io.firstclaim.it.handshake;

import java.util.List;
import org.bouncycastle.tls.CertificateType;
import org.bouncycastle.tls.CipherSuite;
import org.bouncycastle.tls.HashAlgorithm;
import org.bouncycastle.tls.NamedGroup;
import org.bouncycastle.tls.ProtocolVersion;
import org.bouncycastle.tls.SignatureAlgorithm;
import org.bouncycastle.tls.SignatureAndHashAlgorithm;

/// What a client says in its ClientHello that it can.
///
/// @param certificateType of its own certificate
record Offer(ProtocolVersion version, List<Integer> suites, List<Integer> groups,
        List<SignatureAndHashAlgorithm> signatures, short certificateType) {
    /// As the Pelion client's.
    static final Offer OF_A_DEVICE = new Offer(ProtocolVersion.DTLSv12,
            List.of(CipherSuite.TLS_ECDHE_ECDSA_WITH_AES_128_CCM_8), List.of(NamedGroup.secp256r1),
            List.of(new SignatureAndHashAlgorithm(HashAlgorithm.sha256, SignatureAlgorithm.ecdsa)),
            CertificateType.X509);

    Offer version(ProtocolVersion other) {
        return new Offer(other, suites, groups, signatures, certificateType);
    }

    Offer suites(Integer... others) {
        return new Offer(version, List.of(others), groups, signatures, certificateType);
    }

    Offer groups(Integer... others) {
        return new Offer(version, suites, List.of(others), signatures, certificateType);
    }

    Offer signatures(short hash, short signature) {
        return new Offer(version, suites, groups, List.of(new SignatureAndHashAlgorithm(hash, signature)),
                certificateType);
    }

    Offer certificateType(short other) {
        return new Offer(version, suites, groups, signatures, other);
    }
}
