package io.firstclaim.server;

import io.firstclaim.core.FirstclaimException;
import io.firstclaim.core.Problem;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The file with the passphrase that opens the system's CA keys in the database. Whoever has both has the keys: keep copies of the two apart.
public final class PassphraseFile {
    /// The fewest characters of a passphrase.
    public static final int MIN_LENGTH = 12;
    /// The most bytes of the file.
    public static final int MAX_BYTES = 1024;

    private static final Logger LOG = LoggerFactory.getLogger(PassphraseFile.class);
    private static final int RANDOM_BYTES = 32;
    private static final Set<PosixFilePermission> OTHERS = EnumSet.of(PosixFilePermission.GROUP_READ,
            PosixFilePermission.GROUP_WRITE, PosixFilePermission.OTHERS_READ, PosixFilePermission.OTHERS_WRITE);

    private PassphraseFile() {}

    /// Makes the file with a random passphrase and owner-only rights, and its folder, unless it exists.
    ///
    /// @return whether it was made
    /// @throws FirstclaimException
    ///             [Problem#NOT_POSSIBLE_NOW] when it can't be written
    public static boolean makeIfMissing(Path file, SecureRandom random) {
        if (Files.exists(file)) {
            return false;
        }
        var secret = new byte[RANDOM_BYTES];
        random.nextBytes(secret);
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            write(file, HexFormat.of().formatHex(secret) + "\n");
            return true;
        } catch (FileAlreadyExistsException anotherWasFirst) {
            LOG.debug("{} was made by another process", file, anotherWasFirst);
            return false;
        } catch (IOException failure) {
            throw unusable("The passphrase can't be written to " + file, failure);
        }
    }

    /// Reads the passphrase: the first line of the file, in UTF-8.
    ///
    /// @throws FirstclaimException
    ///             [Problem#NOT_POSSIBLE_NOW] when there is no file, or no usable passphrase in it
    public static char[] read(Path file) {
        try {
            if (Files.size(file) > MAX_BYTES) {
                throw new FirstclaimException(Problem.NOT_POSSIBLE_NOW,
                        "The passphrase file " + file + " has more than " + MAX_BYTES + " bytes.");
            }
            var passphrase = Files.readString(file).lines().findFirst().orElse("").toCharArray();
            if (passphrase.length < MIN_LENGTH) {
                throw new FirstclaimException(Problem.NOT_POSSIBLE_NOW, "The passphrase in " + file + " has fewer than "
                        + MIN_LENGTH + " characters.");
            }
            warnIfOthersMayRead(file);
            return passphrase;
        } catch (IOException failure) {
            throw unusable("The passphrase can't be read from " + file
                    + ". Make it with owner-only rights and at least " + MIN_LENGTH + " characters", failure);
        }
    }

    private static void write(Path file, String text) throws IOException {
        var options = Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        try (var channel = FileChannel.open(file, options, ownerOnly())) {
            var bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII));
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        }
    }

    private static FileAttribute<?>[] ownerOnly() {
        return hasPosixRights()
                ? new FileAttribute<?>[]{
                        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))}
                : new FileAttribute<?>[0];
    }

    private static void warnIfOthersMayRead(Path file) throws IOException {
        if (hasPosixRights() && Files.getPosixFilePermissions(file).stream().anyMatch(OTHERS::contains)) {
            LOG.warn("{} can be read or written by others than its owner: chmod 600 is expected", file);
        }
    }

    private static boolean hasPosixRights() {
        return FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
    }

    private static FirstclaimException unusable(String what, IOException cause) {
        var problem = new FirstclaimException(Problem.NOT_POSSIBLE_NOW, what + " (" + cause + ").");
        problem.initCause(cause);
        return problem;
    }
}
