package io.firstclaim.factory;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The orders of a batch, oldest first, as `orders.json` keeps them. An order is written down before its first device
/// is made, so that it can go on after whatever stopped it; only the last one can be unfinished.
final class OrderBook {
    static final String FILE = "orders.json";

    /// Far above what orders of all a batch's devices take.
    private static final int MAX_BYTES = 64 * 1024 * 1024;
    private static final ObjectMapper JSON = JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .defaultPropertyInclusion(JsonInclude.Value.construct(Include.NON_NULL, Include.NON_NULL))
            .enable(SerializationFeature.INDENT_OUTPUT).build();

    private final List<Entry> entries;

    private OrderBook(List<Entry> entries) {
        this.entries = new ArrayList<>(entries);
    }

    /// One order.
    ///
    /// @param warning [TestSeed#MARK] for one with a test seed
    /// @param terms what was ordered, as [OrderTerms] writes it: an order is the same when they are
    /// @param randomNames the endpoint names, when they were chosen at random
    /// @param finished whether all its devices were made
    record Entry(@Nullable String warning, Map<String, String> terms, @Nullable List<String> randomNames,
            boolean finished) {
        Entry {
            Objects.requireNonNull(terms, "terms");
            randomNames = randomNames == null ? null : List.copyOf(randomNames);
        }

        /// The order as it was begun, for an order of the same terms.
        BatchOrder of(BatchOrder same) {
            return randomNames == null ? same : same.withNames(EndpointNames.asGivenBefore(randomNames));
        }
    }

    /// The whole file.
    private record Book(List<Entry> orders) {
        Book {
            orders = List.copyOf(orders);
        }
    }

    /// Reads a batch's; a batch of none has none.
    static OrderBook read(Path batch) {
        Path file = batch.resolve(FILE);
        if (!Files.exists(file)) {
            return new OrderBook(List.of());
        }
        try {
            return new OrderBook(JSON.readValue(SafeFiles.read(file, MAX_BYTES), Book.class).orders());
        } catch (IOException | NullPointerException e) {
            throw new FactoryException(file + " is not the orders of a batch: " + firstLine(e), e);
        }
    }

    /// The entry that an order continues or repeats, or none when it is a new one.
    ///
    /// @param batch for messages
    /// @throws FactoryException when an order is unfinished and this is another, or it has the label or the names of
    ///         another
    Optional<Entry> find(Map<String, String> terms, Path batch) {
        Optional<Entry> unfinished = last(entry -> !entry.finished());
        if (unfinished.isPresent()) {
            requireSame(terms, unfinished.get(), batch + " has an order that is not finished");
            return unfinished;
        }
        Optional<Entry> same = last(entry -> entry.terms().equals(terms));
        if (same.isEmpty()) {
            String label = terms.get(OrderTerms.LABEL);
            last(entry -> label != null && label.equals(entry.terms().get(OrderTerms.LABEL)))
                    .ifPresent(entry -> requireSame(terms, entry, batch + " has an order of this label"));
            last(entry -> OrderTerms.sameNames(terms, entry.terms()))
                    .ifPresent(entry -> requireSame(terms, entry, batch + " has an order for these names"));
        }
        return same;
    }

    /// Writes down a new order at the end.
    void begin(BatchOrder order, Map<String, String> terms) {
        entries.add(new Entry(order.testSeed() == null ? null : TestSeed.MARK, terms,
                order.names().naming() instanceof Naming.Random
                        ? order.names().names().stream().map(DeviceName::endpointName).toList()
                        : null,
                false));
    }

    /// Writes down that the last order is done.
    void finish() {
        Entry last = entries.removeLast();
        entries.add(new Entry(last.warning(), last.terms(), last.randomNames(), true));
    }

    /// Whether its last order goes on when it is given again.
    boolean isUnfinished() {
        return last(entry -> !entry.finished()).isPresent();
    }

    byte[] json() {
        try {
            return (JSON.writeValueAsString(new Book(entries)) + "\n").getBytes(StandardCharsets.UTF_8);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("cannot write orders", e);
        }
    }

    private Optional<Entry> last(Predicate<Entry> which) {
        return entries.reversed().stream().filter(which).findFirst();
    }

    private static void requireSame(Map<String, String> asked, Entry begun, String what) {
        String differences = Stream.concat(begun.terms().keySet().stream(), asked.keySet().stream()).distinct()
                .filter(term -> !Objects.equals(begun.terms().get(term), asked.get(term)))
                .map(term -> term.replace('_', ' ') + " is " + shown(asked.get(term)) + " and was "
                        + shown(begun.terms().get(term)))
                .collect(Collectors.joining(", "));
        if (!differences.isEmpty()) {
            throw new FactoryException(what + ", and this is another: " + differences
                    + "; expected the same order again, or a new folder");
        }
    }

    private static String shown(@Nullable String value) {
        return value == null ? "none" : Texts.shown(value);
    }

    private static String firstLine(Exception e) {
        return String.valueOf(e.getMessage()).lines().findFirst().orElse("");
    }
}
