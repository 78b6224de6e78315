package io.firstclaim.cli.factory;

import io.firstclaim.cli.Console;
import io.firstclaim.cli.Firstclaim;
import io.firstclaim.cli.WorkBar;
import io.firstclaim.cli.process.StopSignal;
import io.firstclaim.factory.FinishedBatch;
import io.firstclaim.factory.MakerCa;
import io.firstclaim.factory.label.LabelFont;
import io.firstclaim.factory.shipping.BundleOrder;
import io.firstclaim.factory.shipping.Manifest;
import io.firstclaim.factory.shipping.PackBundle;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `factory bundle`.
@Command(name = "bundle", description = "Packs what the buyer of a batch needs into one zip: the CA certificate, the enrollment list, labels, and a manifest "
        + "of it all that the CA signs. No private keys, and nothing that devices are provisioned with.", footer = {
                "%nExamples:",
                "  firstclaim factory bundle batch --ca maker",
                "  firstclaim factory bundle batch --ca maker --out acme-4711.zip --title 'Meters, PO 4711' --sheet letter"})
public final class BundleCommand implements Runnable {
    private final Console console;
    private final Clock clock = Clock.systemUTC();

    @Mixin
    private final LabelOptions options = new LabelOptions();

    @Parameters(paramLabel = "BATCH", description = "The folder of the batch, as 'factory provision' made it.")
    private Path batch = Path.of("");

    @Option(names = "--ca", paramLabel = "FOLDER", required = true, description = "The maker's CA that made the devices; it signs the manifest.")
    private Path ca = Path.of("");

    @Option(names = "--out", paramLabel = "FILE", description = "The zip. Default: named as the batch's folder, beside it.")
    private @Nullable Path out;

    public BundleCommand(Console console) {
        this.console = console;
    }

    @Override
    public void run() {
        MakerCa maker = MakerCa.open(ca, clock);
        FinishedBatch finished = FinishedBatch.read(batch);
        LabelFont font = options.font();
        LabelOptions.warn(console, finished, font);
        Path folder = batch.toAbsolutePath().normalize();
        Path target = out == null ? folder.resolveSibling(folder.getFileName() + ".zip") : out;
        BundleOrder order = new BundleOrder(finished, options.title(batch), Firstclaim.nameAndVersion(),
                options.pictures(), options.sheet());
        WorkBar bar = new WorkBar(console, "labels", System::nanoTime);
        Manifest manifest;
        try (StopSignal _ = StopSignal.interrupting()) {
            manifest = new PackBundle(maker, font, clock, new SecureRandom()).pack(order, target, options.force(),
                    bar::at);
        } finally {
            bar.end();
        }
        console.out().println(target);
        console.out().flush();
        console.note(manifest.devices().total() + (manifest.devices().total() == 1 ? " device" : " devices")
                + (manifest.testOnly() ? ", FOR TESTS ONLY" : "")
                + "; tell the buyer the CA's fingerprint by another way: "
                + manifest.ca().sha256());
    }
}
