package io.firstclaim.crypto;

import java.util.Locale;
import java.util.Map;
import java.util.Properties;

/// Whose code computes on P-256.
public enum CryptoChoice {
    /// Native code where it runs, else the JDK's.
    AUTO,
    /// Native code, or the process does not start.
    NATIVE,
    /// The JDK's.
    JDK;

    /// The system property that says it.
    public static final String PROPERTY = "firstclaim.crypto";
    /// The environment variable that says it where the property does not.
    public static final String VARIABLE = "FIRSTCLAIM_CRYPTO";

    /// What the property says, else the variable, else [#AUTO]. What is empty says nothing.
    ///
    /// @throws IllegalArgumentException for anything but `auto`, `native` and `jdk`, in upper or lower case
    public static CryptoChoice of(Properties properties, Map<String, String> environment) {
        String said = properties.getProperty(PROPERTY, "");
        if (said.isBlank()) {
            said = environment.getOrDefault(VARIABLE, "");
        }
        return switch (said.strip().toLowerCase(Locale.ROOT)) {
            case "", "auto" -> AUTO;
            case "native" -> NATIVE;
            case "jdk" -> JDK;
            default -> throw new IllegalArgumentException(
                    PROPERTY + " or " + VARIABLE + ": auto, native or jdk, not '" + said + "'");
        };
    }
}
