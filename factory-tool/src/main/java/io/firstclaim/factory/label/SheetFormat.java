package io.firstclaim.factory.label;

import java.util.Locale;

/// The paper of a sheet and where its labels are, in points (1/72 in). The grids are those of common pre-cut label
/// sheets, and leave a margin for title and page number where no label is.
public enum SheetFormat {
    /// A4 (210 × 297 mm), 3 × 8 labels of 63.5 × 33.9 mm.
    A4(mm(210), mm(297), 3, 8, mm(63.5), mm(33.9), mm(7.2), mm(12.9), mm(66.05)),
    /// US Letter (8.5 × 11 in), 3 × 10 labels of 2 5/8 × 1 in.
    LETTER(612, 792, 3, 10, 189, 72, 13.5, 36, 198);

    private final double width;
    private final double height;
    private final int columns;
    private final int rows;
    private final double cellWidth;
    private final double cellHeight;
    private final double left;
    private final double top;
    private final double columnPitch;

    SheetFormat(double width, double height, int columns, int rows, double cellWidth, double cellHeight, double left,
            double top, double columnPitch) {
        this.width = width;
        this.height = height;
        this.columns = columns;
        this.rows = rows;
        this.cellWidth = cellWidth;
        this.cellHeight = cellHeight;
        this.left = left;
        this.top = top;
        this.columnPitch = columnPitch;
    }

    /// How many labels a page takes.
    public int labelsPerPage() {
        return columns * rows;
    }

    /// The name of a file with such a sheet.
    public String fileName() {
        return "sheet-" + name().toLowerCase(Locale.ROOT) + ".pdf";
    }

    double width() {
        return width;
    }

    double height() {
        return height;
    }

    double left() {
        return left;
    }

    double top() {
        return top;
    }

    double cellWidth() {
        return cellWidth;
    }

    double cellHeight() {
        return cellHeight;
    }

    /// The left edge of a cell, from the page's; cells count along the rows.
    double cellLeft(int cell) {
        return left + cell % columns * columnPitch;
    }

    /// The lower edge of a cell, from the page's.
    double cellBottom(int cell) {
        return height - top - (cell / columns + 1) * cellHeight;
    }

    private static double mm(double millimetres) {
        return millimetres * 72 / 25.4;
    }
}
