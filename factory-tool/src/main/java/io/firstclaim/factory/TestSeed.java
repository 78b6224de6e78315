package io.firstclaim.factory;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.security.SecureRandomSpi;
import java.time.Instant;
import java.util.Arrays;

/// For tests only: makes the same CA and the same devices again, byte for byte. Whoever knows the number has every
/// private key, so all that is made with it carries [#MARK]: the CA, each device's certificate and properties, the
/// order. A test CA makes nothing but test devices, and no other CA makes any.
///
/// @param number any number
public record TestSeed(long number) {
    /// The organizational unit (OU) of the subject of every certificate that was made with a seed.
    public static final String MARK = "TEST ONLY, KEY IS PUBLIC";
    /// The mark as a subject shows it (RFC 2253).
    static final String MARK_IN_NAME = "OU=" + MARK.replace(",", "\\,");
    /// The time at which everything is made that is made with a seed.
    public static final Instant TIME = Instant.parse("2026-01-01T00:00:00Z");

    /// The random numbers of one thing that is made; `what` tells them from those of another.
    SecureRandom randomOf(String what) {
        return new Repeatable(new Source(number + "/" + what));
    }

    /// Not random at all.
    private static final class Repeatable extends SecureRandom {
        private static final long serialVersionUID = 1L;

        Repeatable(Source source) {
            super(source, null);
        }
    }

    /// SHA-256 of the label and a counter, block after block.
    private static final class Source extends SecureRandomSpi {
        private static final long serialVersionUID = 1L;

        private final byte[] label;
        private long block;
        private byte[] rest = new byte[0];

        Source(String label) {
            this.label = ("firstclaim test seed " + label).getBytes(StandardCharsets.UTF_8);
        }

        @Override
        protected void engineSetSeed(byte[] seed) {
            throw new UnsupportedOperationException("the seed of a test is chosen once");
        }

        @Override
        protected void engineNextBytes(byte[] bytes) {
            int filled = 0;
            while (filled < bytes.length) {
                if (rest.length == 0) {
                    rest = nextBlock();
                }
                int taken = Math.min(rest.length, bytes.length - filled);
                System.arraycopy(rest, 0, bytes, filled, taken);
                rest = Arrays.copyOfRange(rest, taken, rest.length);
                filled += taken;
            }
        }

        @Override
        protected byte[] engineGenerateSeed(int length) {
            byte[] seed = new byte[length];
            engineNextBytes(seed);
            return seed;
        }

        private byte[] nextBlock() {
            try {
                MessageDigest digest = MessageDigest.getInstance("SHA-256");
                digest.update(label);
                digest.update(ByteBuffer.allocate(Long.BYTES).putLong(block++).flip());
                return digest.digest();
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException("every JDK has SHA-256", e);
            }
        }
    }
}
