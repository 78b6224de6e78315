package io.firstclaim.cli.process;

import io.firstclaim.cli.CommandFailed;
import io.firstclaim.cli.ExitCode;
import io.firstclaim.web.WebEdge;
import io.firstclaim.web.WebEdgeConfig;
import java.net.URI;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// Where a web edge listens, and by which certificate clients know it.
final class WebPortOptions {
    @Option(names = "--web-port", paramLabel = "PORT", defaultValue = ""
            + WebEdgeConfig.HTTP_PORT, description = "TCP, REST over HTTP. Default: ${DEFAULT-VALUE}.")
    private int webPort;

    @Option(names = "--web-tls-port", paramLabel = "PORT", defaultValue = ""
            + WebEdgeConfig.HTTPS_PORT, description = "TCP, REST over HTTPS. Default: ${DEFAULT-VALUE}.")
    private int webTlsPort;

    @Option(names = "--web-address", paramLabel = "ADDRESS", defaultValue = "127.0.0.1", description = "The address that both REST ports are bound to, 0.0.0.0 for all. Default: ${DEFAULT-VALUE}.")
    private String webAddress = "";

    @Option(names = "--web-certificate", paramLabel = "FILE", description = "The certificate of the HTTPS port, PEM, leaf first; with --web-key. Default: a self-signed one for localhost, "
            + "made once and kept in the data folder.")
    private @Nullable Path certificate;

    @Option(names = "--web-key", paramLabel = "FILE", description = "The key of that certificate, PEM, unencrypted.")
    private @Nullable Path key;

    @Option(names = "--web-url", paramLabel = "URL", description = "Scheme, host and port by which clients reach REST, where it stands behind a proxy: it begins the URLs in answers. "
            + "Default: what each client used.")
    private @Nullable URI publicUrl;

    @Option(names = "--session-key", paramLabel = "FILE", description = "32 bytes in base64 that seal the portal's cookies: the same for all web edges behind one name. Default: "
            + "made at each start, which ends all sessions.")
    private @Nullable Path sessionKey;

    @Option(names = "--web-health-port", paramLabel = "PORT", defaultValue = ""
            + WebEdgeConfig.HEALTH_PORT, description = "TCP, health and metrics of REST. Default: ${DEFAULT-VALUE}.")
    private int healthPort;

    @Option(names = "--web-health-address", paramLabel = "ADDRESS", defaultValue = "127.0.0.1", description = "The address that REST's health port is bound to. Default: ${DEFAULT-VALUE}.")
    private String healthAddress = "";

    /// The defaults with these in their place.
    WebEdgeConfig apply(WebEdgeConfig defaults) {
        WebEdgeConfig.Listening listening = new WebEdgeConfig.Listening(Ports.address(webAddress),
                Ports.port("--web-port", webPort), Ports.port("--web-tls-port", webTlsPort),
                Ports.address(healthAddress), Ports.port("--web-health-port", healthPort));
        try {
            return defaults.with(listening).withPublicUrl(publicUrl)
                    .with(new WebEdgeConfig.Tls(certificate, key, defaults.tls().folder()))
                    .with(new WebEdgeConfig.Sessions(sessionKey, defaults.sessions().lifetime()));
        } catch (IllegalArgumentException refused) {
            throw new CommandFailed(ExitCode.USAGE, String.valueOf(refused.getMessage()), refused);
        }
    }

    /// Where it answers without TLS.
    static String url(WebEdge edge) {
        return "http://localhost:" + edge.httpPort() + "/v3";
    }

    /// Where it answers with TLS.
    static String tlsUrl(WebEdge edge) {
        return "https://localhost:" + edge.httpsPort() + "/v3";
    }
}
