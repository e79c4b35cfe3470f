package io.orograph.plot;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.fontbox.ttf.CmapLookup;
import org.apache.fontbox.ttf.TTFParser;
import org.apache.fontbox.ttf.TrueTypeFont;

/**
 * The fonts that ship with the program. Text is measured by the font file itself and not by a device, so that a layout is
 * the same in the window and in every file.
 */
public enum FontFace {
    REGULAR("DejaVuSans"),
    BOLD("DejaVuSans-Bold");

    /** The name of the family. */
    public static final String FAMILY = "DejaVu Sans";

    /** A character that the font does not have is about as wide as it is high: most are ideographs. */
    private static final double MISSING = 1;

    private final String resource;
    private final Map<Integer, Double> advances = new ConcurrentHashMap<>();

    FontFace(String name) {
        this.resource = "/fonts/" + name + ".ttf";
    }

    /** Opens the TrueType file. */
    public InputStream open() {
        InputStream stream = FontFace.class.getResourceAsStream(resource);
        if (stream == null) {
            throw new IllegalStateException(resource + " is missing from the program");
        }
        return stream;
    }

    /** Returns the width of a text over the font's size: the sum of the advances, without kerning. */
    public double width(String text) {
        return text.codePoints().mapToDouble(this::advance).sum();
    }

    private double advance(int codePoint) {
        return advances.computeIfAbsent(codePoint, Metrics.of(this)::advance);
    }

    /** Tells whether the font has every character of a text. */
    public boolean has(String text) {
        return text.codePoints().allMatch(Metrics.of(this)::has);
    }

    /** The parsed font files, read when they are first asked for. */
    private record Metrics(TrueTypeFont font, CmapLookup glyphs, int unitsPerEm) {

        private static final Map<FontFace, Metrics> ALL = Map.of(REGULAR, parsed(REGULAR), BOLD, parsed(BOLD));

        static Metrics of(FontFace face) {
            return ALL.get(face);
        }

        private static Metrics parsed(FontFace face) {
            try (InputStream stream = face.open()) {
                TrueTypeFont font = new TTFParser().parse(stream);
                return new Metrics(font, font.getUnicodeCmapLookup(), font.getUnitsPerEm());
            } catch (IOException e) {
                throw new UncheckedIOException(face.resource + " cannot be read from the program", e);
            }
        }

        boolean has(int codePoint) {
            return glyphs.getGlyphId(codePoint) != 0;
        }

        double advance(int codePoint) {
            int glyph = glyphs.getGlyphId(codePoint);
            try {
                return glyph == 0 ? MISSING : (double) font.getAdvanceWidth(glyph) / unitsPerEm;
            } catch (IOException e) {
                throw new UncheckedIOException("the font cannot be read from the program", e);
            }
        }
    }
}
