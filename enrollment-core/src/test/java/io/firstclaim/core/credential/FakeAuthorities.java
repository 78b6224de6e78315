package io.firstclaim.core.credential;

import io.firstclaim.core.FakeTable;
import java.util.Deque;
import java.util.Optional;

/// Authorities in memory.
public final class FakeAuthorities implements Authorities {
    private final FakeTable<String, StoredAuthority> table;

    public FakeAuthorities(Deque<Runnable> undo) {
        table = new FakeTable<>(undo);
    }

    @Override
    public boolean add(StoredAuthority authority) {
        if (find(authority.name()).isPresent()) {
            return false;
        }
        table.put(authority.name(), authority);
        return true;
    }

    @Override
    public Optional<StoredAuthority> find(String name) {
        return table.find(name);
    }
}
