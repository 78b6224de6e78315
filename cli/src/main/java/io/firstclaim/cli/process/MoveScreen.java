package io.firstclaim.cli.process;

import io.firstclaim.cli.Console;
import io.firstclaim.cli.JsonLine;
import io.firstclaim.cli.WorkBar;
import io.firstclaim.persistence.move.MoveProgress;
import io.firstclaim.persistence.move.MoveReport;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What a person sees of an export or import: a bar for each of its steps on stderr, and what it was on stdout.
final class MoveScreen implements MoveProgress {
    private final Console console;
    private final boolean json;
    private @Nullable Step step;
    private WorkBar bar;

    /// What was moved, as JSON.
    private record Moved(String file, String schema, String sha256, long rows, Map<String, Long> tables) {}

    MoveScreen(Console console, boolean json) {
        this.console = console;
        this.json = json;
        this.bar = bar("");
    }

    @Override
    public void at(Step now, long done, long total) {
        if (step != now) {
            step = now;
            bar = bar(switch (now) {
                case EXPORT -> "rows exported";
                case CHECK -> "rows of the file checked";
                case IMPORT -> "rows imported";
                case VERIFY -> "rows of the database verified";
            });
        }
        bar.at(Math.clamp(done, 0, Integer.MAX_VALUE), Math.clamp(total, 0, Integer.MAX_VALUE));
    }

    /// Takes the bar away.
    void end() {
        bar.end();
    }

    /// Says what is in the file.
    void show(Path file, MoveReport report) {
        console.out().println(json
                ? JsonLine.of(new Moved(file.toString(), report.schema(), report.sha256(), report.rows(),
                        report.tables()))
                : String.format(Locale.ROOT, "%s: %,d rows in %d tables, schema %s, SHA-256 %s", file, report.rows(),
                        report.tables().size(), report.schema(), report.sha256()));
        console.out().flush();
    }

    private WorkBar bar(String things) {
        return new WorkBar(console, things, System::nanoTime);
    }
}
