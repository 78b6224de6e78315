package io.firstclaim.cli;

import com.google.protobuf.Message;
import java.util.List;
import java.util.Locale;

/// Writes a list page by page, so that a long one needs no more memory than a short one.
sealed interface ListWriter {
    void add(Message item);

    void endPage();

    void end();

    /// One JSON object with one array.
    final class Json implements ListWriter {
        private final Console console;
        private final String name;
        private boolean started;

        Json(Console console, String name) {
            this.console = console;
            this.name = name;
        }

        @Override
        public void add(Message item) {
            console.out().print(started ? ",\n" : "{\"" + name + "\": [\n");
            console.out().print(ResourceOutput.json(item));
            started = true;
        }

        @Override
        public void endPage() {
            console.out().flush();
        }

        @Override
        public void end() {
            console.out().println(started ? "\n]}" : "{\"" + name + "\": []}");
            console.out().flush();
        }
    }

    /// A table. On a terminal, enrollment IDs are shortened to keep a row on one line.
    final class Text implements ListWriter {
        private static final String ENROLLMENT_ID_FIELD = "enrollment_identity";
        private static final int SHOWN_START = 13;
        private static final int SHOWN_END = 5;

        private final Console console;
        private final String name;
        private final List<String> columns;
        private Table table;
        private int pages;
        private boolean empty = true;

        Text(Console console, String name, List<String> columns) {
            this.console = console;
            this.name = name;
            this.columns = columns;
            this.table = newTable();
        }

        @Override
        public void add(Message item) {
            empty = false;
            table.add(columns.stream().map(column -> cell(item, column)).toList());
        }

        @Override
        public void endPage() {
            if (!empty) {
                table.print(console.out(), pages++ == 0);
            }
            table = newTable();
        }

        @Override
        public void end() {
            if (empty) {
                console.note("no " + name.replace('_', ' '));
            }
        }

        private Table newTable() {
            return new Table(columns.stream().map(c -> c.replace('_', ' ').toUpperCase(Locale.ROOT)).toList());
        }

        private String cell(Message item, String column) {
            String text = Fields.text(item, column);
            return console.terminal() && column.equals(ENROLLMENT_ID_FIELD) && !text.isEmpty()
                    ? shortened(text)
                    : text.isEmpty() ? "-" : text;
        }

        private static String shortened(String id) {
            return id.substring(0, SHOWN_START) + "…" + id.substring(id.length() - SHOWN_END);
        }
    }
}
