package io.firstclaim.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.rpc.Code;
import io.firstclaim.api.CoreErrors;
import io.firstclaim.api.DeviceAnswers;
import io.firstclaim.proto.claim.v1.DeviceAnswer;
import io.firstclaim.proto.claim.v1.RefusalReason;
import io.firstclaim.proto.errors.v1.ErrorReason;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/// README and docs name things that exist, and say of the reasons what the contract says.
class DocumentsTest {
    private static final Path ROOT = Path.of(System.getProperty("basedir", "")).resolve("..").toAbsolutePath()
            .normalize();
    private static final Pattern TICKED = Pattern.compile("`([^`\n]+)`");
    private static final Pattern CAMEL_CASE = Pattern.compile("[A-Z][a-z0-9]+(?:[A-Z][a-z0-9]+)+");
    private static final Pattern METHOD = Pattern.compile("([A-Z][A-Za-z0-9]+)[#.]([a-z][A-Za-z0-9]+)(?:\\(\\))?");
    private static final Pattern LINK = Pattern.compile("\\]\\((?!https?:)([^)#]+)(?:#[^)]*)?\\)");
    private static final Set<String> OTHERS = Set.of("AssertJ", "JUnit", "GitHub", "ErrorInfo", "BcTlsCrypto",
            "JcaTlsCrypto");

    static Stream<Path> documents() throws IOException {
        try (Stream<Path> docs = Files.walk(ROOT.resolve("docs"))) {
            return Stream.concat(Stream.of(ROOT.resolve("README.md")),
                    docs.filter(file -> file.toString().endsWith(".md")).sorted().toList().stream());
        }
    }

    @ParameterizedTest
    @MethodSource("documents")
    void everyClassAndMethodThatADocumentNamesExists(Path document) throws IOException {
        String text = Files.readString(document);

        assertThat(ticked(text)).allSatisfy(name -> {
            Matcher method = METHOD.matcher(name);
            if (method.matches() && isSource(method.group(1))) {
                assertThat(sourceOf(method.group(1))).contains(" " + method.group(2) + "(");
            } else if (CAMEL_CASE.matcher(name).matches() && !OTHERS.contains(name)) {
                assertThat(isSource(name) || isInContract(name)).as(name).isTrue();
            }
        });
    }

    @ParameterizedTest
    @MethodSource("documents")
    void everyFileThatADocumentLinksExists(Path document) throws IOException {
        assertThat(LINK.matcher(Files.readString(document)).results().map(link -> link.group(1)))
                .allSatisfy(link -> assertThat(document.resolveSibling(link)).exists());
    }

    @Test
    void theFlowNamesForEachStepTheClassesAndTheTestThatShowIt() throws IOException {
        assertThat(flow()).allSatisfy(row -> {
            List<String> names = ticked(row);
            Matcher test = METHOD.matcher(names.getLast());
            assertThat(test.matches()).as("a test at the end of " + row).isTrue();
            assertThat(sourceOf(test.group(1))).contains("void " + test.group(2) + "(");
            assertThat(names.subList(0, names.size() - 1)).as(row).isNotEmpty().allMatch(DocumentsTest::isSource);
        });
    }

    @Test
    void theFlowHasEveryStepOfTheSeedAndEveryRowOfItsTable() throws IOException {
        String rows = String.join("\n", flow());

        assertThat(rows)
                .contains("Manufacturing 1", "Administration 1", "Administration 2", "Secure Connection Failed.",
                        "Transfer 1", "Transfer 2, 3")
                .containsPattern("Internal error #1\\D+10");
        assertThat(Stream.of("1, 2", "3", "4", "5", "6", "7").map("| Onboarding %s:"::formatted))
                .allMatch(rows::contains);
        assertThat(Stream.of(RefusalReason.values()).map(DeviceAnswers::of).map(DeviceAnswer::getText)
                .filter(text -> !text.startsWith("Internal error"))).allMatch(rows::contains);
    }

    @ParameterizedTest
    @EnumSource(value = RefusalReason.class, mode = EnumSource.Mode.EXCLUDE, names = {"UNRECOGNIZED",
            "REFUSAL_REASON_UNSPECIFIED"})
    void theErrorsPageSaysOfEachRefusalWhatTheContractSays(RefusalReason reason) throws IOException {
        DeviceAnswer answer = DeviceAnswers.of(reason);
        String comeBack = answer.getRetryAfterSeconds() == 0 ? "" : answer.getRetryAfterSeconds() + " s";

        assertThat(errors()).contains(String.format(Locale.ROOT, "| `%s` | `%s` | %s | %s | %s |",
                reason.name().replace("REFUSAL_REASON_", ""), answer.getText(), answer.getCoapCode(), comeBack,
                answer.getAction()));
    }

    @ParameterizedTest
    @EnumSource(value = ErrorReason.class, mode = EnumSource.Mode.EXCLUDE, names = {"UNRECOGNIZED",
            "ERROR_REASON_UNSPECIFIED"})
    void theErrorsPageSaysOfEachErrorWhatTheContractSays(ErrorReason reason) throws IOException {
        Code status = CoreErrors.codeOf(reason);
        Matcher comment = Pattern.compile("(.*?) Status " + status + "[.;,] (.*)").matcher(commentOf(reason));

        assertThat(comment.matches()).as(commentOf(reason)).isTrue();
        assertThat(errors()).contains(String.format(Locale.ROOT, "| `%s` | `%s` | %s | %s |", CoreErrors.nameOf(reason),
                status, comment.group(1), comment.group(2)));
    }

    @Test
    void theErrorsPageListsNothingThatTheContractDoesNotHave() throws IOException {
        Set<String> known = Stream.concat(
                Stream.of(RefusalReason.values()).map(reason -> reason.name().replace("REFUSAL_REASON_", "")),
                Stream.of(ErrorReason.values()).map(CoreErrors::nameOf)).collect(Collectors.toSet());

        assertThat(Pattern.compile("^\\| `([A-Z_]+)` \\|", Pattern.MULTILINE).matcher(String.join("\n", errors()))
                .results()
                .map(row -> row.group(1))).isNotEmpty().isSubsetOf(known);
    }

    private static List<String> errors() throws IOException {
        return Files.readAllLines(ROOT.resolve("docs/errors.md"));
    }

    private static String commentOf(ErrorReason reason) throws IOException {
        String contract = Files
                .readString(ROOT.resolve("proto/src/main/proto/firstclaim/errors/v1/error_reason.proto"));
        MatchResult found = Pattern.compile("((?: +// .*\n)+) +" + reason.name() + " = ").matcher(contract).results()
                .findFirst().orElseThrow();
        return found.group(1).lines().map(line -> line.strip().substring("// ".length()))
                .collect(Collectors.joining(" "));
    }

    private static List<String> flow() throws IOException {
        List<String> rows = section(Files.readString(ROOT.resolve("README.md")), "## The flow").lines()
                .filter(line -> line.startsWith("|")).skip(2).toList();
        assertThat(rows).isNotEmpty();
        return rows;
    }

    private static String section(String text, String heading) {
        int from = text.indexOf(heading + "\n");
        assertThat(from).as("a section " + heading).isNotNegative();
        int to = text.indexOf("\n## ", from);
        return text.substring(from, to < 0 ? text.length() : to);
    }

    private static List<String> ticked(String text) {
        return TICKED.matcher(text.replaceAll("(?s)```.*?```", "")).results().map(match -> match.group(1)).toList();
    }

    private static boolean isInContract(String name) {
        return read(ROOT.resolve("proto/src/main/proto"), ".proto")
                .anyMatch(contract -> contract.matches("(?s).*\\b(?:message|enum|service|rpc) " + name + "\\b.*"));
    }

    private static boolean isSource(String name) {
        return sources().anyMatch(file -> file.getFileName().toString().equals(name + ".java"));
    }

    private static String sourceOf(String name) {
        Path file = sources().filter(one -> one.getFileName().toString().equals(name + ".java")).findFirst()
                .orElseThrow(() -> new AssertionError("no class " + name));
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Stream<String> read(Path folder, String ending) {
        try (Stream<Path> files = Files.walk(folder)) {
            List<String> texts = new ArrayList<>();
            for (Path file : files.filter(one -> one.toString().endsWith(ending)).toList()) {
                texts.add(Files.readString(file));
            }
            return texts.stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Stream<Path> sources() {
        try (Stream<Path> modules = Files.list(ROOT)) {
            List<Path> found = new ArrayList<>();
            for (Path source : modules.map(module -> module.resolve("src")).filter(Files::isDirectory).toList()) {
                try (Stream<Path> files = Files.walk(source)) {
                    files.filter(file -> file.toString().endsWith(".java")).forEach(found::add);
                }
            }
            return found.stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
