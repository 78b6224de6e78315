package io.firstclaim.factory.label;

import java.util.ArrayList;
import java.util.List;

/// Cuts texts to lines of a width, which is given for a font size of 1.
final class Wrapping {
    private static final String ELLIPSIS = "…";

    private Wrapping() {}

    /// The text in lines: cut after a space or a mark when one comes in a line's second half, else between any two
    /// characters. Put together they are the text again.
    static List<String> wrap(String text, LabelFont font, double width) {
        List<String> lines = new ArrayList<>();
        int start = 0;
        while (start < text.length()) {
            int end = fitting(text, start, font, width);
            if (end < text.length()) {
                end = niceEnd(text, start, end);
            }
            lines.add(text.substring(start, end));
            start = end;
        }
        return lines;
    }

    /// The text, or as much of its beginning as fits with an ellipsis after it.
    static String shorten(String text, LabelFont font, double width) {
        if (fitting(text, 0, font, width) == text.length()) {
            return text;
        }
        return text.substring(0, fitting(text, 0, font, width - font.width(ELLIPSIS))).stripTrailing() + ELLIPSIS;
    }

    /// Where the longest part that fits ends; at least one character does.
    private static int fitting(String text, int start, LabelFont font, double width) {
        int end = start;
        double used = 0;
        while (end < text.length()) {
            int character = text.codePointAt(end);
            used += font.width(font.shown(Character.toString(character)));
            if (used > width && end > start) {
                break;
            }
            end += Character.charCount(character);
        }
        return end;
    }

    private static int niceEnd(String text, int start, int end) {
        for (int cut = end; cut > start + (end - start) / 2; cut--) {
            if (" -_.,;/".indexOf(text.charAt(cut - 1)) >= 0) {
                return cut;
            }
        }
        return end;
    }
}
