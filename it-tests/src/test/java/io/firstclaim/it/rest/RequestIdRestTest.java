package io.firstclaim.it.rest;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.firstclaim.it.stack.Rest;
import io.firstclaim.it.stack.RunningStack;
import io.firstclaim.it.stack.Stack;
import io.firstclaim.server.call.RequestIds;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.slf4j.LoggerFactory;

/// One id for a request: at the client, in the error body, and in the core's log.
@ExtendWith(RunningStack.class)
class RequestIdRestTest {
    private final Rest rest;

    RequestIdRestTest(Stack stack) {
        rest = stack.rest(stack.tenant("Acme"));
    }

    @Test
    void theCoresLogKnowsARequestByTheIdOfItsClient() {
        Logger log = (Logger) LoggerFactory.getLogger(RequestIds.class);
        ListAppender<ILoggingEvent> lines = new ListAppender<>();
        lines.start();
        Level before = log.getLevel();
        log.addAppender(lines);
        log.setLevel(Level.DEBUG);
        try {
            assertThat(rest.with("X-Request-ID", "from-the-client").get("/v3/devices").status()).isEqualTo(200);
            Rest.Answer refused = rest.get("/v3/devices/x");

            assertThat(List.copyOf(lines.list)).anySatisfy(line -> {
                assertThat(line.getMDCPropertyMap()).containsEntry(RequestIds.MDC_KEY, "from-the-client");
                assertThat(line.getFormattedMessage()).contains("DeviceService/ListDevices ended with OK");
            }).anySatisfy(line -> {
                assertThat(line.getMDCPropertyMap()).containsEntry(RequestIds.MDC_KEY, refused.text("request_id"));
                assertThat(line.getFormattedMessage()).contains("INVALID_ARGUMENT");
            });
        } finally {
            log.setLevel(before);
            log.detachAppender(lines);
        }
    }
}
