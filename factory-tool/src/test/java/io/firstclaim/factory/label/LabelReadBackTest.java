package io.firstclaim.factory.label;

import static org.assertj.core.api.Assertions.assertThat;

import boofcv.abst.fiducial.QrCodeDetector;
import boofcv.alg.fiducial.qrcode.QrCode.ErrorLevel;
import boofcv.factory.fiducial.FactoryFiducial;
import boofcv.struct.image.GrayU8;
import io.firstclaim.core.enrollment.EnrollmentId;
import io.firstclaim.factory.ExternalTool;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Labels as readers that had no part in them see them.
class LabelReadBackTest {
    private static final LabelFont FONT = LabelFont.standard();

    @TempDir
    private Path folder = Path.of("");

    private static List<DeviceLabel> labels() {
        List<DeviceLabel> labels = new ArrayList<>();
        for (String name : List.of("meter-000001", "W".repeat(64), "Größe-Ελλάς-Москва-名前", "<b>&\"'")) {
            labels.add(Labels.of(name));
        }
        return labels;
    }

    private static BufferedImage image(byte[] png) throws IOException {
        return ImageIO.read(new ByteArrayInputStream(png));
    }

    private static GrayU8 grey(BufferedImage image) {
        GrayU8 grey = new GrayU8(image.getWidth(), image.getHeight());
        for (int y = 0; y < image.getHeight(); y++) {
            for (int x = 0; x < image.getWidth(); x++) {
                grey.set(x, y, image.getRGB(x, y) & 0xff);
            }
        }
        return grey;
    }

    private static List<boofcv.alg.fiducial.qrcode.QrCode> readByBoofCv(BufferedImage image) {
        QrCodeDetector<GrayU8> detector = FactoryFiducial.qrcode(null, GrayU8.class);
        detector.process(grey(image));
        return detector.getDetections();
    }

    @Test
    void boofCvReadsTheEnrollmentIdAndNothingElse() throws IOException {
        for (DeviceLabel label : labels()) {
            assertThat(readByBoofCv(image(new LabelPng(FONT).render(label)))).singleElement().satisfies(code -> {
                assertThat(code.message).isEqualTo(label.enrollmentId().toString());
                assertThat(code.error).isEqualTo(ErrorLevel.M);
                assertThat(code.version).isEqualTo(5);
                assertThat(code.mode).isEqualTo(boofcv.alg.fiducial.qrcode.QrCode.Mode.ALPHANUMERIC);
                assertThat(code.totalBitErrors).isZero();
            });
        }
    }

    @Test
    void boofCvFindsNothingWhereTheCodeIsBlottedOut() throws IOException {
        BufferedImage image = image(new LabelPng(FONT).render(Labels.of("meter-000001")));
        var pen = image.createGraphics();
        pen.fillRect(0, 0, LabelLayout.WIDTH / 4, LabelLayout.HEIGHT);
        pen.dispose();
        assertThat(readByBoofCv(image)).isEmpty();
    }

    @Test
    void everyIdGivesACodeOfTheSameSizeThatSaysThatId() throws IOException {
        for (int i = 0; i < 40; i++) {
            EnrollmentId id = EnrollmentId.ofCertificate(new byte[]{(byte) i});
            DeviceLabel label = new DeviceLabel(id, "meter", "", "");
            assertThat(readByBoofCv(image(new LabelPng(FONT).render(label)))).singleElement()
                    .satisfies(code -> assertThat(code.message).isEqualTo(id.toString()));
        }
    }

    @Test
    void zbarReadsThePicture() throws IOException, InterruptedException {
        ExternalTool zbar = ExternalTool.require("zbarimg", "zbar-tools");
        for (DeviceLabel label : labels()) {
            Path png = Files.write(folder.resolve("label.png"), new LabelPng(FONT).render(label));
            assertThat(zbar.run("--quiet", "--raw", png).output()).contains(label.enrollmentId().toString());
        }
    }

    @Test
    void zbarReadsTheDrawing() throws IOException, InterruptedException {
        ExternalTool zbar = ExternalTool.require("zbarimg", "zbar-tools");
        ExternalTool rsvg = ExternalTool.require("rsvg-convert", "librsvg2-bin");
        for (DeviceLabel label : labels()) {
            Path svg = Files.write(folder.resolve("label.svg"), new LabelSvg(FONT).render(label));
            Path png = folder.resolve("drawing.png");
            assertThat(rsvg.run("--dpi-x", 300, "--dpi-y", 300, "-o", png, svg).code()).isZero();
            assertThat(zbar.run("--quiet", "--raw", png).output()).contains(label.enrollmentId().toString());
        }
    }
}
