package io.firstclaim.core.trust;

import java.io.IOException;
import java.security.AlgorithmParameters;
import java.security.NoSuchAlgorithmException;
import java.security.cert.X509Certificate;
import java.security.spec.InvalidParameterSpecException;
import java.security.spec.PSSParameterSpec;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// The hash that a certificate's signature was made over.
///
/// @param name as Java calls it, in upper case; of an algorithm that is known by a name of its own, that name
public record SignatureHash(String name) {
    private static final String PSS = "1.2.840.113549.1.1.10";
    /// Of RSASSA-PSS without parameters (RFC 4055, section 3.1). What can't be read is taken for it too.
    private static final String PSS_DEFAULT = "SHA-1";

    /// The one in a certificate. RSASSA-PSS has it among its parameters, every other algorithm in its name.
    public static SignatureHash of(X509Certificate certificate) {
        var name = certificate.getSigAlgOID().equals(PSS)
                ? hashOfPss(certificate.getSigAlgParams())
                : certificate.getSigAlgName();
        return new SignatureHash(name.toUpperCase(Locale.ROOT));
    }

    /// Whether a signature over it says nothing, whoever made it: SHA-1 and what is older.
    public boolean isBroken() {
        return name.startsWith("SHA1") || name.equals("SHA-1") || name.startsWith("MD");
    }

    private static String hashOfPss(byte @Nullable [] encoded) {
        if (encoded == null) {
            return PSS_DEFAULT;
        }
        try {
            var parameters = AlgorithmParameters.getInstance("RSASSA-PSS");
            parameters.init(encoded);
            return parameters.getParameterSpec(PSSParameterSpec.class).getDigestAlgorithm();
        } catch (IOException | NoSuchAlgorithmException | InvalidParameterSpecException unreadable) {
            return PSS_DEFAULT;
        }
    }
}
