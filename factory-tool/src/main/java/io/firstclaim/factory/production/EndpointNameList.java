package io.firstclaim.factory.production;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import io.firstclaim.core.FirstclaimException;
import io.firstclaim.core.enrollment.EnrollmentId;
import io.firstclaim.factory.FactoryException;
import io.firstclaim.factory.production.FoundCertificate.Place;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/// What devices are called, as whoever made them says: CSV with a header line, then an enrollment ID or the name of a certificate's file, and the endpoint
/// name. The `enrollments.csv` of a batch is such a list. A file is named by the end of its path: `meter-1.pem`, or `line2/meter-1.pem`.
public final class EndpointNameList {
    private static final Pattern LOOKS_LIKE_ID = Pattern.compile("[A-Za-z]-[0-9A-Fa-f]{2}:.*");

    /// In the list's order.
    private final Map<String, String> names = new LinkedHashMap<>();
    private final Map<String, List<String>> keysByFileName = new HashMap<>();
    private final Set<String> used = ConcurrentHashMap.newKeySet();

    private EndpointNameList() {}

    /// Reads the list.
    ///
    /// @throws FactoryException when it can't be read, a line lacks a value, or two lines contradict each other
    public static EndpointNameList read(Path file) {
        EndpointNameList list = new EndpointNameList();
        try (CsvReader<CsvRecord> lines = CsvReader.builder().trimWhitespacesAroundQuotes(true)
                .extraFieldStrategy(FieldMismatchStrategy.IGNORE).missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                .ofCsvRecord(Files.newBufferedReader(file, StandardCharsets.UTF_8))) {
            lines.stream().skip(1).forEach(line -> list.add(file, line));
        } catch (CsvParseException broken) {
            throw new FactoryException(file + " is broken CSV: " + broken.getMessage(), broken);
        } catch (UncheckedIOException failed) {
            throw FactoryException.of("cannot read", file, Objects.requireNonNull(failed.getCause()));
        } catch (IOException failed) {
            throw FactoryException.of("cannot read", file, failed);
        }
        return list;
    }

    private void add(Path file, CsvRecord line) {
        String where = file + ", line " + line.getStartingLineNumber() + ": ";
        String key = line.getField(0).strip();
        if (line.getFieldCount() < 2 || key.isEmpty() || line.getField(1).isEmpty()) {
            throw new FactoryException(where + "expected an enrollment ID or a file, and an endpoint name");
        }
        String normal = LOOKS_LIKE_ID.matcher(key).matches() ? id(where, key) : fileKey(where, key);
        String before = names.put(normal, line.getField(1));
        if (before != null && !before.equals(line.getField(1))) {
            throw new FactoryException(where + Printable.of(key) + " has two names, " + Printable.of(before) + " and "
                    + Printable.of(line.getField(1)));
        }
    }

    private static String id(String where, String key) {
        try {
            return EnrollmentId.parse(key).toString();
        } catch (FirstclaimException malformed) {
            throw new FactoryException(where + malformed.getMessage(), malformed);
        }
    }

    private String fileKey(String where, String key) {
        try {
            Path path = Path.of(key);
            if (!names.containsKey(path.toString())) {
                keysByFileName.computeIfAbsent(nameOf(path), name -> new ArrayList<>()).add(path.toString());
            }
            return path.toString();
        } catch (InvalidPathException malformed) {
            throw new FactoryException(where + Printable.of(key) + " is no file name", malformed);
        }
    }

    /// The name that is given for a certificate. Safe for use by many threads.
    Optional<String> nameFor(EnrollmentId id, FoundCertificate found) {
        String key = id.toString();
        if (!names.containsKey(key)) {
            Optional<String> file = found.places().stream().map(Place::file).filter(Objects::nonNull)
                    .flatMap(path -> keysByFileName.getOrDefault(nameOf(path), List.of()).stream()
                            .filter(end -> path.endsWith(end)))
                    .findFirst();
            if (file.isEmpty()) {
                return Optional.empty();
            }
            key = file.get();
        }
        used.add(key);
        return Optional.ofNullable(names.get(key));
    }

    /// The lines for which no certificate was found.
    List<Finding> notFound() {
        return names.entrySet().stream().filter(line -> !used.contains(line.getKey()))
                .map(line -> Finding.name(line.getKey(), line.getValue())).toList();
    }

    private static String nameOf(Path path) {
        return String.valueOf(path.getFileName());
    }
}
