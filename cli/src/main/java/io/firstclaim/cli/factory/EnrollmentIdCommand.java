package io.firstclaim.cli.factory;

import io.firstclaim.cli.Console;
import io.firstclaim.cli.JsonLine;
import io.firstclaim.factory.CertificateFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `factory enrollment-id`.
@Command(name = "enrollment-id", description = "Prints the enrollment ID of device certificates: A- and the SHA-256 fingerprint of the DER form, "
        + "the same as openssl x509 -fingerprint -sha256 gives.", footer = {"%nExample:",
                "  firstclaim factory enrollment-id batch/devices/meter-000001/bootstrap-device-cert.der"})
public final class EnrollmentIdCommand implements Runnable {
    private final Console console;

    @Parameters(paramLabel = "FILE", arity = "1..*", description = "Certificate files, PEM or DER.")
    private List<Path> files = new ArrayList<>();

    @Option(names = "--json", order = 800, description = "Print each as a line of JSON.")
    private boolean json;

    /// One line of the JSON form.
    private record Identified(String file, String enrollmentIdentity) {}

    public EnrollmentIdCommand(Console console) {
        this.console = console;
    }

    @Override
    public void run() {
        for (Path file : files) {
            String id = CertificateFile.read(file).enrollmentId().toString();
            console.out().println(json
                    ? JsonLine.of(new Identified(file.toString(), id))
                    : files.size() == 1 ? id : id + "  " + file);
        }
        console.out().flush();
    }
}
