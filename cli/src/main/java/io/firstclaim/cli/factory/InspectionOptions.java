package io.firstclaim.cli.factory;

import io.firstclaim.cli.CommandFailed;
import io.firstclaim.cli.Console;
import io.firstclaim.cli.ExitCode;
import io.firstclaim.factory.FactoryException;
import io.firstclaim.factory.certificate.Password;
import io.firstclaim.factory.production.EndpointNameList;
import io.firstclaim.factory.production.InspectProduction;
import io.firstclaim.factory.production.Inspection;
import io.firstclaim.factory.production.InspectionCsv;
import io.firstclaim.factory.production.InspectionOrder;
import io.firstclaim.factory.production.PeerChain;
import io.firstclaim.factory.production.ReadProduction;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// What a production that others made is judged by, and where the report goes.
public final class InspectionOptions {
    /// Standard input, where a file is expected.
    private static final String STANDARD_INPUT = "-";
    private static final int MAX_PASSWORD_FILE_BYTES = 4096;
    /// Files between two lines of progress.
    private static final int PROGRESS_STEP = 100;

    @Option(names = "--ca", paramLabel = "FILE", description = "A CA certificate that the account trusts or will trust, repeatable: each device must lead to one of them, by signature.")
    private List<Path> cas = new ArrayList<>();

    @Option(names = "--endpoint-names", paramLabel = "FILE", description = "What the devices are called, to compare with their common names: CSV with a header, then enrollment ID or file, and endpoint name.")
    private @Nullable Path endpointNames;

    @Option(names = "--tls", paramLabel = "HOST:PORT", description = "Take the chain that a device shows as a TLS server; repeatable.")
    private List<String> servers = new ArrayList<>();

    @Option(names = "--p12-password-file", paramLabel = "FILE", description = "A file whose first line is the password of PKCS#12 files. Without it, it is asked for on a terminal.")
    private @Nullable Path passwordFile;

    @Option(names = "--expires-within", paramLabel = "DAYS", defaultValue = ""
            + InspectionOrder.DEFAULT_DAYS, description = "Warn of certificates that expire within so many days. Default: ${DEFAULT-VALUE}.")
    private int days;

    @Option(names = "--report", paramLabel = "FILE", description = "Write what was found of each certificate and file as CSV.")
    private @Nullable Path report;

    /// Whether a server is to be asked.
    public boolean asksServers() {
        return !servers.isEmpty();
    }

    /// Whether any of the options is given that say how to judge.
    public boolean areGiven() {
        return asksServers() || !cas.isEmpty() || endpointNames != null || passwordFile != null;
    }

    /// Where the report goes; null for nowhere.
    public @Nullable Path report() {
        return report;
    }

    /// Reads and judges, and writes the report if one is wanted.
    ///
    /// @param paths files and folders; `-` for standard input
    public Inspection inspect(Console console, List<String> paths, Clock clock) {
        if (days < 0) {
            throw new CommandFailed(ExitCode.USAGE, "--expires-within " + days + ": expected 0 or more days");
        }
        EndpointNameList names = endpointNames == null ? null : EndpointNameList.read(endpointNames);
        try (Password password = new Password(() -> password(console))) {
            ReadProduction reader = new ReadProduction(password, (files, certificates) -> {
                if (files % PROGRESS_STEP == 0) {
                    console.progress(files + " files read, " + certificates + " certificates");
                }
            });
            for (String path : paths) {
                if (path.equals(STANDARD_INPUT)) {
                    reader.read("standard input", System.in);
                } else {
                    reader.read(Path.of(path));
                }
            }
            servers.forEach(server -> reader.read(PeerChain.ask(server, PeerChain.TIME_LIMIT)));
            console.progress("judging " + reader.production().certificateCount() + " certificates");
            Inspection inspection = new InspectProduction(
                    new InspectionOrder(cas, names, clock.instant(), Duration.ofDays(days)))
                    .inspect(reader.production());
            console.progress("");
            if (report != null) {
                InspectionCsv.writeReport(inspection, report);
            }
            return inspection;
        }
    }

    /// The first line of the file, or what is typed; null when there is neither.
    private char @Nullable [] password(Console console) {
        if (passwordFile == null) {
            java.io.Console terminal = console.terminal() ? System.console() : null;
            console.progress("");
            return terminal == null ? null : terminal.readPassword("Password of the PKCS#12 files: ");
        }
        try {
            if (Files.size(passwordFile) > MAX_PASSWORD_FILE_BYTES) {
                throw new CommandFailed(ExitCode.USAGE, passwordFile + " is too large to hold a password");
            }
            char[] content = Files.readString(passwordFile).toCharArray();
            int end = 0;
            while (end < content.length && content[end] != '\n' && content[end] != '\r') {
                end++;
            }
            char[] password = Arrays.copyOf(content, end);
            Arrays.fill(content, '\0');
            return password;
        } catch (IOException unreadable) {
            throw FactoryException.of("cannot read", passwordFile, unreadable);
        }
    }
}
