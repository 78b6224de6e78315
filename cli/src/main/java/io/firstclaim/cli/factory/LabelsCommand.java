package io.firstclaim.cli.factory;

import io.firstclaim.cli.Console;
import io.firstclaim.cli.Firstclaim;
import io.firstclaim.cli.WorkBar;
import io.firstclaim.cli.process.StopSignal;
import io.firstclaim.factory.FinishedBatch;
import io.firstclaim.factory.label.DrawnLabels;
import io.firstclaim.factory.label.LabelFont;
import io.firstclaim.factory.label.SheetMargins;
import io.firstclaim.factory.label.WriteLabels;
import java.nio.file.Path;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `factory labels`.
@Command(name = "labels", description = "Draws a label for each device of a batch, 63.5 x 25.4 mm (2.5 x 1 in): its enrollment ID as a QR code and as "
        + "text. Also a PDF of all of them, laid out for common label sheets.", footer = {"%nExamples:",
                "  firstclaim factory labels batch",
                "  firstclaim factory labels batch --out labels --picture png --sheet letter --title 'Meters, week 47'"})
public final class LabelsCommand implements Runnable {
    private final Console console;
    private final Clock clock = Clock.systemUTC();

    @Mixin
    private final LabelOptions options = new LabelOptions();

    @Parameters(paramLabel = "BATCH", description = "The folder of the batch, as 'factory provision' made it.")
    private Path batch = Path.of("");

    @Option(names = "--out", paramLabel = "FOLDER", description = "Where to put them. Default: the folder labels in the batch.")
    private @Nullable Path out;

    public LabelsCommand(Console console) {
        this.console = console;
    }

    @Override
    public void run() {
        FinishedBatch finished = FinishedBatch.read(batch);
        LabelFont font = options.font();
        LabelOptions.warn(console, finished, font);
        Path folder = out == null ? batch.resolve("labels") : out;
        DrawnLabels labels = new DrawnLabels(finished, font);
        WorkBar bar = new WorkBar(console, "labels", System::nanoTime);
        try (StopSignal _ = StopSignal.interrupting()) {
            new WriteLabels(labels).write(folder, options.pictures(), options.sheet(),
                    new SheetMargins(options.title(batch), Firstclaim.nameAndVersion(), clock.instant()),
                    options.force(), bar::at);
        } finally {
            bar.end();
        }
        console.out().println(folder.resolve(options.sheet().fileName()));
        console.out().flush();
        console.note(labels.size() + (labels.size() == 1 ? " label in " : " labels in ") + folder);
    }
}
