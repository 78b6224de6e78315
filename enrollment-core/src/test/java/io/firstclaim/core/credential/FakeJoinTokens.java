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
    public void add(SecretHash tokenHash, int uses, Instant expiresAt) {
        table.put(key(tokenHash), new Row(key(tokenHash), uses, expiresAt));
    }

    @Override
    public boolean use(SecretHash tokenHash, Instant now) {
        var usable = table.find(key(tokenHash)).filter(row -> row.uses() > 0 && now.isBefore(row.expiresAt()));
        usable.ifPresent(row -> table.put(row.key(), new Row(row.key(), row.uses() - 1, row.expiresAt())));
        return usable.isPresent();
    }

    @Override
    public void removeSpent(Instant now) {
        table.rows().filter(row -> row.uses() <= 0 || !now.isBefore(row.expiresAt())).toList()
                .forEach(row -> table.remove(row.key()));
    }

    private static String key(SecretHash tokenHash) {
        return HexFormat.of().formatHex(tokenHash.bytes());
    }

    private record Row(String key, int uses, Instant expiresAt) {}
}
