package io.firstclaim.crypto;

import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.interfaces.ECKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.util.Locale;
import java.util.Set;

/// NIST P-256 (FIPS 186-4, D.1.2.3), the one curve that native code is asked about, and the JDK's own code for it.
final class P256 {

    /// The JDK's provider of elliptic curves: what is asked where native code is not.
    static final String JDK = "SunEC";

    static final ECParameterSpec PARAMETERS = parameters();

    /// As the JDK knows them.
    private static final Set<String> NAMES = Set.of("secp256r1", "nist p-256", "x9.62 prime256v1",
            "1.2.840.10045.3.1.7");

    private P256() {}

    static boolean isNamed(String curve) {
        return NAMES.contains(curve.toLowerCase(Locale.ROOT));
    }

    /// Whether a key is on the curve as everybody knows it. A curve with another generator is another curve, whoever claims otherwise.
    static boolean holds(Key key) {
        return key instanceof ECKey ec && isMeantBy(ec.getParams());
    }

    static boolean isMeantBy(ECParameterSpec parameters) {
        return PARAMETERS.equals(parameters) || (parameters != null
                && parameters.getCurve().equals(PARAMETERS.getCurve())
                && parameters.getGenerator().equals(PARAMETERS.getGenerator())
                && parameters.getOrder().equals(PARAMETERS.getOrder())
                && parameters.getCofactor() == PARAMETERS.getCofactor());
    }

    private static ECParameterSpec parameters() {
        try {
            AlgorithmParameters named = AlgorithmParameters.getInstance("EC", JDK);
            named.init(new ECGenParameterSpec("secp256r1"));
            return named.getParameterSpec(ECParameterSpec.class);
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException("this Java has no P-256", missing);
        }
    }
}
