package io.firstclaim.cli.process;

import io.firstclaim.cli.Console;
import io.firstclaim.cli.JsonLine;
import io.firstclaim.edge.BootstrapEdge;
import io.firstclaim.web.WebEdge;
import io.firstclaim.web.WebEdgeConfig;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `up`.
@Command(name = "up", description = "Runs everything in one process: the core on an embedded database, a bootstrap edge, and REST. Stays until "
        + "Ctrl-C.", footer = {"%nExamples:", "  firstclaim up",
                "  firstclaim up --data /var/lib/firstclaim --public-host iot.example"})
public final class UpCommand implements Runnable {
    private static final String IDENTITY_FOLDER = "edge";

    private final Console console;

    @Mixin
    private final WatchOptions watch = new WatchOptions();
    @Mixin
    private final CryptoOptions crypto = new CryptoOptions();
    @Mixin
    private final CoreRunOptions core = new CoreRunOptions();
    @Mixin
    private final EdgePortOptions ports = new EdgePortOptions();
    @Mixin
    private final WebPortOptions webPorts = new WebPortOptions();
    @Mixin
    private final PlatformKeyNote platformKey = new PlatformKeyNote();

    @Option(names = "--json", order = 800, description = "Print where everything is as one line of JSON.")
    private boolean json;

    /// Where everything is.
    private record Addresses(String core, String coreCa, String bootstrapUri, String registrationUri, String healthUrl,
            String restUrl, String restTlsUrl, String webHealthUrl, String data, @Nullable String platformApiKey) {}

    public UpCommand(Console console) {
        this.console = console;
    }

    @Override
    public void run() {
        try (Traces _ = watch.start("firstclaim")) {
            crypto.start();
            serve();
        }
    }

    private void serve() {
        try (StopSignal stop = StopSignal.listen();
                LocalCore running = LocalCore.start(core.config())) {
            Optional<String> key = platformKey.show(running.server().firstPlatformKey());
            try (BootstrapEdge edge = unlessRefused(key, () -> startEdge(running));
                    WebEdge web = unlessRefused(key, () -> startWebEdge(running))) {
                print(running, edge, web, key);
                stop.await();
                console.note("stopping");
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private BootstrapEdge startEdge(LocalCore running) {
        return LocalEdge.start(running, core.data().resolve(IDENTITY_FOLDER), ports::apply);
    }

    private WebEdge startWebEdge(LocalCore running) {
        return LocalWebEdge.start(webPorts.apply(
                WebEdgeConfig.of(running.address(), running.server().coreCaCertificate(), core.data())));
    }

    /// The core has made the key, which is shown once: a port that is taken must not swallow it.
    private <E> E unlessRefused(Optional<String> key, Supplier<E> start) {
        try {
            return start.get();
        } catch (RuntimeException failed) {
            key.ifPresent(text -> console.note("platform key, shown this once only: " + text));
            throw failed;
        }
    }

    private void print(LocalCore running, BootstrapEdge edge, WebEdge web, Optional<String> key) {
        Addresses where = new Addresses(running.address().toString(),
                core.config().storage().coreCaFile().toString(), ports.bootstrapUri(edge),
                ports.registrationUri(edge),
                "http://localhost:" + edge.healthPort(), WebPortOptions.url(web), WebPortOptions.tlsUrl(web),
                "http://localhost:" + web.healthPort(), core.data().toString(), key.orElse(null));
        if (json) {
            console.out().println(JsonLine.of(where));
        } else {
            console.out().println("Firstclaim is up; Ctrl-C stops it.");
            console.out().println();
            line("core", where.core() + "  (gRPC over TLS; its CA is in " + where.coreCa() + ")");
            line("bootstrap", where.bootstrapUri());
            line("registration", where.registrationUri());
            line("REST", where.restUrl());
            line("", where.restTlsUrl());
            line("health", where.healthUrl() + "/health/ready and /metrics; of REST at " + where.webHealthUrl());
            line("data", where.data());
            key.ifPresent(text -> {
                console.out().println();
                line("platform key", text);
                line("", "Keep it, it is shown this once only: export FIRSTCLAIM_API_KEY=<key>");
            });
            console.out().println();
        }
        console.out().flush();
    }

    private void line(String name, String text) {
        console.out().println(String.format(Locale.ROOT, "  %-14s%s", name, text));
    }
}
