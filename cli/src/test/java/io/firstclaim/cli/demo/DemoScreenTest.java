package io.firstclaim.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.firstclaim.cli.Console;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DemoScreenTest {
    private final StringWriter out = new StringWriter();

    private DemoScreen screen(boolean terminal, Map<String, String> environment, boolean silent) {
        return new DemoScreen(
                new Console(new PrintWriter(out), new PrintWriter(new StringWriter()), environment, terminal), silent);
    }

    @Test
    void partsThatGoOnTogetherAreToldOneAfterTheOther() {
        DemoScreen screen = screen(false, Map.of(), false);
        DemoScreen.Part first = screen.begin("First");
        DemoScreen.Part second = screen.begin("Second");
        DemoScreen.Part third = screen.begin("Third");
        third.does("c", "ends early");
        third.close();
        second.does("b", "begins");
        first.does("a", "goes on");
        assertThat(out.toString().lines()).containsExactly("1  First", "   a             goes on");
        first.close();
        second.does("b", "goes on");
        second.close();
        assertThat(out.toString().lines()).containsExactly("1  First", "   a             goes on", "", "2  Second",
                "   b             begins", "   b             goes on", "", "3  Third", "   c             ends early");
    }

    @Test
    void coloursAreForTerminalsThatWantThem() {
        assertThat(screen(true, Map.of(), false).good("ok")).isNotEqualTo("ok").contains("ok");
        assertThat(screen(true, Map.of("NO_COLOR", "1"), false).good("ok")).isEqualTo("ok");
        assertThat(screen(false, Map.of(), false).bad("WRONG")).isEqualTo("WRONG");
    }

    @Test
    void nothingIsToldToAScript() {
        try (DemoScreen.Part part = screen(false, Map.of(), true).begin("Part")) {
            part.shows("meter", "an error");
        }
        assertThat(out.toString()).isEmpty();
    }
}
