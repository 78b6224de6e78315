package io.firstclaim.factory.certificate;

import io.firstclaim.factory.certificate.CertificateContent.Collected;
import io.firstclaim.factory.certificate.CertificateContent.Kind;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The blocks of a PEM text (RFC 7468) with anything before, between and behind them, as `openssl s_client -showcerts` and
/// `openssl x509 -text` print them. One that is damaged spoils no other.
final class PemBlocks {
    private static final Pattern MARK = Pattern.compile("-----(BEGIN|END) ([A-Z0-9 #]{1,40})-----");
    private static final Pattern ENCRYPTED = Pattern.compile("\\A\\s*Proc-Type: *4, *ENCRYPTED");
    private static final Set<String> CERTIFICATES = Set.of("CERTIFICATE", "X509 CERTIFICATE");
    /// With what openssl trusts it for behind it.
    private static final String TRUSTED_CERTIFICATE = "TRUSTED CERTIFICATE";
    private static final Set<String> PKCS7 = Set.of("PKCS7", "CMS", "PKCS #7 SIGNED DATA");
    private static final String PRIVATE_KEY = "PRIVATE KEY";

    private PemBlocks() {}

    static boolean isPem(byte[] content) {
        return MARK.matcher(ByteText.of(content)).find();
    }

    static void read(byte[] content, Collected found) {
        Matcher mark = MARK.matcher(ByteText.of(content));
        String open = null;
        int from = 0;
        while (mark.find()) {
            String label = mark.group(2);
            boolean begins = mark.group(1).equals("BEGIN");
            if (!begins && label.equals(open)) {
                block(label, new ByteText(content, from, mark.start()), found);
                open = null;
                continue;
            }
            if (open != null || !begins) {
                found.add(Kind.BROKEN, "is broken PEM: " + (open == null ? "END " + label : "BEGIN " + open)
                        + " stands alone");
            }
            open = begins ? label : null;
            from = mark.end();
        }
        if (open != null) {
            found.add(Kind.BROKEN, "is broken PEM: BEGIN " + open + " stands alone");
        }
    }

    private static void block(String label, ByteText body, Collected found) {
        if (label.endsWith(PRIVATE_KEY)) {
            boolean encrypted = label.startsWith("ENCRYPTED") || ENCRYPTED.matcher(body).find();
            found.add(encrypted ? Kind.ENCRYPTED_KEY : Kind.PRIVATE_KEY, "holds " + label);
        } else if (CERTIFICATES.contains(label) || label.equals(TRUSTED_CERTIFICATE) || PKCS7.contains(label)) {
            Optional<byte[]> der = decode(body);
            if (der.isEmpty()) {
                found.add(Kind.BROKEN, "is broken PEM: " + label + " is not Base64");
            } else if (PKCS7.contains(label)) {
                DerObject.readPkcs7(der.get(), found);
            } else {
                DerObject.readCertificate(der.get(), found, label.equals(TRUSTED_CERTIFICATE));
            }
        } else {
            found.add(Kind.FOREIGN, "holds " + label);
        }
    }

    private static Optional<byte[]> decode(ByteText body) {
        byte[] text = new byte[body.length()];
        int length = 0;
        for (int i = 0; i < text.length; i++) {
            if (body.charAt(i) > ' ') {
                text[length++] = (byte) body.charAt(i);
            }
        }
        try {
            return Optional.of(Base64.getDecoder().decode(Arrays.copyOf(text, length)));
        } catch (IllegalArgumentException notBase64) {
            return Optional.empty();
        }
    }
}
