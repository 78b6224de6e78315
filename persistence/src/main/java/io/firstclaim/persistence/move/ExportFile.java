package io.firstclaim.persistence.move;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.function.LongConsumer;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/// An export that is read.
final class ExportFile implements AutoCloseable {
    /// The entry that says what the others are.
    static final String MANIFEST = "manifest.json";

    private static final int BUFFER = 1 << 16;
    private static final int LARGEST_MANIFEST = 1 << 20;

    private final Path file;
    private final ZipFile zip;
    private final Manifest manifest;
    private final String sha256;

    private ExportFile(Path file, ZipFile zip) throws IOException {
        this.file = file;
        this.zip = zip;
        byte[] json;
        try (var in = entry(MANIFEST)) {
            json = in.readNBytes(LARGEST_MANIFEST);
        }
        manifest = manifest(json);
        sha256 = HashingStream.sha256(json);
    }

    /// Opens one and reads its manifest.
    ///
    /// @throws DamagedExportException
    ///             when it is none, or of another version of the format
    static ExportFile open(Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            throw new NoSuchFileException(file.toString());
        }
        ZipFile zip;
        try {
            zip = new ZipFile(file.toFile());
        } catch (ZipException e) {
            throw new DamagedExportException(file + " is no export, or not all of it is there: " + e.getMessage(), e);
        }
        try {
            return new ExportFile(file, zip);
        } catch (IOException e) {
            zip.close();
            throw e;
        }
    }

    /// What it says is in it.
    Manifest manifest() {
        return manifest;
    }

    /// Of the manifest.
    String sha256() {
        return sha256;
    }

    /// Reads all of it and compares it with the manifest.
    ///
    /// @throws DamagedExportException
    ///             when it differs
    void check(MoveProgress progress) throws IOException {
        long before = 0;
        for (var table : manifest.tables()) {
            var base = before;
            var found = content(table,
                    rows -> progress.at(MoveProgress.Step.CHECK, base + rows, manifest.rows()));
            if (!found.equals(table.content())) {
                throw new DamagedExportException(
                        "%s is damaged: %s has %d rows with SHA-256 %s, but its manifest says %d with %s".formatted(
                                file,
                                table.entry(), found.rows(), found.sha256(), table.rows(), table.sha256()));
            }
            before += table.rows();
        }
    }

    /// The rows of a table.
    RowReader rows(Manifest.Table table) throws IOException {
        return new RowReader(entry(table.entry()), table);
    }

    @Override
    public void close() throws IOException {
        zip.close();
    }

    private TableContent content(Manifest.Table table, LongConsumer done) throws IOException {
        var hashing = new HashingStream(OutputStream.nullOutputStream());
        long rows = 0;
        try (var in = entry(table.entry())) {
            var buffer = new byte[BUFFER];
            for (int length = in.read(buffer); length >= 0; length = in.read(buffer)) {
                hashing.write(buffer, 0, length);
                for (int i = 0; i < length; i++) {
                    rows += buffer[i] == '\n' ? 1 : 0;
                }
                done.accept(rows);
            }
        } catch (ZipException e) {
            throw new DamagedExportException(file + " is damaged: " + table.entry() + " can't be read: "
                    + e.getMessage(), e);
        }
        return new TableContent(rows, hashing.sha256());
    }

    private InputStream entry(String name) throws IOException {
        var entry = zip.getEntry(name);
        if (entry == null) {
            throw new DamagedExportException(file + " is no export, or not all of it is there: it has no " + name);
        }
        return zip.getInputStream(entry);
    }

    private Manifest manifest(byte[] json) throws DamagedExportException {
        try {
            var read = Json.readManifest(json);
            if (!Manifest.FORMAT.equals(read.format())) {
                throw new DamagedExportException(file + " is no export: its format is '" + read.format() + "', '"
                        + Manifest.FORMAT + "' is expected");
            }
            if (read.formatVersion() != Manifest.VERSION) {
                throw new DamagedExportException(file + " is an export in version " + read.formatVersion()
                        + " of the format; this release reads version " + Manifest.VERSION);
            }
            return read;
        } catch (DamagedExportException e) {
            throw e;
        } catch (IOException e) {
            throw new DamagedExportException(file + " is damaged: its " + MANIFEST + " can't be read: "
                    + e.getMessage(), e);
        }
    }
}
