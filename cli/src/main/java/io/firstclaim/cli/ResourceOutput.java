package io.firstclaim.cli;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.protobuf.util.JsonFormat;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import picocli.CommandLine.Option;

/// How a command shows resources of the contract: as text, or as the JSON form of the contract's messages with the
/// contract's field names.
public final class ResourceOutput {
    /// How many items of a list are asked for at once: the most that the core gives.
    public static final int PAGE_SIZE = 1000;

    static final JsonFormat.Printer JSON = JsonFormat.printer().preservingProtoFieldNames()
            .alwaysPrintFieldsWithNoPresence();
    private static final JsonFormat.Printer LINE = JSON.omittingInsignificantWhitespace();
    private static final String SECRET_NOTE = "Keep it: it is shown this once only.";

    @Option(names = "--json", order = 800, description = "Print JSON, for scripts.")
    private boolean json;

    /// A page of a list.
    ///
    /// @param items what is on it
    /// @param nextToken asks for the next one; empty on the last
    public record Page<M extends Message>(List<M> items, String nextToken) {}

    /// Shows one resource.
    public void one(Console console, Message resource) {
        if (json) {
            console.out().println(json(resource));
        } else {
            print(console, Fields.of(resource));
        }
        console.out().flush();
    }

    /// Shows an answer that holds a resource and a secret that is never shown again.
    ///
    /// @param answer the whole answer, for JSON
    /// @param resource the resource in it
    /// @param secretName the field of the secret
    public void withSecret(Console console, Message answer, Message resource, String secretName) {
        if (json) {
            one(console, answer);
            return;
        }
        one(console, resource);
        print(console, Map.of(secretName, Fields.text(answer, secretName)));
        console.note(SECRET_NOTE);
    }

    /// Says that something was done: `{"done": true}` in JSON, as there is nothing else to say.
    public void done(Console console, String what) {
        console.out().println(json ? "{\"done\": true}" : what);
        console.out().flush();
    }

    /// Shows as many of a list as are wanted, page by page.
    ///
    /// @param wanted how many
    /// @param name the list's field in JSON
    /// @param columns the fields that the table shows
    /// @param read gives the page for a token, the first for the empty one
    public <M extends Message> void list(Console console, String name, List<String> columns, ListOptions wanted,
            Function<String, Page<M>> read) {
        list(console, name, columns, wanted.limit(), read);
    }

    /// Shows all pages of a list.
    public <M extends Message> void list(Console console, String name, List<String> columns,
            Function<String, Page<M>> read) {
        list(console, name, columns, Long.MAX_VALUE, read);
    }

    private <M extends Message> void list(Console console, String name, List<String> columns, long most,
            Function<String, Page<M>> read) {
        ListWriter writer = json ? new ListWriter.Json(console, name) : new ListWriter.Text(console, name, columns);
        String token = "";
        long left = most;
        do {
            Page<M> page = read.apply(token);
            page.items().stream().limit(left).forEach(writer::add);
            writer.endPage();
            left -= Math.min(left, page.items().size());
            token = page.nextToken();
        } while (!token.isEmpty() && left > 0 && !console.isLeft());
        writer.end();
    }

    /// Whether JSON is wanted.
    public boolean isJson() {
        return json;
    }

    /// A resource as one line of JSON.
    public static String line(Message resource) {
        return print(LINE, resource);
    }

    static String json(Message message) {
        return print(JSON, message);
    }

    private static String print(JsonFormat.Printer printer, Message message) {
        try {
            return printer.print(message);
        } catch (InvalidProtocolBufferException unprintable) {
            throw new IllegalStateException("no Any in our messages is of an unknown type", unprintable);
        }
    }

    private static void print(Console console, Map<String, String> fields) {
        int width = fields.keySet().stream().mapToInt(String::length).max().orElse(0);
        fields.forEach((name, text) -> {
            String gap = " ".repeat(width - name.length() + 2);
            console.out().println(text.contains("\n") ? name + "\n" + text.stripTrailing() : name + gap + text);
        });
    }
}
