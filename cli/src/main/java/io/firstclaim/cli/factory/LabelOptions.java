package io.firstclaim.cli.factory;

import io.firstclaim.cli.Console;
import io.firstclaim.factory.FinishedBatch;
import io.firstclaim.factory.label.DrawnLabels;
import io.firstclaim.factory.label.LabelFont;
import io.firstclaim.factory.label.LabelPicture;
import io.firstclaim.factory.label.SheetFormat;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// How labels are to look.
final class LabelOptions {
    @Option(names = "--picture", paramLabel = "FORM", split = ",", defaultValue = "png,svg", description = "Forms of the single labels: png (300 dpi, for label printers), svg. Default: ${DEFAULT-VALUE}.")
    private List<LabelPicture> pictures = List.of();

    @Option(names = "--sheet", paramLabel = "PAPER", defaultValue = "a4", description = "Paper of the printable sheet: a4 (3 x 8 labels) or letter (3 x 10). Default: ${DEFAULT-VALUE}.")
    private SheetFormat sheet = SheetFormat.A4;

    @Option(names = "--title", paramLabel = "TEXT", description = "What the batch is called. Default: the name of its folder.")
    private @Nullable String title;

    @Option(names = "--font", paramLabel = "FILE", description = "A TrueType font (.ttf) for names that the built-in one lacks: that has Latin, Greek, Cyrillic and Hebrew.")
    private @Nullable Path font;

    @Option(names = "--force", description = "Replace what was written before.")
    private boolean force;

    Set<LabelPicture> pictures() {
        return EnumSet.copyOf(pictures);
    }

    SheetFormat sheet() {
        return sheet;
    }

    boolean force() {
        return force;
    }

    LabelFont font() {
        return font == null ? LabelFont.standard() : LabelFont.read(font);
    }

    String title(Path batch) {
        return title == null ? String.valueOf(batch.toAbsolutePath().normalize().getFileName()) : title;
    }

    /// Says how many names will be shown with boxes.
    static void warn(Console console, FinishedBatch batch, LabelFont font) {
        long incomplete = new DrawnLabels(batch, font).incomplete();
        if (incomplete > 0) {
            console.note("note: " + incomplete + (incomplete == 1 ? " name has" : " names have")
                    + " characters that the font lacks; PNG and PDF show boxes there (--font gives another font)");
        }
    }
}
