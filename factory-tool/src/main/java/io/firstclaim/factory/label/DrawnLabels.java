package io.firstclaim.factory.label;

import io.firstclaim.factory.FactoryException;
import io.firstclaim.factory.FinishedBatch;
import io.firstclaim.factory.FinishedDevice;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Set;
import java.util.stream.Gatherers;
import java.util.stream.IntStream;

/// The labels of a batch, drawn as they are asked for: by every core, and given out in the order of the devices.
public final class DrawnLabels {
    private static final int WORKERS = Runtime.getRuntime().availableProcessors();

    private final List<DeviceLabel> labels;
    private final LabelFont font;

    public DrawnLabels(FinishedBatch batch, LabelFont font) {
        this.labels = batch.devices().stream().map(DrawnLabels::label).toList();
        this.font = font;
    }

    /// Takes one label as a picture.
    @FunctionalInterface
    public interface Taker {
        /// A label.
        ///
        /// @param number of the device in the batch, from 1
        void take(int number, String endpointName, LabelPicture picture, byte[] content) throws IOException;
    }

    /// How many labels there are.
    public int size() {
        return labels.size();
    }

    /// How many of them have characters that the font can't show.
    public long incomplete() {
        return labels.stream().filter(label -> !font.coversAll(label.endpointName())).count();
    }

    /// Draws each label as all those pictures.
    ///
    /// @throws FactoryException when the thread is interrupted
    public void pictures(Set<LabelPicture> pictures, Taker taker, LabelProgress progress) throws IOException {
        for (LabelPicture picture : pictures) {
            LabelPicture.Renderer renderer = picture.renderer(font);
            var drawn = IntStream.range(0, labels.size()).boxed()
                    .gather(Gatherers.mapConcurrent(WORKERS, i -> renderer.render(labels.get(i)))).iterator();
            for (int i = 0; i < labels.size(); i++) {
                requireNotInterrupted();
                taker.take(i + 1, labels.get(i).endpointName(), picture, drawn.next());
                progress.drawn(i + 1, labels.size());
            }
        }
    }

    /// Draws all labels as a PDF.
    ///
    /// @throws FactoryException when the thread is interrupted
    public void sheet(SheetFormat format, SheetMargins margins, OutputStream out, LabelProgress progress)
            throws IOException {
        new LabelSheet(format, font).write(labels, margins, out, (done, total) -> {
            requireNotInterrupted();
            progress.drawn(done, total);
        });
    }

    private static DeviceLabel label(FinishedDevice device) {
        String model = (device.product().manufacturer() + " " + device.product().model()).strip();
        return new DeviceLabel(device.enrollmentId(), device.endpointName(), model, device.serialNumber());
    }

    private static void requireNotInterrupted() {
        if (Thread.currentThread().isInterrupted()) {
            throw new FactoryException("interrupted; nothing was written");
        }
    }
}
