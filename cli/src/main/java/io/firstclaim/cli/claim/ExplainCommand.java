package io.firstclaim.cli.claim;

import com.google.protobuf.ByteString;
import io.firstclaim.cli.CommandFailed;
import io.firstclaim.cli.Console;
import io.firstclaim.cli.CoreOptions;
import io.firstclaim.cli.ExitCode;
import io.firstclaim.cli.ResourceOutput;
import io.firstclaim.proto.claim.v1.ClaimHistoryServiceGrpc;
import io.firstclaim.proto.claim.v1.ExplainEnrollmentRequest;
import io.firstclaim.proto.claim.v1.ExplainEnrollmentResponse;
import io.firstclaim.proto.claim.v1.ListRefusalsRequest;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `explain`.
@Command(name = "explain", description = "Says what would become of a device if it came now: the checks of its bootstrap in their order, the first that fails, and what to do. "
        + "Changes nothing. Ends with 0 when the device would be let in, or is, and with 1 when not.", footer = {
                "%nExamples:", "  firstclaim explain A-AD:1E:CE:…:30", "  firstclaim explain --endpoint meter-000001",
                "  firstclaim explain batch/devices/meter-000001/bootstrap-device-cert.der"})
public final class ExplainCommand implements Callable<Integer> {
    private static final Pattern ID = Pattern.compile("[0-9a-f]{32}");
    private static final Pattern IDENTITY = Pattern.compile("[A-Za-z]-[0-9A-Fa-f]{2}:.*");
    /// What is meant as a file, whether there is one or not.
    private static final Pattern FILE_NAME = Pattern.compile("/|\\.(pem|der|crt|cer)$");
    /// What the core takes.
    private static final int MAX_FILE_BYTES = 65_536;

    private final Console console;

    @Mixin
    private final CoreOptions core = new CoreOptions();
    @Mixin
    private final ResourceOutput output = new ResourceOutput();

    @ArgGroup(exclusive = true, multiplicity = "1")
    private Subject subject = new Subject();

    /// One way to name the device.
    private static final class Subject {
        @Parameters(paramLabel = "DEVICE", description = "An enrollment ID, a certificate file, a device's id of 32 hex characters, or else an endpoint name. The options "
                + "say which when that could be mistaken.")
        private @Nullable String any;

        @Option(names = "--id", paramLabel = "ID", description = "Its enrollment ID.")
        private @Nullable String identity;

        @Option(names = "--endpoint", paramLabel = "NAME", description = "Its endpoint name, or the one that it gave when it was turned away.")
        private @Nullable String endpointName;

        @Option(names = "--certificate", paramLabel = "FILE", description = "The file of its certificate, or of its chain, leaf first; PEM or DER. It tells the most.")
        private @Nullable Path certificate;

        @Option(names = "--device", paramLabel = "ID", description = "Its id in the account, 32 hex characters.")
        private @Nullable String deviceId;

        ExplainEnrollmentRequest request() {
            ExplainEnrollmentRequest.Builder request = ExplainEnrollmentRequest.newBuilder();
            if (identity != null) {
                request.setEnrollmentIdentity(identity);
            } else if (endpointName != null) {
                request.setEndpointName(endpointName);
            } else if (certificate != null) {
                request.setCertificate(read(certificate));
            } else if (deviceId != null) {
                request.setDeviceId(deviceId);
            } else if (any != null) {
                guess(request, any);
            }
            return request.build();
        }

        private static void guess(ExplainEnrollmentRequest.Builder request, String any) {
            if (IDENTITY.matcher(any).matches()) {
                request.setEnrollmentIdentity(any);
            } else if (ID.matcher(any).matches()) {
                request.setDeviceId(any);
            } else if (isFile(any)) {
                request.setCertificate(read(Path.of(any)));
            } else if (FILE_NAME.matcher(any).find()) {
                throw new CommandFailed(ExitCode.USAGE,
                        "there is no file " + any + "; if that is an endpoint name, say so by --endpoint");
            } else {
                request.setEndpointName(any);
            }
        }

        private static boolean isFile(String text) {
            try {
                return Files.isRegularFile(Path.of(text));
            } catch (InvalidPathException _) {
                return false;
            }
        }

        private static ByteString read(Path file) {
            try (InputStream content = Files.newInputStream(file)) {
                byte[] bytes = content.readNBytes(MAX_FILE_BYTES + 1);
                if (bytes.length > MAX_FILE_BYTES) {
                    throw new CommandFailed(ExitCode.USAGE, file + " is too large for a certificate");
                }
                return ByteString.copyFrom(bytes);
            } catch (IOException unreadable) {
                throw new UncheckedIOException(unreadable);
            }
        }
    }

    public ExplainCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        ExplainEnrollmentRequest request = subject.request();
        return core.ask(console, channel -> {
            var history = ClaimHistoryServiceGrpc.newBlockingStub(channel);
            ExplainEnrollmentResponse told = history.explainEnrollment(request);
            if (output.isJson()) {
                output.one(console, told);
            } else {
                var screen = new ExplanationScreen(console);
                screen.show(told);
                if (!told.getEnrollmentIdentity().isEmpty()) {
                    screen.showDenials(history.listRefusals(ListRefusalsRequest.newBuilder()
                            .setEnrollmentIdentity(told.getEnrollmentIdentity()).build()).getRefusalsList());
                }
            }
            return (ExplanationScreen.isLetIn(told) ? ExitCode.OK : ExitCode.FAILED).number();
        });
    }
}
