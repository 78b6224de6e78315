package io.firstclaim.cli.trust;

import io.firstclaim.cli.CommandFailed;
import io.firstclaim.cli.ExitCode;
import io.firstclaim.core.ResourceId;
import io.firstclaim.factory.CaSignature;
import io.firstclaim.factory.PrivateKeyFile;
import io.firstclaim.proto.account.v1.AccountServiceGrpc;
import io.firstclaim.proto.account.v1.GetAccountRequest;
import io.grpc.Channel;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// What an upload and a change of a trusted certificate have in common: the file, and the proof of possession.
final class CertificateUpload {
    /// Far above any chain of certificates.
    private static final int MAX_FILE_BYTES = 256 * 1024;

    @Option(names = "--ca-key", paramLabel = "FILE", description = "The CA's private key, PEM: signs the account id on this machine as proof of possession. "
            + "The key itself is not sent.")
    private @Nullable Path caKey;

    @Option(names = "--signature", paramLabel = "BASE64", description = "The proof of possession, made elsewhere: the CA key's SHA-256 signature over the account "
            + "id in ASCII.")
    private @Nullable String signature;

    /// The proof of possession; empty when none was asked for.
    String signature(Channel channel) {
        if (signature != null && caKey != null) {
            throw new CommandFailed(ExitCode.USAGE, "--ca-key and --signature are two ways to the same: give one");
        }
        if (caKey == null) {
            return signature == null ? "" : signature;
        }
        var key = PrivateKeyFile.read(caKey);
        String account = AccountServiceGrpc.newBlockingStub(channel)
                .getAccount(GetAccountRequest.getDefaultInstance()).getAccount().getId();
        return CaSignature.sign(key, ResourceId.parse("id", account));
    }

    /// The text of a PEM file, without a private key that may stand in it.
    static String pem(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] content = in.readNBytes(MAX_FILE_BYTES + 1);
            if (content.length > MAX_FILE_BYTES) {
                throw new CommandFailed(ExitCode.USAGE, file + " is too large for certificates");
            }
            String text = new String(content, StandardCharsets.ISO_8859_1);
            if (text.contains("PRIVATE KEY-----")) {
                throw new CommandFailed(ExitCode.USAGE,
                        file + " holds a private key, which is nobody else's business: give the certificate alone");
            }
            return text;
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
