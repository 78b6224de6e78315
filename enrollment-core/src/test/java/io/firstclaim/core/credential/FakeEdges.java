package io.firstclaim.core.credential;

import io.firstclaim.core.FakeTable;
import java.time.Instant;
import java.util.Comparator;
import java.util.Deque;
import java.util.Optional;

/// Announcements of edges in memory.
public final class FakeEdges implements Edges {
    private final FakeTable<String, Row> table;

    public FakeEdges(Deque<Runnable> undo) {
        table = new FakeTable<>(undo);
    }

    @Override
    public void announce(ServerUris uris, Instant now) {
        table.put(uris.bootstrap() + ' ' + uris.lwm2m(), new Row(uris, now));
    }

    @Override
    public Optional<ServerUris> latest() {
        return table.rows().max(Comparator.comparing(Row::at)).map(Row::uris);
    }

    private record Row(ServerUris uris, Instant at) {}
}
