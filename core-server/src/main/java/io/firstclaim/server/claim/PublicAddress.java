package io.firstclaim.server.claim;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.List;

/// Which addresses belong to the public internet: all of IPv4 but the special-purpose blocks, and of IPv6 the global unicast block but those in it that are
/// special or stand for IPv4 addresses (RFC 6890 and the IANA registries that it began).
final class PublicAddress {
    private static final List<Block> SPECIAL_V4 = List.of(v4(0, 0, 0, 8), v4(10, 0, 0, 8), v4(100, 64, 0, 10),
            v4(127, 0, 0, 8), v4(169, 254, 0, 16), v4(172, 16, 0, 12), v4(192, 0, 0, 24), v4(192, 0, 2, 24),
            v4(192, 31, 196, 24), v4(192, 52, 193, 24), v4(192, 88, 99, 24), v4(192, 168, 0, 16),
            v4(192, 175, 48, 24), v4(198, 18, 0, 15), v4(198, 51, 100, 24), v4(203, 0, 113, 24), v4(224, 0, 0, 4),
            v4(240, 0, 0, 4));
    private static final Block GLOBAL_V6 = v6(0x2000, 0, 3);
    /// Protocol assignments with Teredo, documentation, 6to4.
    private static final List<Block> SPECIAL_V6 = List.of(v6(0x2001, 0, 23), v6(0x2001, 0x0db8, 32),
            v6(0x2002, 0, 16), v6(0x3fff, 0, 20));

    private PublicAddress() {}

    /// Whether it does. An IPv6 address that only wraps an IPv4 one is none: Java has it as that IPv4 address already, or it is not global.
    static boolean is(InetAddress address) {
        var bytes = address.getAddress();
        return address instanceof Inet4Address
                ? SPECIAL_V4.stream().noneMatch(block -> block.contains(bytes))
                : GLOBAL_V6.contains(bytes) && SPECIAL_V6.stream().noneMatch(block -> block.contains(bytes));
    }

    private static Block v4(int first, int second, int third, int bits) {
        return new Block(new byte[]{(byte) first, (byte) second, (byte) third, 0}, bits);
    }

    private static Block v6(int first, int second, int bits) {
        return new Block(new byte[]{(byte) (first >> 8), (byte) first, (byte) (second >> 8), (byte) second}, bits);
    }

    /// All addresses that begin with the same bits.
    private static final class Block {
        private final byte[] prefix;
        private final int bits;

        Block(byte[] prefix, int bits) {
            this.prefix = prefix;
            this.bits = bits;
        }

        boolean contains(byte[] address) {
            for (int bit = 0; bit < bits; bit++) {
                if (isSet(prefix, bit) != isSet(address, bit)) {
                    return false;
                }
            }
            return true;
        }

        private static boolean isSet(byte[] bytes, int bit) {
            return (bytes[bit / 8] >> (7 - bit % 8) & 1) == 1;
        }
    }
}
