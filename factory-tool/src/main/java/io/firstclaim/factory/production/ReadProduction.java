package io.firstclaim.factory.production;

import io.firstclaim.factory.FactoryException;
import io.firstclaim.factory.certificate.CertificateContent;
import io.firstclaim.factory.certificate.Password;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileSystemLoopException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reads files, folders with all that is in them, and streams. What can't be read is noted and stops nothing else; links are followed.
public final class ReadProduction {
    /// The largest file that is read.
    public static final int MAX_FILE_BYTES = 16 * 1024 * 1024;
    /// How deep folders are entered.
    public static final int MAX_DEPTH = 64;
    /// The most files of one folder with all that is in it.
    public static final int MAX_FILES = 200_000;

    private final Production production = new Production();
    private final Password password;
    private final ReadingProgress progress;

    /// @param password for PKCS#12; the caller closes it
    public ReadProduction(Password password, ReadingProgress progress) {
        this.password = password;
        this.progress = progress;
    }

    /// Reads a file, or all files of a folder in the order of their names.
    ///
    /// @throws FactoryException when there is nothing of that name, or too much of it
    public void read(Path path) {
        if (!Files.exists(path)) {
            throw new FactoryException("there is no file or folder " + Printable.of(path.toString()));
        }
        if (!Files.isDirectory(path)) {
            readFile(path);
            return;
        }
        for (Path file : filesIn(path)) {
            readFile(file);
        }
    }

    /// Reads a stream to its end, or to one byte more than a file may have.
    public void read(String name, InputStream in) {
        try {
            take(name, null, in.readNBytes(MAX_FILE_BYTES + 1));
        } catch (IOException failed) {
            production.add(Finding.file(name, Reason.CANNOT_READ, FactoryException.reason(failed)));
        }
    }

    /// Takes the chain that a TLS server showed.
    public void read(PeerChain peer) {
        production.add(peer.name(), null, CertificateContent.ofPeer(peer.certificates()));
    }

    /// All that was read by now.
    public Production production() {
        return production;
    }

    private void readFile(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            if (Files.size(file) > MAX_FILE_BYTES) {
                production.add(Finding.file(file.toString(), Reason.FILE_TOO_LARGE, ""));
            } else {
                take(file.toString(), file, in.readNBytes(MAX_FILE_BYTES + 1));
            }
        } catch (IOException failed) {
            production.add(Finding.file(file.toString(), Reason.CANNOT_READ, FactoryException.reason(failed)));
        }
        progress.read(production.files(), production.certificateCount());
    }

    private void take(String name, @Nullable Path file, byte[] content) {
        if (content.length > MAX_FILE_BYTES) {
            production.add(Finding.file(name, Reason.FILE_TOO_LARGE, ""));
        } else {
            production.add(name, file, CertificateContent.read(content, password));
        }
    }

    private List<Path> filesIn(Path folder) {
        List<Path> files = new ArrayList<>();
        try {
            Files.walkFileTree(folder, EnumSet.of(FileVisitOption.FOLLOW_LINKS), MAX_DEPTH, new Walk(folder, files));
        } catch (IOException failed) {
            throw FactoryException.of("cannot read", folder, failed);
        }
        Collections.sort(files);
        return files;
    }

    /// Collects the files, and notes what can't be entered.
    private final class Walk extends SimpleFileVisitor<Path> {
        private final Path root;
        private final List<Path> files;

        Walk(Path root, List<Path> files) {
            this.root = root;
            this.files = files;
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            if (attributes.isDirectory()) {
                production.add(Finding.file(file.toString(), Reason.TOO_DEEP, ""));
            } else if (attributes.isRegularFile()) {
                if (files.size() == MAX_FILES) {
                    throw new FactoryException(Printable.of(root.toString()) + " has more than " + MAX_FILES
                            + " files; inspect its folders one by one");
                }
                files.add(file);
            } else {
                production.add(attributes.isSymbolicLink()
                        ? Finding.file(file.toString(), Reason.CANNOT_READ, "the link leads nowhere")
                        : Finding.file(file.toString(), Reason.NOT_A_FILE, ""));
            }
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFileFailed(Path file, IOException failure) {
            production.add(failure instanceof FileSystemLoopException
                    ? Finding.file(file.toString(), Reason.LINK_LOOP, "")
                    : Finding.file(file.toString(), Reason.CANNOT_READ, FactoryException.reason(failure)));
            return FileVisitResult.CONTINUE;
        }
    }
}
