package io.firstclaim.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.firstclaim.api.CoreAddresses;
import io.firstclaim.api.CoreErrors;
import io.firstclaim.core.FirstclaimException;
import io.firstclaim.core.Problem;
import io.firstclaim.proto.errors.v1.ErrorReason;
import io.grpc.Status;
import java.io.UncheckedIOException;
import java.nio.file.NoSuchFileException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class FirstclaimTest {
    private static final CoreAddresses CORE = CoreAddresses.parse("localhost:9090");

    @Test
    void withoutArgumentsItShowsTheHelpAsAnError() {
        CommandRun run = CommandRun.of();
        assertThat(run.code()).isEqualTo(2);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).startsWith("Usage: firstclaim");
    }

    @Test
    void itTellsItsVersion() {
        CommandRun run = CommandRun.of("--version");
        assertThat(run.code()).isZero();
        assertThat(run.out()).matches("firstclaim \\d+\\.\\d+\\.\\d+\\S*\\s+");
    }

    @Test
    void aGroupWithoutItsCommandIsAUsageError() {
        assertThat(CommandRun.of("account").code()).isEqualTo(2);
    }

    @Test
    void aCommandThatIsNoneIsNamedWithThoseThatAreAlike() {
        CommandRun run = CommandRun.of("devcies", "list");
        assertThat(run.code()).isEqualTo(2);
        assertThat(run.errors()).singleElement().asString()
                .startsWith("firstclaim: there is no command 'devcies'; did you mean devices");
        assertThat(CommandRun.of("account", "zzzzzz").errors()).singleElement().asString()
                .startsWith("firstclaim: there is no command 'zzzzzz'").endsWith("(see: firstclaim account --help)");
    }

    @Test
    void anArgumentTooMuchIsNamed() {
        assertThat(CommandRun.of("account", "list", "surplus").errors()).singleElement().asString()
                .startsWith("firstclaim: 'surplus' is too much");
        assertThat(CommandRun.of("account", "list", "--jsno").errors()).singleElement().asString()
                .contains("'--jsno' is too much", "--json");
    }

    @Test
    void withoutAnApiKeyNothingIsAsked() {
        CommandRun run = CommandRun.of("account", "list");
        assertThat(run.code()).isEqualTo(2);
        assertThat(run.errors()).singleElement().asString().contains("FIRSTCLAIM_API_KEY", "--api-key-file");
    }

    @Test
    void stackTracesAppearOnlyWhenAskedFor() {
        assertThat(CommandRun.of("factory", "enrollment-id", "no-such-file").err()).doesNotContain("    at ");
        assertThat(CommandRun.of("factory", "enrollment-id", "no-such-file", "--verbose").err()).contains("    at ");
    }

    @Test
    void anApiKeyIsNeverPartOfAMessage() {
        CommandRun run = CommandRun.of(Map.of("FIRSTCLAIM_API_KEY", "ak_secret with a space"), "account", "list");
        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err()).doesNotContain("secret");
    }

    @ParameterizedTest
    @CsvSource({"VALIDATION_ERROR,2", "INVALID_TOKEN,5", "ACCESS_DENIED,5", "NOT_FOUND,3", "DUPLICATE,4",
            "ACCOUNT_LIMIT_EXCEEDED,7", "PRECONDITION_FAILED,8", "NOT_POSSIBLE_NOW,8", "RATE_LIMIT_EXCEEDED,7",
            "ACCOUNT_SUSPENDED,5", "SYSTEM_UNAVAILABLE,6", "INTERNAL_SERVER_ERROR,1"})
    void everyReasonOfTheCoreHasItsExitCode(String reason, int code) {
        var failed = CoreErrors.of(ErrorReason.valueOf("ERROR_REASON_" + reason), null, "because");
        CommandFailed explained = CoreFailures.explain(failed, CORE);
        assertThat(explained.code().number()).isEqualTo(code);
        assertThat(explained).hasMessage("because");
        assertThat(Failures.explain(new FirstclaimException(Problem.valueOf(reason), "because")).code().number())
                .isEqualTo(code);
    }

    @ParameterizedTest
    @EnumSource(Status.Code.class)
    void everyStatusOfTheNetworkIsExplainedInOneLine(Status.Code code) {
        CommandFailed explained = CoreFailures.explain(Status.fromCode(code).asRuntimeException(), CORE);
        assertThat(explained.getMessage()).isNotBlank().doesNotContain("\n");
        assertThat(explained.code()).isNotEqualTo(ExitCode.OK);
    }

    @Test
    void theFieldAtFaultIsNamed() {
        var failed = CoreErrors.of(ErrorReason.ERROR_REASON_VALIDATION_ERROR, "device_quota", "must not be negative");
        assertThat(CoreFailures.explain(failed, CORE)).hasMessage("device_quota: must not be negative");
    }

    @Test
    void aMissingFileIsNamed() {
        var missing = new UncheckedIOException(new NoSuchFileException("batch.csv"));
        assertThat(Failures.explain(missing)).hasMessage("there is no file batch.csv");
    }

    @Test
    void whatNobodyExpectedSaysHowToLearnMore() {
        CommandFailed explained = Failures.explain(new IllegalStateException("broken"));
        assertThat(explained.code()).isEqualTo(ExitCode.FAILED);
        assertThat(explained.getMessage()).contains("broken", "--verbose");
    }
}
