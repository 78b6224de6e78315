package io.firstclaim.it.handshake;

import java.math.BigInteger;
import java.security.KeyPair;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.jspecify.annotations.Nullable;

/// A certificate to be, right in all but what a test changes.
///
/// @param pathLength of a CA; negative for none
/// @param usage bits of [KeyUsage]; 0 for no such extension
/// @param purpose null for no such extension
/// @param signedWith the name of the issuer's signature algorithm; null for what suits its key
/// @param padding so many bytes of an extension that means nothing
/// @param keyId of the subject; null for no such extension
/// @param criticalUnknown whether there is a critical extension that nobody knows
record Draft(String subject, KeyPair keys, Instant from, Instant to, boolean ca, int pathLength, int usage,
        @Nullable KeyPurposeId purpose, BigInteger serial, @Nullable String signedWith, int padding,
        @Nullable String keyId, boolean criticalUnknown) {
    static final Duration YEAR = Duration.ofDays(365);

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int SERIAL_BITS = 120;

    static Draft ofDevice(String name) {
        return of("CN=" + name, false, KeyUsage.digitalSignature, KeyPurposeId.id_kp_clientAuth);
    }

    static Draft ofCa(String name) {
        return of("CN=" + name, true, KeyUsage.keyCertSign, null);
    }

    private static Draft of(String subject, boolean ca, int usage, @Nullable KeyPurposeId purpose) {
        return new Draft(subject, Keys.p256(), Instant.now().minus(YEAR), Instant.now().plus(YEAR), ca, -1, usage,
                purpose, new BigInteger(SERIAL_BITS, RANDOM).setBit(SERIAL_BITS), null, 0, null, false);
    }

    Draft keys(KeyPair other) {
        return new Draft(subject, other, from, to, ca, pathLength, usage, purpose, serial, signedWith, padding,
                keyId, criticalUnknown);
    }

    Draft expired() {
        return validity(Instant.now().minus(YEAR), Instant.now().minus(Duration.ofDays(1)));
    }

    Draft notYetValid() {
        return validity(Instant.now().plus(Duration.ofDays(1)), Instant.now().plus(YEAR));
    }

    private Draft validity(Instant begin, Instant end) {
        return new Draft(subject, keys, begin, end, ca, pathLength, usage, purpose, serial, signedWith, padding,
                keyId, criticalUnknown);
    }

    Draft isCa(boolean whether) {
        return new Draft(subject, keys, from, to, whether, pathLength, usage, purpose, serial, signedWith, padding,
                keyId, criticalUnknown);
    }

    Draft pathLength(int longest) {
        return new Draft(subject, keys, from, to, ca, longest, usage, purpose, serial, signedWith, padding,
                keyId, criticalUnknown);
    }

    Draft usage(int bits) {
        return new Draft(subject, keys, from, to, ca, pathLength, bits, purpose, serial, signedWith, padding,
                keyId, criticalUnknown);
    }

    Draft purpose(@Nullable KeyPurposeId other) {
        return new Draft(subject, keys, from, to, ca, pathLength, usage, other, serial, signedWith, padding,
                keyId, criticalUnknown);
    }

    Draft serial(BigInteger other) {
        return new Draft(subject, keys, from, to, ca, pathLength, usage, purpose, other, signedWith, padding,
                keyId, criticalUnknown);
    }

    Draft signedWith(String algorithm) {
        return new Draft(subject, keys, from, to, ca, pathLength, usage, purpose, serial, algorithm, padding,
                keyId, criticalUnknown);
    }

    Draft padding(int bytes) {
        return new Draft(subject, keys, from, to, ca, pathLength, usage, purpose, serial, signedWith, bytes,
                keyId, criticalUnknown);
    }

    Draft withUnknownCriticalExtension() {
        return new Draft(subject, keys, from, to, ca, pathLength, usage, purpose, serial, signedWith, padding, keyId,
                true);
    }

    Draft keyId(String id) {
        return new Draft(subject, keys, from, to, ca, pathLength, usage, purpose, serial, signedWith, padding, id,
                criticalUnknown);
    }
}
