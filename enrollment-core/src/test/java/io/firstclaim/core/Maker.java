package io.firstclaim.core;

import io.firstclaim.core.trust.CaCertificate;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/// Somebody who makes devices with certificates of its own CA; for tests.
///
/// @param presented
///            the CA certificates that its devices show after their own
public record Maker(X509Certificate certificate, KeyPair keys, List<X509Certificate> presented) {
    /// A maker with a root CA.
    public static Maker named(String commonName) {
        return of(CertificateDraft.ofCa(commonName));
    }

    /// A maker whose root CA is as odd as the draft.
    public static Maker of(CertificateDraft ca) {
        return new Maker(ca.selfSigned(), ca.keys(), List.of());
    }

    /// A branch with a CA certificate issued by this one, which its devices show.
    public Maker branch(String commonName) {
        return branch(CertificateDraft.ofCa(commonName));
    }

    public Maker branch(CertificateDraft ca) {
        var issued = ca.signedBy(certificate, keys.getPrivate());
        var chain = new ArrayList<>(List.of(issued));
        chain.addAll(presented);
        return new Maker(issued, ca.keys(), List.copyOf(chain));
    }

    /// The same, but its devices show their own certificate only.
    public Maker presentingNothing() {
        return new Maker(certificate, keys, List.of());
    }

    /// The same, but its devices show its certificate too.
    public Maker presentingItself() {
        return new Maker(certificate, keys, List.of(certificate));
    }

    public SampleDevice device(String endpointName) {
        return device(endpointName, CertificateDraft.ofDevice(endpointName));
    }

    /// A device with a certificate as odd as the draft.
    public SampleDevice device(String endpointName, CertificateDraft draft) {
        var chain = new ArrayList<>(List.of(draft.signedBy(certificate, keys.getPrivate())));
        chain.addAll(presented);
        return new SampleDevice(endpointName, List.copyOf(chain));
    }

    /// As an account uploads it.
    public CaCertificate uploaded() {
        return CaCertificate.parse(pem());
    }

    public String pem() {
        return pem(certificate);
    }

    /// The proof that an account holds the CA's key.
    public String proofFor(ResourceId accountId) {
        try {
            var rsa = keys.getPrivate().getAlgorithm().equals("RSA");
            var signature = Signature.getInstance(rsa ? "SHA256withRSA" : "SHA256withECDSA");
            signature.initSign(keys.getPrivate());
            signature.update(accountId.toString().getBytes(StandardCharsets.US_ASCII));
            return Base64.getEncoder().encodeToString(signature.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("A proof for tests can't be made", e);
        }
    }

    public static String pem(X509Certificate certificate) {
        try {
            return "-----BEGIN CERTIFICATE-----\n" + Base64.getMimeEncoder(64, new byte[]{'\n'})
                    .encodeToString(certificate.getEncoded()) + "\n-----END CERTIFICATE-----\n";
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("A certificate for tests can't be written", e);
        }
    }
}
