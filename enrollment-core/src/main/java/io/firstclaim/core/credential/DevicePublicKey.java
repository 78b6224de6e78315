package io.firstclaim.core.credential;

import io.firstclaim.core.FirstclaimException;
import java.io.IOException;
import org.bouncycastle.asn1.sec.SECObjectIdentifiers;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;
import org.bouncycastle.crypto.params.ECPublicKeyParameters;
import org.bouncycastle.crypto.util.PublicKeyFactory;

/// The public key that an LwM2M certificate is made for: P-256, the only curve that all clients have.
public final class DevicePublicKey {
    /// The most bytes of a P-256 SubjectPublicKeyInfo.
    public static final int MAX_LENGTH = 128;

    /// RFC 5480, section 2.2. Devices, and Java, read no other form.
    private static final byte UNCOMPRESSED_POINT = 4;

    private final SubjectPublicKeyInfo info;
    private final PublicKeyHash hash;

    private DevicePublicKey(SubjectPublicKeyInfo info, PublicKeyHash hash) {
        this.info = info;
        this.hash = hash;
    }

    /// Reads a SubjectPublicKeyInfo in DER (RFC 5280, section 4.1.2.7).
    ///
    /// @throws FirstclaimException with the field `public_key` when it is not a P-256 key
    public static DevicePublicKey parse(byte[] der) {
        if (der.length > MAX_LENGTH) {
            throw invalid("The public key has %d bytes".formatted(der.length));
        }
        try {
            var info = SubjectPublicKeyInfo.getInstance(der);
            requireP256(info);
            return new DevicePublicKey(info, PublicKeyHash.of(info.getEncoded("DER")));
        } catch (IOException | IllegalArgumentException | IllegalStateException e) {
            throw invalid("The public key can't be read (%s)".formatted(e.getMessage()));
        }
    }

    /// The key as it goes into a certificate.
    SubjectPublicKeyInfo info() {
        return info;
    }

    /// What is stored of the key.
    public PublicKeyHash hash() {
        return hash;
    }

    private static void requireP256(SubjectPublicKeyInfo info) throws IOException {
        var algorithm = info.getAlgorithm();
        if (!X9ObjectIdentifiers.id_ecPublicKey.equals(algorithm.getAlgorithm())
                || !SECObjectIdentifiers.secp256r1.equals(algorithm.getParameters())) {
            throw invalid("The public key is of another kind (%s)".formatted(algorithm.getAlgorithm()));
        }
        var point = info.getPublicKeyData().getOctets();
        if (point.length == 0 || point[0] != UNCOMPRESSED_POINT) {
            throw invalid("The public key is compressed");
        }
        if (!(PublicKeyFactory.createKey(info) instanceof ECPublicKeyParameters)) {
            throw invalid("The public key is not an elliptic curve's");
        }
    }

    private static FirstclaimException invalid(String what) {
        return FirstclaimException.invalid("public_key", what + ": a P-256 SubjectPublicKeyInfo in DER is expected.");
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof DevicePublicKey that && hash.equals(that.hash);
    }

    @Override
    public int hashCode() {
        return hash.hashCode();
    }

    @Override
    public String toString() {
        return "P-256 key " + hash;
    }
}
