package io.firstclaim.cli.profile;

import io.firstclaim.cli.CommandFailed;
import io.firstclaim.cli.ExitCode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The file in which profiles are kept: `current = NAME`, and for each profile a line `[NAME]` and lines `key = value` with the keys `core`, `core-ca`,
/// `core-ca-certificate` and `api-key`. Lines that begin with # are comments. Since it holds secrets, nobody but its owner may read it.
public final class ProfileFile {
    /// Names the file when it is not in its usual place.
    public static final String FILE = "FIRSTCLAIM_CONFIG";
    /// Names the profile when `--profile` doesn't.
    public static final String PROFILE = "FIRSTCLAIM_PROFILE";

    private static final List<PosixFilePermission> OTHERS = List.of(PosixFilePermission.GROUP_READ,
            PosixFilePermission.GROUP_WRITE, PosixFilePermission.OTHERS_READ, PosixFilePermission.OTHERS_WRITE);
    private static final long MAX_BYTES = 1024 * 1024;

    private final Path file;

    private ProfileFile(Path file) {
        this.file = file;
    }

    /// The file that the environment names, else `firstclaim/config` in `$XDG_CONFIG_HOME`, else in `~/.config`.
    public static ProfileFile of(Map<String, String> environment) {
        String named = environment.getOrDefault(FILE, "");
        if (!named.isBlank()) {
            return new ProfileFile(Path.of(named));
        }
        String home = environment.getOrDefault("HOME", environment.getOrDefault("USERPROFILE", ""));
        String folder = environment.getOrDefault("XDG_CONFIG_HOME", "");
        return new ProfileFile(
                (folder.isBlank() ? Path.of(home, ".config") : Path.of(folder)).resolve("firstclaim")
                        .resolve("config"));
    }

    /// The profile to use.
    ///
    /// @param option as `--profile` names it; null when it doesn't
    /// @return empty when none is named and none is current
    /// @throws CommandFailed when there is no such profile, or the file is broken or open to others
    public static Optional<Profile> chosen(@Nullable String option, Map<String, String> environment) {
        ProfileFile file = of(environment);
        String name = option != null ? option : environment.getOrDefault(PROFILE, "");
        if (!name.isEmpty()) {
            return Optional.of(file.read().require(name, file));
        }
        Profiles profiles = file.read();
        String current = profiles.current();
        return current == null ? Optional.empty() : Optional.of(profiles.require(current, file));
    }

    /// What it says; nothing when there is no file.
    Profiles read() {
        if (!Files.exists(file)) {
            return new Profiles(null, Map.of());
        }
        try {
            requireOwnerOnly();
            if (Files.size(file) > MAX_BYTES) {
                throw new CommandFailed(ExitCode.USAGE, file + " is too large for a file of profiles");
            }
            return new ProfileReader(file).read(Files.readAllLines(file, StandardCharsets.UTF_8));
        } catch (IOException unreadable) {
            throw new CommandFailed(ExitCode.USAGE, "can't read the profiles in " + file + ": " + unreadable,
                    unreadable);
        }
    }

    /// Writes it anew, readable by its owner only, in one step: a write that breaks off leaves the old one.
    void write(Profiles profiles) {
        try {
            Path folder = file.toAbsolutePath().getParent();
            Files.createDirectories(folder);
            Path next = Files.createTempFile(folder, "config", ".new");
            try {
                Files.writeString(next, text(profiles));
                Files.move(next, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
            } finally {
                Files.deleteIfExists(next);
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static String text(Profiles profiles) {
        StringBuilder text = new StringBuilder(
                "# Written by 'firstclaim profile'. It holds API keys: keep it to yourself.\n");
        add(text, ProfileReader.CURRENT, profiles.current());
        profiles.byName().values().forEach(profile -> {
            text.append("\n[").append(profile.name()).append("]\n");
            add(text, ProfileReader.CORE, profile.core());
            add(text, ProfileReader.CORE_CA, profile.coreCaFile());
            add(text, ProfileReader.CORE_CA_CERTIFICATE, profile.coreCaCertificate());
            add(text, ProfileReader.API_KEY, profile.apiKey());
        });
        return text.toString();
    }

    private static void add(StringBuilder text, String key, @Nullable String value) {
        if (value != null) {
            text.append(key).append(" = ").append(value).append('\n');
        }
    }

    private void requireOwnerOnly() throws IOException {
        if (file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            var permissions = Files.getPosixFilePermissions(file);
            if (OTHERS.stream().anyMatch(permissions::contains)) {
                throw new CommandFailed(ExitCode.USAGE, file + " holds API keys and others may use it ("
                        + PosixFilePermissions.toString(permissions) + "): chmod 600 " + file);
            }
        }
    }

    @Override
    public String toString() {
        return file.toString();
    }
}
