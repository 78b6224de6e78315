package io.firstclaim.core.credential;

import io.firstclaim.core.FakeTable;
import io.firstclaim.core.account.SecretHash;
import java.time.Instant;
import java.util.Deque;
import java.util.HexFormat;

/// Join tokens in memory.
public final class FakeJoinTokens implements JoinTokens {
    private final FakeTable<String, Row> table;

    public FakeJoinTokens(Deque<Runnable> undo) {
        table = new FakeTable<>(undo);
    }

    @Override
    public void add(SecretHash tokenHash, Instant expiresAt) {
        table.put(key(tokenHash), new Row(key(tokenHash), expiresAt));
    }

    @Override
    public boolean use(SecretHash tokenHash, Instant now) {
        return table.find(key(tokenHash)).filter(row -> now.isBefore(row.expiresAt())).isPresent()
                && table.remove(key(tokenHash));
    }

    @Override
    public void removeExpired(Instant now) {
        table.rows().filter(row -> !now.isBefore(row.expiresAt())).toList().forEach(row -> table.remove(row.key()));
    }

    private static String key(SecretHash tokenHash) {
        return HexFormat.of().formatHex(tokenHash.bytes());
    }

    private record Row(String key, Instant expiresAt) {}
}
