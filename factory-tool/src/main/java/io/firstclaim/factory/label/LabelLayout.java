package io.firstclaim.factory.label;

import java.util.ArrayList;
import java.util.List;

/// Where everything stands on a label of 63.5 × 25.4 mm (2.5 × 1 in): the QR code on the left, what people read
/// beside it. Measured in dots of a 300 dpi label printer from the top left corner; PNG, SVG and PDF all draw this.
final class LabelLayout {
    /// Dots per inch.
    static final int DPI = 300;
    /// Dots, 63.5 mm.
    static final int WIDTH = 750;
    /// Dots, 25.4 mm.
    static final int HEIGHT = 300;
    /// Dots of one module: 0.51 mm, which hand scanners and telephones read.
    static final int MODULE = 6;
    /// Where the dark part of the QR code begins, from the left and from the top.
    static final int CODE = (HEIGHT - QrCode.SIZE * MODULE) / 2;

    private static final int TEXT_LEFT = CODE + (QrCode.SIZE + QrCode.QUIET_ZONE) * MODULE + 6;
    private static final int TEXT_WIDTH = WIDTH - TEXT_LEFT - 24;
    private static final int TEXT_TOP = CODE - 10;
    private static final int TEXT_BOTTOM = HEIGHT - TEXT_TOP;

    private static final int ID_LINES = 4;
    private static final double ID_SIZE = 25;
    private static final double ID_LEADING = 29;
    private static final double DETAIL_LEADING = 25;
    private static final double ABOVE_BASELINE = 0.72;
    private static final double[] DETAIL_SIZES = {22, 20, 18, 16};
    private static final NameStyle[] NAME_STYLES = {new NameStyle(1, 42), new NameStyle(1, 36), new NameStyle(2, 31),
            new NameStyle(2, 27), new NameStyle(3, 22), new NameStyle(3, 18)};

    private final LabelFont font;

    LabelLayout(LabelFont font) {
        this.font = font;
    }

    /// A line of text.
    ///
    /// @param text what the font can show, with its unshowable characters replaced
    /// @param original the text itself
    /// @param width what it takes in the font of the layout
    record TextLine(String text, String original, double x, double baseline, double size, double width) {}

    private record NameStyle(int lines, double size) {}

    /// Name, details and enrollment ID, from top to bottom.
    List<TextLine> lines(DeviceLabel label) {
        List<TextLine> lines = new ArrayList<>();
        double below = addName(label.endpointName(), lines);
        addDetails(label, below, lines);
        addEnrollmentId(label.enrollmentId().toString(), lines);
        return lines;
    }

    private double addName(String name, List<TextLine> lines) {
        for (NameStyle style : NAME_STYLES) {
            List<String> parts = Wrapping.wrap(name, font, TEXT_WIDTH / style.size());
            if (parts.size() <= style.lines()) {
                return add(parts, style.size(), lines);
            }
        }
        NameStyle smallest = NAME_STYLES[NAME_STYLES.length - 1];
        double width = TEXT_WIDTH / smallest.size();
        List<String> parts = Wrapping.wrap(name, font, width);
        List<String> shown = new ArrayList<>(parts.subList(0, smallest.lines() - 1));
        shown.add(Wrapping.shorten(String.join("", parts.subList(shown.size(), parts.size())), font, width));
        return add(shown, smallest.size(), lines);
    }

    private double add(List<String> parts, double size, List<TextLine> lines) {
        double baseline = TEXT_TOP + size * ABOVE_BASELINE;
        for (String part : parts) {
            lines.add(line(part, baseline, size));
            baseline += size * 1.12;
        }
        return baseline - size * 1.12;
    }

    /// Model and serial number, each on a line; a serial number that repeats the name is left out.
    private void addDetails(DeviceLabel label, double above, List<TextLine> lines) {
        double baseline = above + DETAIL_LEADING + 3;
        if (!label.model().isEmpty()) {
            lines.add(fitted(label.model(), baseline));
            baseline += DETAIL_LEADING;
        }
        if (!label.serialNumber().isEmpty() && !label.serialNumber().equals(label.endpointName())) {
            lines.add(fitted("S/N " + label.serialNumber(), baseline));
        }
    }

    private TextLine fitted(String text, double baseline) {
        for (double size : DETAIL_SIZES) {
            if (font.width(font.shown(text)) * size <= TEXT_WIDTH) {
                return line(text, baseline, size);
            }
        }
        double smallest = DETAIL_SIZES[DETAIL_SIZES.length - 1];
        return line(Wrapping.shorten(text, font, TEXT_WIDTH / smallest), baseline, smallest);
    }

    /// Lines of eight pairs each, all equally wide; put together they are the ID, colons and all.
    private void addEnrollmentId(String id, List<TextLine> lines) {
        int pairs = id.indexOf('-') + 1;
        int perLine = (id.length() - pairs + 1) / ID_LINES;
        for (int i = 0; i < ID_LINES; i++) {
            int from = i == 0 ? 0 : pairs + i * perLine;
            String part = id.substring(from, Math.min(id.length(), pairs + (i + 1) * perLine));
            double baseline = TEXT_BOTTOM - (ID_LINES - 1 - i) * ID_LEADING;
            lines.add(line(part, baseline, ID_SIZE));
        }
    }

    private TextLine line(String text, double baseline, double size) {
        String shown = font.shown(text);
        return new TextLine(shown, text, TEXT_LEFT, baseline, size, font.width(shown) * size);
    }
}
