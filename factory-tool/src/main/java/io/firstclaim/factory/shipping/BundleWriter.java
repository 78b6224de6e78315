package io.firstclaim.factory.shipping;

import io.firstclaim.factory.shipping.Manifest.ShippedFile;
import java.io.BufferedOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/// Writes a bundle's zip from front to back, and remembers size and hash of what it wrote. All entries have the same
/// time, which doesn't depend on the machine's zone.
final class BundleWriter implements AutoCloseable {
    private final ZipOutputStream zip;
    private final LocalDateTime time;
    private final List<ShippedFile> files = new ArrayList<>();

    BundleWriter(OutputStream out, Instant time) {
        this.zip = new ZipOutputStream(new BufferedOutputStream(out, 1 << 16));
        this.time = LocalDateTime.ofInstant(time, ZoneOffset.UTC);
    }

    /// Writes the content of one file.
    @FunctionalInterface
    interface Content {
        void writeTo(OutputStream out) throws IOException;
    }

    void add(String path, byte[] content) throws IOException {
        add(path, out -> out.write(content));
    }

    void add(String path, Content content) throws IOException {
        BundlePath.require(path);
        ZipEntry entry = new ZipEntry(path);
        entry.setTimeLocal(time);
        zip.putNextEntry(entry);
        Counted counted = new Counted(zip);
        DigestOutputStream digested = new DigestOutputStream(counted, sha256());
        content.writeTo(digested);
        zip.closeEntry();
        files.add(new ShippedFile(path, counted.bytes,
                HexFormat.of().formatHex(digested.getMessageDigest().digest())));
    }

    /// What was written so far.
    List<ShippedFile> files() {
        return List.copyOf(files);
    }

    @Override
    public void close() throws IOException {
        zip.close();
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    /// Counts what goes by, and leaves the zip open whoever closes it.
    private static final class Counted extends FilterOutputStream {
        private long bytes;

        Counted(OutputStream out) {
            super(out);
        }

        @Override
        public void write(int b) throws IOException {
            out.write(b);
            bytes++;
        }

        @Override
        public void write(byte[] content, int offset, int length) throws IOException {
            out.write(content, offset, length);
            bytes += length;
        }

        @Override
        public void close() throws IOException {
            out.flush();
        }
    }
}
