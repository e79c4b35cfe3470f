package io.orograph.plot;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.fontbox.ttf.CmapLookup;
import org.apache.fontbox.ttf.TTFParser;
import org.apache.fontbox.ttf.TrueTypeFont;

/**
 * A font: one that ships with the program, or a file of the machine. Text is measured by the font file itself and not by a device,
 * so that a layout is the same in the window and in every file. Each is its own; two are not equal.
 */
public final class FontFace {

    /** The name of the family that is used where nothing else is said. */
    public static final String FAMILY = "DejaVu Sans";

    public static final FontFace REGULAR = shipped(FAMILY, false, "DejaVuSans");
    public static final FontFace BOLD = shipped(FAMILY, true, "DejaVuSans-Bold");

    /** A character that the font does not have is about as wide as it is high: most are ideographs. */
    private static final double MISSING = 1;

    private final String family;
    private final boolean bold;
    private final Source source;
    private final Map<Integer, Double> advances = new ConcurrentHashMap<>();
    private volatile Metrics metrics;

    /** Opens the TrueType file. */
    @FunctionalInterface
    private interface Source {
        InputStream open() throws IOException;
    }

    private FontFace(String family, boolean bold, Source source) {
        this.family = family;
        this.bold = bold;
        this.source = source;
    }

    /** Returns a font of the program. */
    static FontFace shipped(String family, boolean bold, String name) {
        String resource = "/fonts/" + name + ".ttf";
        return new FontFace(family, bold, () -> {
            InputStream stream = FontFace.class.getResourceAsStream(resource);
            if (stream == null) {
                throw new IllegalStateException(resource + " is missing from the program");
            }
            return stream;
        });
    }

    /** Returns a font of the machine. */
    static FontFace of(String family, boolean bold, Path file) {
        return new FontFace(family, bold, () -> Files.newInputStream(file));
    }

    /** Opens the TrueType file. */
    public InputStream open() throws IOException {
        return source.open();
    }

    /** Returns the name of the family. */
    public String family() {
        return family;
    }

    public boolean isBold() {
        return bold;
    }

    /** Returns the width of a text over the font's size: the sum of the advances, without kerning. */
    public double width(String text) {
        return text.codePoints().mapToDouble(this::advance).sum();
    }

    private double advance(int codePoint) {
        return advances.computeIfAbsent(codePoint, metrics()::advance);
    }

    /** Tells whether the font has every character of a text. */
    public boolean has(String text) {
        return text.codePoints().allMatch(metrics()::has);
    }

    /** Returns what is read of the file when it is first asked for. */
    private Metrics metrics() {
        Metrics known = metrics;
        if (known == null) {
            try (InputStream stream = open()) {
                TrueTypeFont font = new TTFParser().parse(stream);
                known = new Metrics(font, font.getUnicodeCmapLookup(), font.getUnitsPerEm());
            } catch (IOException e) {
                throw new UncheckedIOException("the font " + family + " cannot be read", e);
            }
            metrics = known;
        }
        return known;
    }

    /** A parsed font file. */
    private record Metrics(TrueTypeFont font, CmapLookup glyphs, int unitsPerEm) {

        boolean has(int codePoint) {
            return glyphs.getGlyphId(codePoint) != 0;
        }

        double advance(int codePoint) {
            int glyph = glyphs.getGlyphId(codePoint);
            try {
                return glyph == 0 ? MISSING : (double) font.getAdvanceWidth(glyph) / unitsPerEm;
            } catch (IOException e) {
                throw new UncheckedIOException("the font cannot be read", e);
            }
        }
    }
}
