package io.firstclaim.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.firstclaim.cli.profile.ProfileFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class DocumentationTest {
    private static final Path DOCUMENT = Path.of("..", "docs", "cli.md");
    private static final Pattern COMMAND_ROW = Pattern.compile("(?m)^\\| `([a-z -]+)` \\|");
    private static final Pattern CODE_ROW = Pattern.compile("(?m)^\\| (\\d) \\| (.*) \\|$");
    private static final Pattern OPTION = Pattern.compile("--[a-z][a-z-]+");

    private static String document() throws IOException {
        return Files.readString(DOCUMENT);
    }

    @Test
    void theDocumentNamesEveryCommandAndNoOther() throws IOException {
        List<String> documented = COMMAND_ROW.matcher(document()).results().map(row -> "firstclaim " + row.group(1))
                .toList();
        List<String> existing = AllCommandsTest.all().stream().filter(command -> command.getSubcommands().isEmpty())
                .map(command -> command.getCommandSpec().qualifiedName()).toList();
        assertThat(documented).containsExactlyInAnyOrderElementsOf(existing);
    }

    @Test
    void theDocumentListsTheExitCodesAsTheHelpDoes() throws IOException {
        List<String> documented = CODE_ROW.matcher(document()).results().map(row -> row.group(1) + " " + row.group(2))
                .toList();
        List<String> existing = List.of(ExitCode.values()).stream().map(code -> code.number() + " " + code.meaning())
                .toList();
        assertThat(documented).isEqualTo(existing);
    }

    @Test
    void everyOptionThatTheDocumentNamesExists() throws IOException {
        List<String> existing = AllCommandsTest.all().stream()
                .flatMap(command -> command.getCommandSpec().options().stream())
                .flatMap(option -> List.of(option.names()).stream()).toList();
        assertThat(OPTION.matcher(document()).results().map(MatchResult::group).distinct().toList())
                .isSubsetOf(existing);
    }

    @Test
    void theDocumentNamesTheEnvironment() throws IOException {
        assertThat(document()).contains(CoreAddressOptions.CORE, CoreAddressOptions.CORE_CA, CoreOptions.API_KEY,
                "FIRSTCLAIM_JOIN_TOKEN", ProfileFile.FILE, ProfileFile.PROFILE);
    }
}
