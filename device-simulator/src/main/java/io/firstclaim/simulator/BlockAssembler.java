package io.firstclaim.simulator;

import org.jspecify.annotations.Nullable;

/// Puts the blocks of a server's write together, RFC 7959 section 2.5. One write at a time, as a bootstrap has it.
final class BlockAssembler {
    /// The longest body a device takes, in bytes.
    static final int MOST_BYTES = 8192;

    private static final int INCOMPLETE = 408;
    private static final int TOO_LARGE = 413;

    private final boolean oneToken;
    private @Nullable Started started;

    private record Started(String path, String token, Octets body) {}

    /// @param oneToken whether all blocks of a write must carry one token, as the Pelion client wants it; RFC 7959
    ///        leaves that open
    BlockAssembler(boolean oneToken) {
        this.oneToken = oneToken;
    }

    /// One block as it came.
    ///
    /// @param token the request's token as text
    /// @param offset where in the body its payload begins
    /// @param more whether further ones follow
    record Block(String path, String token, int offset, boolean more, Octets payload) {}

    /// What to make of a block.
    sealed interface Assembled {
        /// Answer 2.31 and wait for the next.
        record Continue() implements Assembled {}

        /// The whole body is there.
        record Whole(Octets body) implements Assembled {}

        /// Refuse the block; what was there is forgotten.
        ///
        /// @param code class times 100 plus detail
        record Broken(int code) implements Assembled {}
    }

    /// Adds a block.
    Assembled add(Block block) {
        Started before = started;
        started = null;
        if (block.offset() == 0) {
            return grown(block, Octets.EMPTY);
        }
        return before != null && continues(before, block)
                ? grown(block, before.body())
                : new Assembled.Broken(INCOMPLETE);
    }

    private boolean continues(Started before, Block block) {
        return before.path().equals(block.path()) && before.body().length() == block.offset()
                && (!oneToken || before.token().equals(block.token()));
    }

    private Assembled grown(Block block, Octets sofar) {
        Octets body = sofar.append(block.payload());
        if (body.length() > MOST_BYTES) {
            return new Assembled.Broken(TOO_LARGE);
        }
        if (!block.more()) {
            return new Assembled.Whole(body);
        }
        started = new Started(block.path(), block.token(), body);
        return new Assembled.Continue();
    }
}
