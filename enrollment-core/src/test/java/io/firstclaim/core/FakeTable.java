package io.firstclaim.core;

import java.util.Deque;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Rows in memory, ordered by their key. Each change leaves in `undo` what takes it back.
public final class FakeTable<K extends Comparable<? super K>, V> {
    private final Deque<Runnable> undo;
    private final NavigableMap<K, V> rows = new TreeMap<>();

    public FakeTable(Deque<Runnable> undo) {
        this.undo = undo;
    }

    public Optional<V> find(K key) {
        return Optional.ofNullable(rows.get(key));
    }

    /// The row that must be there.
    public V get(K key) {
        return find(key).orElseThrow(() -> new IllegalStateException("There is no row " + key));
    }

    /// All rows in the order of their keys.
    public Stream<V> rows() {
        return rows.values().stream();
    }

    /// The rows whose key is larger than the given one; all for null.
    public Stream<V> rowsAfter(@Nullable K key) {
        return key == null ? rows() : rows.tailMap(key, false).values().stream();
    }

    public void put(K key, V row) {
        var before = rows.put(key, row);
        undo.push(() -> restore(key, before));
    }

    /// False when there is none.
    public boolean remove(K key) {
        var before = rows.remove(key);
        if (before == null) {
            return false;
        }
        undo.push(() -> restore(key, before));
        return true;
    }

    private void restore(K key, @Nullable V before) {
        if (before == null) {
            rows.remove(key);
        } else {
            rows.put(key, Objects.requireNonNull(before));
        }
    }
}
