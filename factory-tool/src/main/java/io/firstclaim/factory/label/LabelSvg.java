package io.firstclaim.factory.label;

import io.firstclaim.factory.label.LabelLayout.TextLine;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/// A label as an SVG of its printed size: shapes and text, no scripts, nothing from elsewhere.
public final class LabelSvg {
    /// Fonts with the same widths as the one that the layout is made with; each line is held to its width anyway.
    private static final String FONTS = "'Liberation Sans', Arial, Helvetica, sans-serif";
    private static final double MILLIMETRES_PER_DOT = 25.4 / LabelLayout.DPI;

    private final LabelLayout layout;

    public LabelSvg(LabelFont font) {
        this.layout = new LabelLayout(font);
    }

    /// Draws a label. May be used by several threads.
    public byte[] render(DeviceLabel label) {
        StringBuilder svg = new StringBuilder(8192);
        svg.append("<svg xmlns=\"http://www.w3.org/2000/svg\" version=\"1.1\" width=\"")
                .append(number(LabelLayout.WIDTH * MILLIMETRES_PER_DOT)).append("mm\" height=\"")
                .append(number(LabelLayout.HEIGHT * MILLIMETRES_PER_DOT)).append("mm\" viewBox=\"0 0 ")
                .append(LabelLayout.WIDTH).append(' ').append(LabelLayout.HEIGHT).append("\">\n<title>")
                .append(LabelText.xml(label.endpointName())).append("</title>\n<rect width=\"")
                .append(LabelLayout.WIDTH).append("\" height=\"").append(LabelLayout.HEIGHT)
                .append("\" fill=\"#fff\"/>\n");
        code(svg, label);
        svg.append("<g fill=\"#000\" font-family=\"").append(FONTS).append("\">\n");
        layout.lines(label).forEach(line -> text(svg, line));
        svg.append("</g>\n</svg>\n");
        return svg.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static void code(StringBuilder svg, DeviceLabel label) {
        svg.append("<path fill=\"#000\" shape-rendering=\"crispEdges\" transform=\"translate(").append(LabelLayout.CODE)
                .append(' ').append(LabelLayout.CODE).append(") scale(").append(LabelLayout.MODULE)
                .append(")\" d=\"");
        QrCode.of(label.enrollmentId()).draw((x, y, length) -> svg.append('M').append(x).append(' ').append(y)
                .append('h').append(length).append("v1h-").append(length).append('z'));
        svg.append("\"/>\n");
    }

    private static void text(StringBuilder svg, TextLine line) {
        svg.append("<text xml:space=\"preserve\" x=\"").append(number(line.x())).append("\" y=\"")
                .append(number(line.baseline())).append("\" font-size=\"").append(number(line.size()))
                .append("\" textLength=\"").append(number(line.width()))
                .append("\" lengthAdjust=\"spacingAndGlyphs\">").append(LabelText.xml(line.original()))
                .append("</text>\n");
    }

    private static String number(double value) {
        String text = String.format(Locale.ROOT, "%.2f", value);
        return text.endsWith(".00") ? text.substring(0, text.length() - 3) : text;
    }
}
