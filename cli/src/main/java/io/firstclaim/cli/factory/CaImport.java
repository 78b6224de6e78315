package io.firstclaim.cli.factory;

import io.firstclaim.cli.Console;
import io.firstclaim.factory.MakerCa;
import java.nio.file.Path;
import java.time.Clock;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `factory ca import`.
@Command(name = "import", description = "Takes over a CA that was made elsewhere: P-256, may sign certificates.", footer = {
        "%nExample:", "  firstclaim factory ca import maker --certificate ca.crt --key ca.key"})
public final class CaImport implements Runnable {
    private final Console console;

    @Parameters(paramLabel = "FOLDER", description = "Where to put it.")
    private Path folder = Path.of("");

    @Option(names = "--certificate", paramLabel = "FILE", required = true, description = "Its certificate, PEM or DER. After an intermediate, PEM may go on with the CAs above it: devices present them.")
    private Path certificate = Path.of("");

    @Option(names = "--key", paramLabel = "FILE", required = true, description = "Its private key, PEM, unencrypted PKCS#8 or SEC1.")
    private Path key = Path.of("");

    public CaImport(Console console) {
        this.console = console;
    }

    @Override
    public void run() {
        MakerCa.importFrom(certificate, key, Clock.systemUTC()).writeTo(folder);
        CaFolder.announce(console, folder);
    }
}
