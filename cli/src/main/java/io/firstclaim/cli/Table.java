package io.firstclaim.cli;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;

/// Rows under a heading, in columns as wide as what is in them.
public final class Table {
    private static final String GAP = "  ";

    private final List<String> heading;
    private final List<List<String>> rows = new ArrayList<>();

    public Table(List<String> heading) {
        this.heading = List.copyOf(heading);
    }

    /// Adds a row of as many cells as the heading has.
    public void add(List<String> row) {
        if (row.size() != heading.size()) {
            throw new IllegalArgumentException("a row of " + row.size() + " cells under " + heading);
        }
        rows.add(List.copyOf(row));
    }

    /// Prints the rows, and the heading above them when wanted.
    public void print(PrintWriter out, boolean withHeading) {
        List<List<String>> lines = new ArrayList<>(rows);
        lines.addFirst(heading);
        int[] widths = new int[heading.size()];
        for (List<String> line : lines) {
            for (int column = 0; column < widths.length; column++) {
                widths[column] = Math.max(widths[column], line.get(column).length());
            }
        }
        lines.subList(withHeading ? 0 : 1, lines.size()).forEach(line -> out.println(padded(line, widths)));
        out.flush();
    }

    private static String padded(List<String> line, int[] widths) {
        StringBuilder text = new StringBuilder();
        for (int column = 0; column < widths.length; column++) {
            String cell = line.get(column);
            text.append(cell).repeat(' ', widths[column] - cell.length()).append(GAP);
        }
        return text.toString().stripTrailing();
    }
}
