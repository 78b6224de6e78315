package io.firstclaim.simulator.fleet;

import java.time.Duration;

/// When the devices of a fleet are powered on for the first time.
public sealed interface Arrival {
    /// All at once, as after a power cut of a whole town.
    record AllAtOnce() implements Arrival {
        @Override
        public Duration offset(int number, int count) {
            return Duration.ZERO;
        }

        @Override
        public String toString() {
            return "all at once";
        }
    }

    /// Evenly over a span of time.
    record Ramp(Duration over) implements Arrival {
        @Override
        public Duration offset(int number, int count) {
            return over.multipliedBy(number).dividedBy(count);
        }

        @Override
        public String toString() {
            return "over " + Spans.text(over);
        }
    }

    /// So many each second.
    record Rate(double perSecond) implements Arrival {
        private static final double FASTEST = 100_000;
        private static final double SLOWEST = 0.001;
        private static final double NANOS = 1e9;

        /// Checks that the rate is one.
        public Rate {
            if (!(perSecond >= SLOWEST && perSecond <= FASTEST)) {
                throw new IllegalArgumentException("a rate is from 0.001/s to 100000/s, not " + perSecond + "/s");
            }
        }

        /// Reads a rate, such as `100/s`.
        ///
        /// @param what names the value in the error
        /// @throws IllegalArgumentException if it is none
        public static Rate parse(String what, String text) {
            if (text.matches("\\d{1,6}(\\.\\d{1,3})?/s")) {
                double value = Double.parseDouble(text.substring(0, text.length() - 2));
                if (value >= SLOWEST && value <= FASTEST) {
                    return new Rate(value);
                }
            }
            throw new IllegalArgumentException(
                    what + " is a rate from 0.001/s to 100000/s, such as 100/s, not '" + text + "'");
        }

        @Override
        public Duration offset(int number, int count) {
            return Duration.ofNanos((long) (number / perSecond * NANOS));
        }

        @Override
        public String toString() {
            return perSecond + " per second";
        }
    }

    /// How long after the start of the run a device is powered on.
    ///
    /// @param number the device's place in the fleet, from 0
    /// @param count how many there are
    Duration offset(int number, int count);
}
