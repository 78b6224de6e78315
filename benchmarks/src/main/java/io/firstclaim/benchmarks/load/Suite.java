package io.firstclaim.benchmarks.load;

import org.bouncycastle.tls.CipherSuite;

/// The one cipher suite that a client offers.
public enum Suite {
    /// `TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256`.
    GCM("AES-128-GCM", CipherSuite.TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256),
    /// `TLS_ECDHE_ECDSA_WITH_AES_128_CCM_8`, all that the Pelion client offers.
    CCM_8("AES-128-CCM-8", CipherSuite.TLS_ECDHE_ECDSA_WITH_AES_128_CCM_8);

    private final String shown;
    private final int code;

    Suite(String shown, int code) {
        this.shown = shown;
        this.code = code;
    }

    /// Its cipher, for people.
    public String shown() {
        return shown;
    }

    int code() {
        return code;
    }
}
