package io.firstclaim.edge.trust;

import com.google.protobuf.ByteString;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.KeyPair;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.pkcs.jcajce.JcaPKCS10CertificationRequestBuilder;

/// PKCS#10 certification requests (RFC 2986). Only their key and the proof that we have it count; the core decides all names.
public final class CertificationRequests {

    private static final X500Principal NAME = new X500Principal("CN=bootstrap-edge");

    private CertificationRequests() {}

    /// The request for a key pair, in DER.
    public static ByteString create(KeyPair pair) {
        try {
            return ByteString.copyFrom(new JcaPKCS10CertificationRequestBuilder(NAME, pair.getPublic())
                    .build(new JcaContentSignerBuilder("SHA256withECDSA").build(pair.getPrivate())).getEncoded());
        } catch (OperatorCreationException unusable) {
            throw new IllegalArgumentException("this key can't sign", unusable);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }
}
