package io.firstclaim.cli.fleet;

/// A part of a whole as a bar, to an eighth of a character.
final class Bar {
    private static final String PARTS = " ▏▎▍▌▋▊▉";
    private static final char FULL = '█';
    private static final int EIGHTHS = 8;

    private Bar() {}

    /// A text of exactly that width. Of more than nothing, something can be seen.
    static String of(long part, long whole, int width) {
        long eighths = part == 0 ? 0 : Math.max(1, part * width * EIGHTHS / whole);
        int full = (int) (eighths / EIGHTHS);
        int rest = (int) (eighths % EIGHTHS);
        String bar = String.valueOf(FULL).repeat(full) + (rest == 0 ? "" : PARTS.charAt(rest));
        return bar + " ".repeat(width - bar.length());
    }
}
