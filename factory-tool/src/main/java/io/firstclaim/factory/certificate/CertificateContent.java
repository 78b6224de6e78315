package io.firstclaim.factory.certificate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// What a file or stream holds, told apart by its content and not by its name: PEM with any text around its blocks, DER, PKCS#7, or PKCS#12. Of private
/// keys nothing is taken but that they are there.
///
/// @param certificates in DER, in the order of the content; some may be such as the servers can't read
/// @param own          which of them has its private key beside it, so that it is an end entity's; -1 for none
/// @param others       what else is there
public record CertificateContent(List<byte[]> certificates, int own, List<Other> others) {
    /// How many different other things are told of one file.
    static final int MAX_OTHERS = 20;

    public CertificateContent {
        certificates = List.copyOf(certificates);
        others = List.copyOf(others);
    }

    /// Something that is no certificate.
    ///
    /// @param predicate what the file is or holds, to stand after its name: "holds PRIVATE KEY"
    public record Other(Kind kind, String predicate) {}

    /// Kinds of what is no certificate.
    public enum Kind {
        /// Nothing at all.
        EMPTY,
        /// A private key, not looked at.
        PRIVATE_KEY,
        /// An encrypted private key, not looked at.
        ENCRYPTED_KEY,
        /// A request, a revocation list, a public key, parameters.
        FOREIGN,
        /// Something that is meant to be certificates, and is damaged.
        BROKEN,
        /// PKCS#12 that is encrypted, and no password was given.
        PASSWORD_NEEDED,
        /// PKCS#12 that the password does not open.
        WRONG_PASSWORD,
        /// PKCS#12 that is protected in a way that is not supported.
        UNSUPPORTED,
        /// A text, a picture, anything.
        UNKNOWN
    }

    /// Takes bytes apart, and wipes them: they may hold private keys.
    ///
    /// @param password for PKCS#12
    public static CertificateContent read(byte[] content, Password password) {
        Collected found = new Collected();
        try {
            if (content.length == 0) {
                found.add(Kind.EMPTY, "is empty");
            } else if (PemBlocks.isPem(content)) {
                PemBlocks.read(content, found);
            } else {
                DerObject.read(content, found, password);
            }
            return found.content();
        } finally {
            Arrays.fill(content, (byte) 0);
        }
    }

    /// Certificates as a TLS peer shows them, its own first.
    public static CertificateContent ofPeer(List<byte[]> chain) {
        return new CertificateContent(chain, 0, List.of());
    }

    /// Collects what is found.
    static final class Collected {
        private final List<byte[]> certificates = new ArrayList<>();
        private final Set<Other> others = new LinkedHashSet<>();
        private int own = -1;
        private boolean key;

        void addCertificate(byte[] der) {
            certificates.add(der);
        }

        /// Takes over what was found in a part.
        ///
        /// @param ofKey whether the part says that it belongs to a key
        void addAll(Collected part, boolean ofKey) {
            if (ofKey && own < 0 && !part.certificates.isEmpty()) {
                own = certificates.size();
            }
            certificates.addAll(part.certificates);
            others.addAll(part.others);
        }

        void add(Kind kind, String predicate) {
            key |= kind == Kind.PRIVATE_KEY || kind == Kind.ENCRYPTED_KEY;
            if (others.size() < MAX_OTHERS) {
                others.add(new Other(kind, predicate));
            }
        }

        /// Where a key is and does not say whose, it is the first certificate's, as all tools write them.
        private CertificateContent content() {
            int entity = own < 0 && key && !certificates.isEmpty() ? 0 : own;
            return new CertificateContent(certificates, entity, List.copyOf(others));
        }
    }
}
