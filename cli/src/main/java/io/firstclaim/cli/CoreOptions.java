package io.firstclaim.cli;

import io.firstclaim.api.Caller;
import io.firstclaim.api.CoreAddresses;
import io.firstclaim.api.CoreChannel;
import io.grpc.Channel;
import io.grpc.StatusRuntimeException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// How a command reaches the core, and as whom.
public final class CoreOptions {
    /// Holds the API key when no option gives one.
    public static final String API_KEY = "FIRSTCLAIM_API_KEY";

    /// Far above any API key; what is larger is another file.
    private static final long MAX_KEY_FILE_BYTES = 4096;

    @Mixin
    private final CoreAddressOptions where = new CoreAddressOptions();

    @Option(names = "--api-key", paramLabel = "KEY", order = 902, description = "The API key. Others on this machine can see it in the list of processes: better use $"
            + API_KEY + " or --api-key-file.")
    private @Nullable String apiKey;

    @Option(names = "--api-key-file", paramLabel = "FILE", order = 903, description = "A file with the API key.")
    private @Nullable Path apiKeyFile;

    /// Asks the core as the holder of the API key.
    ///
    /// @throws CommandFailed when there is no key, the core can't be reached, or it says no
    public <T> T ask(Console console, Function<Channel, T> question) {
        CoreAddresses address = where.address(console);
        Caller caller = Caller.apiKey(key(console));
        try (CoreChannel channel = CoreChannel.open(address, where.authority(console), caller)) {
            return question.apply(channel.channel());
        } catch (StatusRuntimeException failed) {
            throw CoreFailures.explain(failed, address);
        }
    }

    /// As [#ask], for what has no answer to hand on.
    public void run(Console console, Consumer<Channel> work) {
        ask(console, channel -> {
            work.accept(channel);
            return true;
        });
    }

    private String key(Console console) {
        String key = keyOrNull(console);
        if (key == null) {
            throw new CommandFailed(ExitCode.USAGE, "no API key: set " + API_KEY
                    + ", name a file that holds it with --api-key-file, or remember it with 'profile add'");
        }
        return key;
    }

    /// The API key; null when there is none.
    public @Nullable String keyOrNull(Console console) {
        String option = apiKey != null ? apiKey : apiKeyFile != null ? read(apiKeyFile) : null;
        String key = where.setting(console, option, API_KEY, Function.identity(),
                profile -> Optional.ofNullable(profile.apiKey())).orElse("").strip();
        if (!key.chars().allMatch(c -> c > ' ' && c < 0x7f)) {
            throw new CommandFailed(ExitCode.USAGE, "the API key holds spaces or characters that are not ASCII");
        }
        return key.isEmpty() ? null : key;
    }

    /// Where the core listens.
    public CoreAddresses address(Console console) {
        return where.address(console);
    }

    /// The CA that the core's certificate comes from.
    public X509Certificate authority(Console console) {
        return where.authority(console);
    }

    private static String read(Path file) {
        try {
            if (Files.size(file) > MAX_KEY_FILE_BYTES) {
                throw new CommandFailed(ExitCode.USAGE, file + " is too large to hold an API key");
            }
            return Files.readString(file);
        } catch (IOException unreadable) {
            throw new CommandFailed(ExitCode.USAGE, "can't read the API key in " + file, unreadable);
        }
    }
}
