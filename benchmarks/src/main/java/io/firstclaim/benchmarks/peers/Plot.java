package io.firstclaim.benchmarks.peers;

import io.firstclaim.benchmarks.load.Suite;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/// The processor time of a bootstrap as bars, in SVG.
record Plot(List<Cell> cells) {
    private static final int LABELS = 430;
    private static final int BARS = 480;
    private static final int VALUES = 110;
    private static final int LINE = 24;
    private static final int MARGIN = 12;

    void write(Path file) throws IOException {
        double most = cells.stream().mapToDouble(cell -> Math.max(cell.cost(), cell.cpu().high())).max().orElse(1);
        var svg = new StringBuilder(
                text("""
                        <svg xmlns="http://www.w3.org/2000/svg" width="%d" height="%d" font-family="sans-serif" font-size="12">
                        <rect width="100%%" height="100%%" fill="#ffffff"/>
                        <text x="%d" y="%d" font-size="14">Server CPU for one bootstrap, milliseconds; brown is the database's</text>
                        """,
                        LABELS + BARS + VALUES, LINE * (cells.size() + 2) + MARGIN, MARGIN, LINE - 4));
        int y = LINE + MARGIN;
        for (var cell : cells) {
            bar(svg, cell, y, BARS / most);
            y += LINE;
        }
        Files.writeString(file, svg.append("</svg>\n"));
    }

    /// The server's share in one colour, the database's in another, and a line over the middle half of the values.
    private static void bar(StringBuilder svg, Cell cell, int y, double scale) {
        var colour = cell.suite() == Suite.GCM ? "#3b6ea5" : "#7ba7d0";
        int middle = y + LINE / 2;
        svg.append(text("<text x=\"%d\" y=\"%d\">%s, %s</text>%n", MARGIN, middle, cell.row().shown(),
                cell.suite().shown()));
        svg.append(text("<rect x=\"%d\" y=\"%d\" width=\"%.1f\" height=\"%d\" fill=\"%s\"/>%n", LABELS, y,
                cell.cpu().median() * scale, LINE - 8, colour));
        svg.append(text("<rect x=\"%.1f\" y=\"%d\" width=\"%.1f\" height=\"%d\" fill=\"#c98a3d\"/>%n",
                LABELS + cell.cpu().median() * scale, y, cell.database().median() * scale, LINE - 8));
        svg.append(text("<line x1=\"%.1f\" x2=\"%.1f\" y1=\"%d\" y2=\"%d\" stroke=\"#222222\"/>%n",
                LABELS + cell.cpu().low() * scale, LABELS + cell.cpu().high() * scale, y + LINE / 3, y + LINE / 3));
        svg.append(text("<text x=\"%.1f\" y=\"%d\">%.2f</text>%n", LABELS + cell.cost() * scale + 6, middle,
                cell.cost()));
    }

    @com.google.errorprone.annotations.FormatMethod
    private static String text(String format, Object... values) {
        return String.format(Locale.ROOT, format, values).replace("'", "&#39;");
    }
}
