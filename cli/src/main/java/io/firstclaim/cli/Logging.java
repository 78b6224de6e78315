package io.firstclaim.cli;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.JsonEncoder;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.Configurator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.encoder.Encoder;
import ch.qos.logback.core.spi.ContextAwareBase;
import java.util.List;
import java.util.logging.LogManager;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.bridge.SLF4JBridgeHandler;

/// Where log lines go: to stderr, one line each, with the id of the request in brackets where there is one. Commands log from WARN on; servers from INFO on, with the stack traces
/// of their defects; `--verbose` shows everything of ours. Logback finds this class by its service entry, which is
/// faster than a file to parse.
public final class Logging extends ContextAwareBase implements Configurator {
    private static final String OURS = "io.firstclaim";
    /// What a stranger sent begins no line: line ends in a message are replaced, those in a stack trace are followed by a tab.
    private static final String PATTERN = "%d{HH:mm:ss.SSS} %-5level [%X{request_id:--}] %logger{0}: "
            + "%replace(%msg){'[\\p{Cntrl}\\u0085\\u2028\\u2029]', '\uFFFD'}%n%replace(%xEx){'(?m)^(?=.)', '\t'}";

    /// They log the stack trace of a port that is taken, which our servers report in a line.
    private static final List<String> STARTERS = List.of("org.eclipse.californium.core.CoapServer",
            "io.helidon.webserver.LoomServer");
    /// Logs a stack trace for each signature that a stranger made up. The edge counts them.
    private static final String STRANGERS = "org.eclipse.californium.scandium.dtls.CertificateVerify";

    /// Logs the stack trace of a host name that is not known; the failed call says so.
    private static final String NAMES = "io.grpc.internal.ManagedChannelImpl";

    /// Called by Logback at its first use.
    @Override
    public ExecutionStatus configure(LoggerContext context) {
        var root = context.getLogger(Logger.ROOT_LOGGER_NAME);
        root.setLevel(Level.WARN);
        root.addAppender(stderr(context, Format.TEXT));
        for (String logger : STARTERS) {
            context.getLogger(logger).setLevel(Level.OFF);
        }
        context.getLogger(STRANGERS).setLevel(Level.OFF);
        context.getLogger(NAMES).setLevel(Level.ERROR);
        return ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY;
    }

    private static ConsoleAppender<ILoggingEvent> stderr(LoggerContext context, Format format) {
        ConsoleAppender<ILoggingEvent> stderr = new ConsoleAppender<>();
        stderr.setContext(context);
        stderr.setTarget("System.err");
        stderr.setEncoder(encoder(context, format));
        stderr.start();
        return stderr;
    }

    /// How events are written.
    static Encoder<ILoggingEvent> encoder(LoggerContext context, Format format) {
        Encoder<ILoggingEvent> encoder = switch (format) {
            case TEXT -> {
                PatternLayoutEncoder text = new PatternLayoutEncoder();
                text.setPattern(PATTERN);
                yield text;
            }
            case JSON -> {
                JsonEncoder json = new JsonEncoder();
                json.setWithSequenceNumber(false);
                json.setWithNanoseconds(false);
                json.setWithContext(false);
                json.setWithMessage(false);
                json.setWithArguments(false);
                json.setWithFormattedMessage(true);
                yield json;
            }
        };
        encoder.setContext(context);
        encoder.start();
        return encoder;
    }

    /// How a line of the log looks.
    public enum Format {
        /// For a person who reads along.
        TEXT,
        /// One object in each line, for a machine: time, level, logger, message, the ids of what it is about under `mdc`.
        JSON
    }

    /// The libraries that log through java.util.logging go the same way.
    static void start() {
        LogManager.getLogManager().reset();
        SLF4JBridgeHandler.install();
    }

    /// For processes that serve: INFO for what is ours.
    public static void servers(Format format) {
        if (format == Format.JSON && LoggerFactory.getILoggerFactory() instanceof LoggerContext context) {
            var root = context.getLogger(Logger.ROOT_LOGGER_NAME);
            root.detachAndStopAllAppenders();
            root.addAppender(stderr(context, format));
        }
        level(Level.INFO);
    }

    /// For a process that breaks things on purpose and reports what comes of it itself.
    public static void quiet() {
        level(Level.OFF);
    }

    /// For `--verbose`.
    static void verbose() {
        level(Level.DEBUG);
    }

    private static void level(Level level) {
        if (LoggerFactory.getLogger(OURS) instanceof ch.qos.logback.classic.Logger ours
                && ours.getLevel() != Level.DEBUG) {
            ours.setLevel(level);
        }
    }
}
