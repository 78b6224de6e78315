package io.firstclaim.cli.process;

import io.firstclaim.cli.CommandFailed;
import io.firstclaim.cli.ExitCode;
import io.firstclaim.cli.Logging;
import java.net.URI;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// How a server's log is written, and where its traces go.
final class WatchOptions {
    @Option(names = "--log-format", paramLabel = "FORMAT", order = 810, defaultValue = "${env:FIRSTCLAIM_LOG_FORMAT:-text}", description = "How the log on stderr is written: text, or json with one object in each line. "
            + "Default: $FIRSTCLAIM_LOG_FORMAT, else text.")
    private String logFormat = "text";

    @Option(names = "--otlp-endpoint", paramLabel = "URL", order = 811, description = "Send traces to this OpenTelemetry collector by OTLP over HTTP, such as http://localhost:4318. Default: nowhere, "
            + "unless OTEL_EXPORTER_OTLP_ENDPOINT says where.")
    private @Nullable String endpoint;

    /// Has the log written as wished, and traces sent from now on until it is closed.
    ///
    /// @param service what the process is called in traces
    Traces start(String service) {
        switch (logFormat) {
            case "json" -> Logging.servers(Logging.Format.JSON);
            case "text" -> Logging.servers(Logging.Format.TEXT);
            default -> throw new CommandFailed(ExitCode.USAGE,
                    "--log-format " + logFormat + ": text or json is expected");
        }
        return Traces.start(service, endpoint == null ? null : url(endpoint), Map.copyOf(System.getenv()));
    }

    private static URI url(String text) {
        try {
            URI url = URI.create(text);
            if (("http".equals(url.getScheme()) || "https".equals(url.getScheme())) && url.getHost() != null) {
                return url;
            }
        } catch (IllegalArgumentException notAUrl) {
            throw refused(text, notAUrl);
        }
        throw refused(text, null);
    }

    private static CommandFailed refused(String text, @Nullable Throwable cause) {
        String message = "--otlp-endpoint " + text + ": http://<host>:<port> or https://… is expected";
        return cause == null
                ? new CommandFailed(ExitCode.USAGE, message)
                : new CommandFailed(ExitCode.USAGE, message, cause);
    }
}
