package io.firstclaim.core.device;

import io.firstclaim.core.FakeTable;
import io.firstclaim.core.ResourceId;
import io.firstclaim.core.trust.Fingerprint;
import java.time.Instant;
import java.util.Comparator;
import java.util.Deque;

/// Blocks in memory.
public final class FakeDeviceBlocks implements DeviceBlocks {
    private final FakeTable<Key, Instant> table;

    public FakeDeviceBlocks(Deque<Runnable> undo) {
        table = new FakeTable<>(undo);
    }

    @Override
    public void add(ResourceId accountId, Fingerprint fingerprint, Instant now) {
        table.put(new Key(accountId, fingerprint), now);
    }

    @Override
    public boolean contains(ResourceId accountId, Fingerprint fingerprint) {
        return table.find(new Key(accountId, fingerprint)).isPresent();
    }

    @Override
    public boolean remove(ResourceId accountId, Fingerprint fingerprint) {
        return table.remove(new Key(accountId, fingerprint));
    }

    private record Key(ResourceId accountId, Fingerprint fingerprint) implements Comparable<Key> {
        private static final Comparator<Key> ORDER = Comparator.comparing(Key::accountId)
                .thenComparing(Key::fingerprint);

        @Override
        public int compareTo(Key other) {
            return ORDER.compare(this, other);
        }
    }
}
