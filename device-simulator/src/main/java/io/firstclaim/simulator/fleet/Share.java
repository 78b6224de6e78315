package io.firstclaim.simulator.fleet;

import java.math.BigDecimal;

/// A part of a whole, such as 5 %.
///
/// @param part from 0 to 1
public record Share(double part) {
    /// Nothing of it.
    public static final Share NONE = new Share(0);
    /// Half of it.
    public static final Share HALF = new Share(0.5);

    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

    /// Checks the range.
    public Share {
        if (!(part >= 0 && part <= 1)) {
            throw new IllegalArgumentException("a share is from 0% to 100%, not " + part * 100 + "%");
        }
    }

    /// Reads a percentage, such as `5%` or `0.1%`.
    ///
    /// @param what names the value in the error
    /// @throws IllegalArgumentException if it is none from 0% to 100%
    public static Share parse(String what, String text) {
        if (text.matches("\\d{1,3}(\\.\\d{1,9})?%")) {
            BigDecimal percent = new BigDecimal(text.substring(0, text.length() - 1));
            if (percent.compareTo(HUNDRED) <= 0) {
                return new Share(percent.divide(HUNDRED).doubleValue());
            }
        }
        throw new IllegalArgumentException(what + " is a share from 0% to 100%, such as 5%, not '" + text + "'");
    }

    /// How many of so many that is, to the nearest whole number.
    public int of(int whole) {
        return (int) Math.round(part * whole);
    }

    @Override
    public String toString() {
        return BigDecimal.valueOf(part).multiply(HUNDRED).stripTrailingZeros().toPlainString() + "%";
    }
}
