package io.firstclaim.it.handshake;

import io.firstclaim.it.stack.Identity;
import io.firstclaim.it.stack.Pems;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Objects;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.SubjectKeyIdentifier;
import org.bouncycastle.cert.CertIOException;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/// Whoever signs certificates, whether it may or not.
final class Issuer {
    private static final ASN1ObjectIdentifier NOBODY_KNOWS = new ASN1ObjectIdentifier("1.3.6.1.4.1.99999.1");
    private static final ASN1ObjectIdentifier PADDING = new ASN1ObjectIdentifier("1.3.6.1.4.1.99999.2");

    private final X500Name name;
    private final KeyPair keys;
    private final byte[] der;
    private final List<byte[]> shown;

    private Issuer(String subject, KeyPair keys, byte[] der, List<byte[]> shown) {
        this.name = new X500Name(subject);
        this.keys = keys;
        this.der = der;
        this.shown = shown;
    }

    /// Signs itself. Its devices do not show it.
    static Issuer root(Draft draft) {
        return new Issuer(draft.subject(), draft.keys(),
                sign(draft, new X500Name(draft.subject()), draft.keys()), List.of());
    }

    static Issuer root(String name) {
        return root(Draft.ofCa(name));
    }

    /// One that this one signs. Its devices show it, and what this one's devices show.
    Issuer branch(Draft draft) {
        List<byte[]> chain = new ArrayList<>(shown);
        byte[] certificate = sign(draft);
        chain.addFirst(certificate);
        return new Issuer(draft.subject(), draft.keys(), certificate, chain);
    }

    Issuer branch(String subject) {
        return branch(Draft.ofCa(subject));
    }

    /// The same, whose devices show nothing but themselves.
    Issuer hidden() {
        return new Issuer(name.toString(), keys, der, List.of());
    }

    /// A device that shows its chain.
    Shown device(Draft draft) {
        List<byte[]> chain = new ArrayList<>(shown);
        chain.addFirst(sign(draft));
        return Shown.of(chain, draft.keys());
    }

    Shown device(String endpointName) {
        return device(Draft.ofDevice(endpointName));
    }

    /// Its own certificate and key, as if it were a device.
    Shown itself() {
        return Shown.of(List.of(der), keys);
    }

    byte[] der() {
        return der.clone();
    }

    String pem() {
        return Pems.of(Identity.certificate(der));
    }

    private byte[] sign(Draft draft) {
        return sign(draft, name, keys);
    }

    private static byte[] sign(Draft draft, X500Name issuer, KeyPair by) {
        try {
            X509v3CertificateBuilder builder = new JcaX509v3CertificateBuilder(issuer, draft.serial(),
                    Date.from(draft.from()), Date.from(draft.to()), new X500Name(draft.subject()),
                    draft.keys().getPublic());
            addExtensions(builder, draft);
            String algorithm = Objects.requireNonNullElseGet(draft.signedWith(), () -> Keys.signatureOf(by));
            return builder.build(new JcaContentSignerBuilder(algorithm).setProvider(Keys.PROVIDER)
                    .build(by.getPrivate())).getEncoded();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (OperatorCreationException e) {
            throw new IllegalStateException("can't sign " + draft, e);
        }
    }

    private static void addExtensions(X509v3CertificateBuilder builder, Draft draft) throws CertIOException {
        builder.addExtension(Extension.basicConstraints, true, draft.ca() && draft.pathLength() >= 0
                ? new BasicConstraints(draft.pathLength())
                : new BasicConstraints(draft.ca()));
        if (draft.usage() != 0) {
            builder.addExtension(Extension.keyUsage, true, new KeyUsage(draft.usage()));
        }
        if (draft.purpose() != null) {
            builder.addExtension(Extension.extendedKeyUsage, false, new ExtendedKeyUsage(draft.purpose()));
        }
        if (draft.padding() > 0) {
            builder.addExtension(PADDING, false, new DEROctetString(new byte[draft.padding()]));
        }
        if (draft.keyId() != null) {
            builder.addExtension(Extension.subjectKeyIdentifier, false,
                    new SubjectKeyIdentifier(draft.keyId().getBytes(StandardCharsets.UTF_8)));
        }
        if (draft.criticalUnknown()) {
            builder.addExtension(NOBODY_KNOWS, true, new DEROctetString(new byte[1]));
        }
    }
}
