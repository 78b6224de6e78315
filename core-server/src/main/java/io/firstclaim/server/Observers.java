package io.firstclaim.server;

import io.grpc.ServerInterceptor;
import java.util.List;
import java.util.function.Consumer;

/// Who watches a core at work, for tests.
///
/// @param calls
///            see each call first, and its status last
/// @param statements
///            is told the text of each statement that the database carried out, in the thread of the call if it is one's
public record Observers(List<ServerInterceptor> calls, Consumer<String> statements) {
    public Observers {
        calls = List.copyOf(calls);
    }
}
