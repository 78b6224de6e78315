package io.firstclaim.factory.label;

import io.firstclaim.factory.label.LabelLayout.TextLine;
import java.io.IOException;
import java.io.OutputStream;
import java.time.ZoneOffset;
import java.util.Calendar;
import java.util.GregorianCalendar;
import java.util.List;
import java.util.Locale;
import java.util.TimeZone;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDDocumentInformation;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.PDPageContentStream.AppendMode;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.font.PDType0Font;
import org.apache.pdfbox.util.Matrix;

/// All labels of a batch on sheets of paper, as a PDF: vector shapes, and text in an embedded font that can be
/// searched. Small ticks show where to cut plain paper.
public final class LabelSheet {
    private static final float POINTS_PER_DOT = 72f / LabelLayout.DPI;
    private static final float MARGIN_TEXT_SIZE = 8;
    private static final float TICK = 4;
    private static final float GREY = 0.6f;

    private final SheetFormat format;
    private final LabelFont font;
    private final LabelLayout layout;

    public LabelSheet(SheetFormat format, LabelFont font) {
        this.format = format;
        this.font = font;
        this.layout = new LabelLayout(font);
    }

    /// Draws the sheets. The same labels and margins give the same bytes.
    public void write(List<DeviceLabel> labels, SheetMargins margins, OutputStream out, LabelProgress progress)
            throws IOException {
        try (PDDocument document = new PDDocument()) {
            describe(document, margins);
            PDType0Font embedded = PDType0Font.load(document, font.trueType(), true);
            int pages = Math.ceilDiv(labels.size(), format.labelsPerPage());
            for (int page = 0; page < pages; page++) {
                int from = page * format.labelsPerPage();
                int to = Math.min(labels.size(), from + format.labelsPerPage());
                drawPage(document, embedded, labels.subList(from, to), margins.title(),
                        String.format(Locale.ROOT, "Page %d of %d", page + 1, pages));
                progress.drawn(to, labels.size());
            }
            document.save(out);
        }
    }

    private static void describe(PDDocument document, SheetMargins margins) {
        Calendar made = GregorianCalendar.from(margins.time().atZone(ZoneOffset.UTC));
        made.setTimeZone(TimeZone.getTimeZone("UTC"));
        PDDocumentInformation information = document.getDocumentInformation();
        information.setTitle(margins.title());
        information.setSubject("Enrollment IDs of devices, as QR codes and text");
        information.setCreator(margins.producer());
        information.setProducer(margins.producer());
        information.setCreationDate(made);
        information.setModificationDate(made);
        document.setDocumentId(margins.time().getEpochSecond());
    }

    private void drawPage(PDDocument document, PDType0Font embedded, List<DeviceLabel> labels, String title,
            String number) throws IOException {
        PDPage page = new PDPage(new PDRectangle((float) format.width(), (float) format.height()));
        document.addPage(page);
        try (PDPageContentStream content = new PDPageContentStream(document, page, AppendMode.OVERWRITE, true)) {
            content.setNonStrokingColor(0f);
            drawMargins(content, embedded, title, number);
            for (int cell = 0; cell < labels.size(); cell++) {
                drawTicks(content, cell);
                drawLabel(content, embedded, labels.get(cell), cell);
            }
        }
    }

    private void drawMargins(PDPageContentStream content, PDType0Font embedded, String title, String number)
            throws IOException {
        double width = format.width() - 2 * format.left() - 16;
        String shown = font.shown(Wrapping.shorten(title, font, width / MARGIN_TEXT_SIZE));
        double left = format.left() + 8;
        show(content, embedded, shown, MARGIN_TEXT_SIZE, left, format.height() - format.top() / 2 - 3);
        double right = format.width() - left - font.width(number) * MARGIN_TEXT_SIZE;
        show(content, embedded, number, MARGIN_TEXT_SIZE, right, format.top() / 2 - 3);
    }

    private void drawTicks(PDPageContentStream content, int cell) throws IOException {
        float left = (float) format.cellLeft(cell);
        float bottom = (float) format.cellBottom(cell);
        float right = left + (float) format.cellWidth();
        float top = bottom + (float) format.cellHeight();
        content.setLineWidth(0.25f);
        content.setStrokingColor(GREY);
        corner(content, left, bottom, TICK, TICK);
        corner(content, right, bottom, -TICK, TICK);
        corner(content, left, top, TICK, -TICK);
        corner(content, right, top, -TICK, -TICK);
        content.stroke();
    }

    private static void corner(PDPageContentStream content, float x, float y, float inwardX, float inwardY)
            throws IOException {
        content.moveTo(x + inwardX, y);
        content.lineTo(x, y);
        content.lineTo(x, y + inwardY);
    }

    private void drawLabel(PDPageContentStream content, PDType0Font embedded, DeviceLabel label, int cell)
            throws IOException {
        float left = (float) (format.cellLeft(cell)
                + (format.cellWidth() - LabelLayout.WIDTH * POINTS_PER_DOT) / 2);
        float bottom = (float) (format.cellBottom(cell)
                + (format.cellHeight() - LabelLayout.HEIGHT * POINTS_PER_DOT) / 2);
        content.saveGraphicsState();
        content.transform(new Matrix(POINTS_PER_DOT, 0, 0, POINTS_PER_DOT, left, bottom));
        for (TextLine line : layout.lines(label)) {
            show(content, embedded, line.text(), (float) line.size(), line.x(),
                    LabelLayout.HEIGHT - line.baseline());
        }
        content.transform(new Matrix(LabelLayout.MODULE, 0, 0, LabelLayout.MODULE, LabelLayout.CODE,
                LabelLayout.HEIGHT - LabelLayout.CODE));
        QrCode.of(label.enrollmentId())
                .<IOException>draw((x, y, length) -> content.addRect(x, -1f - y, length, 1));
        content.fill();
        content.restoreGraphicsState();
    }

    private static void show(PDPageContentStream content, PDType0Font embedded, String text, float size, double x,
            double y) throws IOException {
        content.beginText();
        content.setFont(embedded, size);
        content.newLineAtOffset((float) x, (float) y);
        content.showText(text);
        content.endText();
    }
}
