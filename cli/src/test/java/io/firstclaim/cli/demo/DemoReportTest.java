package io.firstclaim.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.firstclaim.cli.Console;
import io.firstclaim.cli.demo.DemoReport.Row;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DemoReportTest {
    private final StringWriter out = new StringWriter();
    private final Console console = new Console(new PrintWriter(out), new PrintWriter(new StringWriter()), Map.of(),
            false);
    private final DemoReport report = new DemoReport();

    @Test
    void aReportWithoutRowsOrWithAWrongOneIsNotOk() {
        assertThat(report.isOk()).isFalse();
        report.add(new Row(0, "made", "registered", "registered", "", true));
        assertThat(report.isOk()).isTrue();
        report.add(new Row(1, "sold", "registered", "nothing", "", false));
        assertThat(report.isOk()).isFalse();
    }

    @Test
    void theTableIsInTheStorysOrderAndShowsInFullWhatIsWrong() {
        report.add(new Row(5, "sold", "registered", "nothing in 45 s", "", false));
        report.add(new Row(1, "refused", "Not listed.", "forbidden:Not listed.", "4.03", true));
        report.printTable(console, new DemoScreen(console, false));
        assertThat(out.toString().lines()).containsExactly("STEP     EXPECTED     SEEN",
                "refused  Not listed.  4.03 the same    ok", "sold     registered   nothing in 45 s  WRONG");
    }

    @Test
    void theJsonHoldsEverythingInFull() {
        report.add(new Row(1, "refused", "Not listed.", "forbidden:Not listed.", "4.03", true));
        report.printJson(console, Duration.ofMillis(1500));
        JsonObject json = JsonParser.parseString(out.toString()).getAsJsonObject();
        assertThat(json.get("ok").getAsBoolean()).isTrue();
        assertThat(json.get("seconds").getAsDouble()).isEqualTo(1.5);
        JsonObject step = json.getAsJsonArray("steps").get(0).getAsJsonObject();
        assertThat(step.get("seen").getAsString()).isEqualTo("forbidden:Not listed.");
        assertThat(step.keySet()).containsExactly("step", "expected", "seen", "ok");
    }
}
