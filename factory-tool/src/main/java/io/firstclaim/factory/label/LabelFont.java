package io.firstclaim.factory.label;

import io.firstclaim.factory.FactoryException;
import java.awt.geom.AffineTransform;
import java.awt.geom.Path2D;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.fontbox.ttf.CmapLookup;
import org.apache.fontbox.ttf.GlyphData;
import org.apache.fontbox.ttf.TTFParser;
import org.apache.fontbox.ttf.TrueTypeFont;
import org.apache.pdfbox.io.RandomAccessRead;
import org.apache.pdfbox.io.RandomAccessReadBuffer;
import org.apache.pdfbox.io.RandomAccessReadBufferedFile;
import org.apache.pdfbox.pdmodel.PDDocument;

/// The font of labels and sheets, the same on every machine whatever is installed there. The standard one, Liberation
/// Sans, has Latin, Greek, Cyrillic and Hebrew letters; a factory whose names need others gives a TrueType file.
/// What a font lacks is shown as a box. May be used by several threads.
public final class LabelFont {
    private static final String STANDARD = "/org/apache/pdfbox/resources/ttf/LiberationSans-Regular.ttf";
    /// What stands for a character that can't be shown.
    private static final int BOX = 0x25A1;

    private final TrueTypeFont font;
    private final CmapLookup glyphs;
    private final double unitsPerEm;
    private final Map<Integer, Path2D> outlines = new ConcurrentHashMap<>();

    private LabelFont(TrueTypeFont font) throws IOException {
        font.setEnableGsub(false);
        this.font = font;
        this.glyphs = font.getUnicodeCmapLookup();
        this.unitsPerEm = font.getUnitsPerEm();
    }

    /// Liberation Sans.
    public static LabelFont standard() {
        try (InputStream file = Objects.requireNonNull(PDDocument.class.getResourceAsStream(STANDARD))) {
            return new LabelFont(new TTFParser().parse(new RandomAccessReadBuffer(file)));
        } catch (IOException e) {
            throw new IllegalStateException("PDFBox brings " + STANDARD, e);
        }
    }

    /// Reads a TrueType font (`.ttf` with TrueType outlines).
    ///
    /// @throws FactoryException when it is none, or has no box, digits or Latin letters
    public static LabelFont read(Path file) {
        try {
            RandomAccessRead content = new RandomAccessReadBufferedFile(file);
            LabelFont font = new LabelFont(new TTFParser().parse(content));
            if (!font.coversAll("ABCDEF0123456789:-")) {
                throw new FactoryException(file + " lacks digits or Latin letters; expected a font that has both");
            }
            font.outline('A');
            return font;
        } catch (IOException | RuntimeException e) {
            throw e instanceof FactoryException refused
                    ? refused
                    : new FactoryException(file + " is no TrueType font (.ttf): " + e.getMessage(), e);
        }
    }

    /// Whether everything in the text can be shown.
    public boolean coversAll(String text) {
        return text.codePoints().allMatch(this::covers);
    }

    /// The text with every character that can't be shown, or must not be, replaced.
    String shown(String text) {
        StringBuilder shown = new StringBuilder();
        text.codePoints().map(c -> covers(c) ? c : substitute()).forEach(shown::appendCodePoint);
        return shown.toString();
    }

    /// How wide the text is in a size of 1.
    double width(String text) {
        return text.codePoints().mapToDouble(c -> advance(glyphs.getGlyphId(c))).sum();
    }

    /// The outlines of the text, its baseline beginning at `x`, `y`, with y growing downwards.
    Path2D outlines(String text, double size, double left, double y) {
        Path2D line = new Path2D.Double(Path2D.WIND_NON_ZERO);
        double x = left;
        for (int character : text.codePoints().toArray()) {
            AffineTransform place = AffineTransform.getTranslateInstance(x, y);
            place.scale(size / unitsPerEm, -size / unitsPerEm);
            line.append(outline(character).getPathIterator(place), false);
            x += advance(glyphs.getGlyphId(character)) * size;
        }
        return line;
    }

    /// For embedding in a PDF.
    TrueTypeFont trueType() {
        return font;
    }

    private boolean covers(int character) {
        return LabelText.isShowable(character) && glyphs.getGlyphId(character) != 0;
    }

    private int substitute() {
        return glyphs.getGlyphId(BOX) != 0 ? BOX : '?';
    }

    private double advance(int glyph) {
        try {
            return font.getAdvanceWidth(glyph) / unitsPerEm;
        } catch (IOException e) {
            throw new IllegalStateException("the font's metrics can't be read", e);
        }
    }

    private Path2D outline(int character) {
        return outlines.computeIfAbsent(glyphs.getGlyphId(character), glyph -> {
            try {
                GlyphData data = font.getGlyph().getGlyph(glyph);
                return data == null ? new Path2D.Double() : data.getPath();
            } catch (IOException e) {
                throw new IllegalStateException("the font's outlines can't be read", e);
            }
        });
    }
}
