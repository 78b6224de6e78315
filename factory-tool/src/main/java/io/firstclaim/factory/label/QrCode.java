package io.firstclaim.factory.label;

import com.google.zxing.WriterException;
import com.google.zxing.qrcode.decoder.ErrorCorrectionLevel;
import com.google.zxing.qrcode.encoder.ByteMatrix;
import com.google.zxing.qrcode.encoder.Encoder;
import io.firstclaim.core.enrollment.EnrollmentId;

/// A device's enrollment ID as a QR code (ISO/IEC 18004): its text and nothing else, which is all in the code's
/// alphanumeric set and so makes a small code, with error correction level M. Every ID gives a square of the same size.
final class QrCode {
    /// Modules on a side, without the quiet zone: version 5.
    static final int SIZE = 37;
    /// The light margin that readers need on every side, in modules (ISO/IEC 18004, 9.1).
    static final int QUIET_ZONE = 4;
    /// Modules on a side with the quiet zone.
    static final int SIZE_WITH_QUIET_ZONE = SIZE + 2 * QUIET_ZONE;

    private final ByteMatrix modules;

    private QrCode(ByteMatrix modules) {
        this.modules = modules;
    }

    /// Takes the dark modules of one row, from left to right, as runs that are as long as they can be.
    @FunctionalInterface
    interface Runs<X extends Exception> {
        /// A run of dark modules; `x` and `y` count from the top left corner of the code without its quiet zone.
        void dark(int x, int y, int length) throws X;
    }

    static QrCode of(EnrollmentId id) {
        try {
            return new QrCode(Encoder.encode(id.toString(), ErrorCorrectionLevel.M).getMatrix());
        } catch (WriterException e) {
            throw new IllegalStateException("every enrollment ID fits into a QR code", e);
        }
    }

    boolean isDark(int x, int y) {
        return modules.get(x, y) == 1;
    }

    /// Draws the code, row by row.
    <X extends Exception> void draw(Runs<X> runs) throws X {
        for (int y = 0; y < SIZE; y++) {
            int x = 0;
            while (x < SIZE) {
                int start = x;
                while (x < SIZE && isDark(x, y)) {
                    x++;
                }
                if (x > start) {
                    runs.dark(start, y, x - start);
                } else {
                    x++;
                }
            }
        }
    }
}
