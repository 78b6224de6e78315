package io.firstclaim.factory.shipping;

import io.firstclaim.factory.SmallBatch;
import io.firstclaim.factory.label.LabelFont;
import io.firstclaim.factory.label.LabelPicture;
import io.firstclaim.factory.label.LabelProgress;
import io.firstclaim.factory.label.SheetFormat;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Enumeration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/// Bundles of real batches, and what a stranger may do to them.
final class Bundles {
    static final LabelFont FONT = LabelFont.standard();

    private Bundles() {}

    static Manifest pack(SmallBatch batch, Path target, boolean replace) {
        return packer(batch).pack(order(batch), target, replace, LabelProgress.SILENT);
    }

    static PackBundle packer(SmallBatch batch) {
        return new PackBundle(batch.ca(), FONT, SmallBatch.CLOCK, SmallBatch.RANDOM);
    }

    static BundleOrder order(SmallBatch batch) {
        return new BundleOrder(batch.read(), "Meters of week 47", "Firstclaim test",
                EnumSet.allOf(LabelPicture.class), SheetFormat.A4);
    }

    /// The files of a zip in their order.
    static Map<String, byte[]> unzip(Path zip) throws IOException {
        Map<String, byte[]> files = new LinkedHashMap<>();
        try (ZipFile in = new ZipFile(zip.toFile())) {
            for (Enumeration<? extends ZipEntry> entries = in.entries(); entries.hasMoreElements();) {
                ZipEntry entry = entries.nextElement();
                try (InputStream content = in.getInputStream(entry)) {
                    files.put(entry.getName(), content.readAllBytes());
                }
            }
        }
        return files;
    }

    static Path zip(Path target, Map<String, byte[]> files) throws IOException {
        try (OutputStream out = Files.newOutputStream(target); ZipOutputStream zip = new ZipOutputStream(out)) {
            for (Map.Entry<String, byte[]> file : files.entrySet()) {
                zip.putNextEntry(new ZipEntry(file.getKey()));
                zip.write(file.getValue());
                zip.closeEntry();
            }
        }
        return target;
    }

    /// Puts files into a folder, as unpacking does.
    static Path folder(Path target, Map<String, byte[]> files) throws IOException {
        for (Map.Entry<String, byte[]> file : files.entrySet()) {
            Path path = target.resolve(file.getKey());
            Files.createDirectories(path.getParent());
            Files.write(path, file.getValue());
        }
        return target;
    }
}
