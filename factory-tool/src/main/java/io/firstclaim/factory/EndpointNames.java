package io.firstclaim.factory;

import java.security.SecureRandom;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// The names of the devices of one order, in the order in which they are made; each name once.
///
/// @param naming how they were chosen
public record EndpointNames(Naming naming, List<DeviceName> names) {
    /// Devices of one order; larger productions are made in several.
    public static final int MAX_COUNT = 100_000;

    private static final int RANDOM_BYTES = 16;

    public EndpointNames {
        names = List.copyOf(names);
        requireCount(names.size());
        Set<String> seen = new HashSet<>();
        for (DeviceName name : names) {
            if (!seen.add(name.endpointName())) {
                throw new FactoryException(
                        "endpoint name " + Texts.shown(name.endpointName()) + " is given twice; expected each once");
            }
        }
    }

    /// Prefix and a number of at least six digits: `meter-000001`, which is then the serial number without the prefix.
    ///
    /// @param start first number, not negative
    /// @param count 1 to [#MAX_COUNT]
    public static EndpointNames numbered(String prefix, int start, int count) {
        requireCount(count);
        if (start < 0 || start > Integer.MAX_VALUE - count) {
            throw new FactoryException("first number " + start + ": expected 0 to " + (Integer.MAX_VALUE - count));
        }
        return new EndpointNames(new Naming.Numbered(prefix, start), IntStream.range(start, start + count)
                .mapToObj(number -> String.format(Locale.ROOT, "%06d", number))
                .map(serial -> new DeviceName(prefix + serial, serial))
                .toList());
    }

    /// 32 random hex characters each, which nobody can guess or count.
    ///
    /// @param count 1 to [#MAX_COUNT]
    public static EndpointNames random(int count, SecureRandom random) {
        requireCount(count);
        byte[] bytes = new byte[RANDOM_BYTES];
        return new EndpointNames(new Naming.Random(), Stream.generate(() -> {
            random.nextBytes(bytes);
            return DeviceName.of(HexFormat.of().formatHex(bytes));
        }).limit(count).toList());
    }

    /// Names chosen one by one.
    public static EndpointNames listed(List<String> endpointNames) {
        return new EndpointNames(new Naming.Listed(), endpointNames.stream().map(DeviceName::of).toList());
    }

    /// The names that an order at random was given when it began.
    static EndpointNames asGivenBefore(List<String> endpointNames) {
        return new EndpointNames(new Naming.Random(), endpointNames.stream().map(DeviceName::of).toList());
    }

    private static void requireCount(int count) {
        if (count < 1 || count > MAX_COUNT) {
            throw new FactoryException("number of devices " + count + ": expected 1 to " + MAX_COUNT);
        }
    }
}
