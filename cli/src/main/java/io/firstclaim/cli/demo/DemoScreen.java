package io.firstclaim.cli.demo;

import io.firstclaim.cli.Console;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;

/// Tells the story, one line per thing that happens. Parts that go on at the same time are told one after the other: the
/// first that began at once, the others when it has ended.
final class DemoScreen {
    private static final int ACTOR_WIDTH = 14;
    private static final String BOLD = "\u001b[1m";
    private static final String RED = "\u001b[31m";
    private static final String GREEN = "\u001b[32m";
    private static final String PLAIN = "\u001b[0m";

    private final Console console;
    private final boolean silent;
    private final Deque<Part> parts = new ArrayDeque<>();
    private int number;

    /// @param silent whether to tell nothing, as for scripts
    DemoScreen(Console console, boolean silent) {
        this.console = console;
        this.silent = silent;
    }

    /// Begins a part of the story. Close it when it has ended.
    synchronized Part begin(String title) {
        Part part = new Part();
        parts.add(part);
        part.write((number == 0 ? "" : "\n") + bold(++number + "  " + title));
        return part;
    }

    /// A line outside of the story's parts.
    synchronized void line(String text) {
        if (!silent) {
            console.out().println(text);
            console.out().flush();
        }
    }

    String bold(String text) {
        return console.colours() ? BOLD + text + PLAIN : text;
    }

    String good(String text) {
        return console.colours() ? GREEN + text + PLAIN : text;
    }

    String bad(String text) {
        return console.colours() ? RED + text + PLAIN : text;
    }

    /// One part of the story.
    final class Part implements AutoCloseable {
        private final Deque<String> waiting = new ArrayDeque<>();
        private boolean ended;

        /// Somebody does something.
        void does(String actor, String what) {
            write(String.format(Locale.ROOT, "   %-" + ACTOR_WIDTH + "s%s", actor, what));
        }

        /// A device shows something.
        void shows(String device, String display) {
            does(device, "shows  " + bold(display));
        }

        @Override
        public void close() {
            synchronized (DemoScreen.this) {
                ended = true;
                while (!parts.isEmpty() && parts.getFirst().ended) {
                    parts.removeFirst();
                    if (!parts.isEmpty()) {
                        parts.getFirst().waiting.forEach(DemoScreen.this::line);
                        parts.getFirst().waiting.clear();
                    }
                }
            }
        }

        private void write(String text) {
            synchronized (DemoScreen.this) {
                if (parts.getFirst() == this) {
                    line(text);
                } else {
                    waiting.add(text);
                }
            }
        }
    }
}
