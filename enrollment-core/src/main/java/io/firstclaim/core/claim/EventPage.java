package io.firstclaim.core.claim;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// A page of events, and the position behind which the next one begins; null on the last page.
public record EventPage(List<ClaimEvent> events, @Nullable Long next) {
    public EventPage {
        events = List.copyOf(events);
    }

    /// Makes a page of what the store gave for one event more than asked for.
    static EventPage of(List<ClaimEvent> found, int limit) {
        if (found.size() <= limit) {
            return new EventPage(found, null);
        }
        var events = found.subList(0, limit);
        return new EventPage(events, events.getLast().position());
    }
}
