package io.firstclaim.cli.process;

import io.firstclaim.cli.Console;
import io.firstclaim.cli.CoreAddressOptions;
import io.firstclaim.web.WebEdge;
import io.firstclaim.web.WebEdgeConfig;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `web-edge`.
@Command(name = "web-edge", description = "Runs a web edge at a core elsewhere: REST over HTTP and HTTPS. It needs no identity, since each request carries its own "
        + "API key. It starts and answers 503 while the core is away. Stays until Ctrl-C.", footer = {"%nExample:",
                "  firstclaim web-edge --core core.example:9090 --core-ca core-ca.pem --web-address 0.0.0.0 \\",
                "    --web-certificate iot.example.pem --web-key iot.example-key.pem"})
public final class WebEdgeCommand implements Runnable {
    private final Console console;

    @Mixin
    private final WatchOptions watch = new WatchOptions();
    @Mixin
    private final CoreAddressOptions core = new CoreAddressOptions();
    @Mixin
    private final WebPortOptions ports = new WebPortOptions();

    @Option(names = "--data", paramLabel = "FOLDER", defaultValue = "data", description = "Where the self-signed certificate is kept; made when missing. Default: ./${DEFAULT-VALUE}.")
    private Path data = Path.of("data");

    public WebEdgeCommand(Console console) {
        this.console = console;
    }

    @Override
    public void run() {
        try (Traces _ = watch.start("firstclaim-web-edge")) {
            serve();
        }
    }

    private void serve() {
        WebEdgeConfig config = ports
                .apply(WebEdgeConfig.of(core.address(console), core.authority(console), data));
        try (StopSignal stop = StopSignal.listen(); WebEdge edge = LocalWebEdge.start(config)) {
            console.out().println("REST at " + WebPortOptions.url(edge) + " and " + WebPortOptions.tlsUrl(edge)
                    + ", health at http://localhost:" + edge.healthPort());
            console.out().flush();
            stop.await();
            console.note("stopping");
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
