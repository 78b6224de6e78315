package io.firstclaim.cli;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.LoggingEvent;
import com.google.gson.JsonParser;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.slf4j.event.KeyValuePair;

/// How lines of the log look, also when strangers choose what is in them.
class LoggingTest {
    private static final String HOSTILE = "x\n12:00:00.000 INFO  [-] Forged: \"all\" is well\r\u001b[2J\u0085\u2028y";

    private final LoggerContext context = new LoggerContext();

    @Test
    void whatAStrangerSentBeginsNoLineOfText() {
        var text = written(Logging.Format.TEXT, new IllegalStateException(HOSTILE));
        assertThat(text.lines()).first().asString().contains("a device 'x\uFFFD12:00:00.000")
                .doesNotContain("\r", "\u001b", "\u2028");
        assertThat(text.lines().skip(1)).isNotEmpty().allMatch(line -> line.isEmpty() || line.startsWith("\t"));
        assertThat(written(Logging.Format.TEXT, null).lines()).hasSize(1);
    }

    @Test
    void aLineOfJsonIsOneObjectWithTheIds() {
        var json = written(Logging.Format.JSON, new IllegalStateException(HOSTILE));
        assertThat(json.strip().lines()).hasSize(1);
        var line = JsonParser.parseString(json).getAsJsonObject();
        assertThat(line.get("level").getAsString()).isEqualTo("WARN");
        assertThat(line.get("formattedMessage").getAsString()).isEqualTo("a device '" + HOSTILE + "'");
        assertThat(line.getAsJsonObject("mdc").get("request_id").getAsString()).isEqualTo("r-1");
        assertThat(line.getAsJsonArray("kvpList").get(0).getAsJsonObject().get("action").getAsString())
                .isEqualTo("ACCOUNT_CREATED");
        assertThat(line.getAsJsonObject("throwable").get("message").getAsString()).isEqualTo(HOSTILE);
    }

    private String written(Logging.Format format, @org.jspecify.annotations.Nullable Throwable failure) {
        var event = new LoggingEvent("", context.getLogger("io.firstclaim.Some"), Level.WARN, "a device '{}'", failure,
                new Object[]{HOSTILE});
        event.setMDCPropertyMap(Map.of("request_id", "r-1"));
        event.addKeyValuePair(new KeyValuePair("action", "ACCOUNT_CREATED"));
        return new String(Logging.encoder(context, format).encode(event), StandardCharsets.UTF_8);
    }
}
