package io.firstclaim.factory.label;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.firstclaim.factory.ExternalTool;
import io.firstclaim.factory.FactoryException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class LabelSheetTest {
    private static final SheetMargins MARGINS = new SheetMargins("Meters of week 47", "Firstclaim 0.1.0",
            Instant.parse("2026-11-23T10:00:00Z"));

    @TempDir
    private Path folder = Path.of("");

    private static byte[] sheet(SheetFormat format, LabelFont font, List<DeviceLabel> labels) throws IOException {
        ByteArrayOutputStream pdf = new ByteArrayOutputStream();
        new LabelSheet(format, font).write(labels, MARGINS, pdf, LabelProgress.SILENT);
        return pdf.toByteArray();
    }

    private static List<DeviceLabel> numbered(int count) {
        List<DeviceLabel> labels = new ArrayList<>();
        for (int i = 1; i <= count; i++) {
            labels.add(Labels.of("meter-" + i));
        }
        return labels;
    }

    private Path written(byte[] pdf) throws IOException {
        return Files.write(folder.resolve("sheet.pdf"), pdf);
    }

    @ParameterizedTest
    @EnumSource
    void pdftotextFindsEveryNameAndEveryId(SheetFormat format) throws IOException, InterruptedException {
        ExternalTool pdftotext = ExternalTool.require("pdftotext", "poppler-utils");
        List<DeviceLabel> labels = numbered(format.labelsPerPage() + 1);
        labels.add(Labels.of("building-7.floor-12.room-1204.sensor-temperature-outdoor-north-1"));
        labels.add(Labels.of("Größe-Ελλάς-Москва"));
        labels.add(Labels.of("<b>&(bold)\\"));
        String text = pdftotext.run("-raw", written(sheet(format, LabelFont.standard(), labels)), "-").output();
        String joined = text.replaceAll("\\s+", "");
        assertThat(labels).allSatisfy(label -> assertThat(joined)
                .contains(label.endpointName() + "AcmeMeter3", label.enrollmentId().toString()));
        assertThat(text).contains("Meters of week 47", "Page 1 of 2", "Page 2 of 2");
        assertThat(joined).doesNotContain(Labels.of("meter-0").enrollmentId().toString());
    }

    @ParameterizedTest
    @EnumSource
    void zbarReadsEveryCodeOfAPrintedPage(SheetFormat format) throws IOException, InterruptedException {
        ExternalTool zbar = ExternalTool.require("zbarimg", "zbar-tools");
        ExternalTool pdftoppm = ExternalTool.require("pdftoppm", "poppler-utils");
        List<DeviceLabel> labels = numbered(format.labelsPerPage());
        Path pdf = written(sheet(format, LabelFont.standard(), labels));
        assertThat(pdftoppm.run("-r", 200, "-gray", "-png", "-singlefile", pdf, folder.resolve("page")).code())
                .isZero();
        String read = zbar.run("--quiet", "--raw", folder.resolve("page.png")).output();
        assertThat(read.lines().filter(line -> line.startsWith("A-"))).containsExactlyInAnyOrderElementsOf(
                labels.stream().map(label -> label.enrollmentId().toString()).toList());
    }

    @ParameterizedTest
    @EnumSource
    void aFullPageIsOnePageAndOneLabelMoreBeginsTheNext(SheetFormat format) throws IOException {
        int full = format.labelsPerPage();
        assertThat(pages(sheet(format, LabelFont.standard(), numbered(full)))).isEqualTo(1);
        assertThat(pages(sheet(format, LabelFont.standard(), numbered(full + 1)))).isEqualTo(2);
    }

    private static int pages(byte[] pdf) throws IOException {
        try (PDDocument document = Loader.loadPDF(pdf)) {
            return document.getNumberOfPages();
        }
    }

    @ParameterizedTest
    @EnumSource
    void labelsAreOnThePaperAndApart(SheetFormat format) {
        double labelWidth = LabelLayout.WIDTH * 72.0 / LabelLayout.DPI;
        double labelHeight = LabelLayout.HEIGHT * 72.0 / LabelLayout.DPI;
        assertThat(format.cellWidth()).isGreaterThanOrEqualTo(labelWidth - 0.01);
        assertThat(format.cellHeight()).isGreaterThanOrEqualTo(labelHeight);
        int last = format.labelsPerPage() - 1;
        assertThat(format.cellLeft(last) + format.cellWidth()).isLessThan(format.width() - 10);
        assertThat(format.cellBottom(last)).isGreaterThan(25);
        assertThat(format.cellBottom(0) + format.cellHeight()).isLessThan(format.height() - 25);
        assertThat(format.cellLeft(1)).isGreaterThanOrEqualTo(format.cellLeft(0) + format.cellWidth());
    }

    @Test
    void theMetadataSaysWhatItIs() throws IOException {
        try (PDDocument document = Loader.loadPDF(sheet(SheetFormat.A4, LabelFont.standard(), numbered(1)))) {
            assertThat(document.getDocumentInformation().getTitle()).isEqualTo("Meters of week 47");
            assertThat(document.getDocumentInformation().getProducer()).isEqualTo("Firstclaim 0.1.0");
            assertThat(document.getDocumentInformation().getCreationDate().toInstant()).isEqualTo(MARGINS.time());
            assertThat(document.getPage(0).getResources().getFontNames()).allSatisfy(
                    name -> assertThat(document.getPage(0).getResources().getFont(name).isEmbedded()).isTrue());
        }
    }

    @Test
    void theSameLabelsGiveTheSameBytes() throws IOException {
        assertThat(sheet(SheetFormat.A4, LabelFont.standard(), numbered(30)))
                .isEqualTo(sheet(SheetFormat.A4, LabelFont.standard(), numbered(30)))
                .isNotEqualTo(sheet(SheetFormat.A4, LabelFont.standard(), numbered(31)));
    }

    @Test
    void namesThatTheFontLacksAreBoxesAndBreakNothing() throws IOException {
        List<DeviceLabel> labels = List.of(Labels.of("名前"), Labels.of("\uD83D\uDE00"), Labels.of("اسم"),
                Labels.of("a\u202Eb"));
        assertThat(pages(sheet(SheetFormat.A4, LabelFont.standard(), labels))).isEqualTo(1);
    }

    @Test
    void aFontOfTheFactoryIsEmbedded() throws IOException {
        Path file = folder.resolve("font.ttf");
        try (var font = PDDocument.class
                .getResourceAsStream("/org/apache/pdfbox/resources/ttf/LiberationSans-Regular.ttf")) {
            Files.copy(Objects.requireNonNull(font), file);
        }
        assertThat(pages(sheet(SheetFormat.LETTER, LabelFont.read(file), numbered(1)))).isEqualTo(1);
    }

    @Test
    void whatIsNoFontIsRefused() throws IOException {
        Path text = Files.writeString(folder.resolve("font.ttf"),
                "not a font, but long enough to be read as one".repeat(9));
        assertThatThrownBy(() -> LabelFont.read(text)).isInstanceOf(FactoryException.class)
                .hasMessageContaining("font.ttf is no TrueType font");
        assertThatThrownBy(() -> LabelFont.read(folder.resolve("none.ttf"))).isInstanceOf(FactoryException.class);
    }
}
