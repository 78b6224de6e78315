package io.firstclaim.factory.label;

import io.firstclaim.factory.FactoryException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Writes the labels of a batch into a folder of their own: the sheet, and a picture or two for each device.
public final class WriteLabels {
    private static final Pattern OURS = Pattern.compile("\\d{6,}-.*\\.(png|svg)|sheet-(a4|letter)\\.pdf");

    private final DrawnLabels labels;

    public WriteLabels(DrawnLabels labels) {
        this.labels = labels;
    }

    /// Writes all labels. The folder appears with all of them or not at all.
    ///
    /// @param replace whether a folder of labels may be replaced; one with anything else in it never is
    /// @throws FactoryException when there is one already, or it can't be written
    public void write(Path folder, Set<LabelPicture> pictures, SheetFormat sheet, SheetMargins margins,
            boolean replace, LabelProgress progress) {
        requireFree(folder, replace);
        Path target = folder.toAbsolutePath().normalize();
        try {
            Path parent = target.getParent();
            if (parent == null) {
                throw new FactoryException(folder + " is no place for labels");
            }
            Files.createDirectories(parent);
            Path made = Files.createTempDirectory(parent, ".making-");
            try {
                try (OutputStream out = Files.newOutputStream(made.resolve(sheet.fileName()))) {
                    labels.sheet(sheet, margins, out, progress);
                }
                labels.pictures(pictures, (number, name, picture, content) -> Files
                        .write(made.resolve(picture.fileName(number, name)), content), progress);
                requireFree(folder, replace);
                deleteLabels(target);
                Files.move(made, target);
            } finally {
                deleteLabels(made);
            }
        } catch (IOException e) {
            throw FactoryException.of("cannot write", folder, e);
        }
    }

    private static void requireFree(Path folder, boolean replace) {
        if (!Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        if (!replace) {
            throw new FactoryException(
                    folder + " exists already; it is replaced only when that is asked for (--force)");
        }
        if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
            throw new FactoryException(folder + " is not a folder; expected one of labels");
        }
        try (Stream<Path> files = Files.list(folder)) {
            files.filter(file -> !isLabel(file)).findFirst().ifPresent(file -> {
                throw new FactoryException(folder + " holds more than labels, " + file.getFileName()
                        + "; expected another folder");
            });
        } catch (IOException e) {
            throw FactoryException.of("cannot read", folder, e);
        }
    }

    private static boolean isLabel(Path file) {
        return OURS.matcher(String.valueOf(file.getFileName())).matches()
                && Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS);
    }

    private static void deleteLabels(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.filter(WriteLabels::isLabel).toList()) {
                Files.delete(file);
            }
        }
        Files.delete(folder);
    }
}
