package io.firstclaim.core.trust;

import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.util.Map;

/// Whether one certificate's key signed another, remembered for the pairs asked for last, because the claim asks again what the handshake has asked.
/// Safe for use by many threads.
public final class SignatureChecks {
    /// How many outcomes are remembered, about 150 bytes each.
    public static final int MAX_REMEMBERED = 10_000;

    private final Map<Pair, Boolean> remembered = new LastUsed<>(MAX_REMEMBERED);

    /// Whether the key of `issuer` signed `certificate`. Names are not looked at. No as well when the budget does not suffice to find out, which it
    /// then tells.
    boolean signed(X509Certificate issuer, X509Certificate certificate, Budget budget) {
        var pair = new Pair(Fingerprint.of(issuer), Fingerprint.of(certificate));
        synchronized (remembered) {
            var known = remembered.get(pair);
            if (known != null) {
                return known;
            }
        }
        if (!budget.take()) {
            return false;
        }
        var holds = verify(issuer, certificate);
        synchronized (remembered) {
            remembered.put(pair, holds);
        }
        return holds;
    }

    private static boolean verify(X509Certificate issuer, X509Certificate certificate) {
        try {
            certificate.verify(issuer.getPublicKey());
            return true;
        } catch (GeneralSecurityException e) {
            return false;
        }
    }

    /// How many signatures may still be verified for one handshake.
    static final class Budget {
        private final int all;
        private int left;
        private boolean exceeded;

        Budget(int signatures) {
            this.all = signatures;
            this.left = signatures;
        }

        boolean take() {
            if (left == 0) {
                exceeded = true;
                return false;
            }
            left--;
            return true;
        }

        int taken() {
            return all - left;
        }

        /// Whether one more was asked for than there were.
        boolean isExceeded() {
            return exceeded;
        }
    }

    private record Pair(Fingerprint issuer, Fingerprint certificate) {}
}
