package io.orograph.figure;

import io.orograph.plot.FontFace;
import io.orograph.plot.Label;
import java.awt.Font;
import java.awt.FontFormatException;
import java.awt.Shape;
import java.awt.font.FontRenderContext;
import java.awt.geom.AffineTransform;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.EnumMap;
import java.util.Map;

/** The fonts that ship, for AWT. */
final class Fonts {

    /** Text as it is measured everywhere: smooth, without rounding to pixels. */
    private static final FontRenderContext CONTEXT = new FontRenderContext(null, true, true);

    private static final Map<FontFace, Font> SHIPPED = new EnumMap<>(FontFace.class);

    static {
        for (FontFace face : FontFace.values()) {
            SHIPPED.put(face, read(face));
        }
    }

    private Fonts() {}

    private static Font read(FontFace face) {
        try (InputStream stream = face.open()) {
            return Font.createFont(Font.TRUETYPE_FONT, stream);
        } catch (IOException e) {
            throw new UncheckedIOException("a font cannot be read from the program", e);
        } catch (FontFormatException e) {
            throw new IllegalStateException("a font of the program is damaged", e);
        }
    }

    /**
     * Returns a text as a shape on the page: it stays exact at any size and angle. Where the font that ships lacks a
     * character, the machine's own sans serif stands in for the whole text.
     */
    static Shape outline(Label label) {
        FontFace face = label.style().face();
        String text = label.text();
        Font shipped = SHIPPED.get(face);
        int bold = face == FontFace.BOLD ? Font.BOLD : Font.PLAIN;
        Font font = face.has(text) ? shipped : new Font(Font.SANS_SERIF, bold, 1);
        font = font.deriveFont((float) label.style().size());
        double natural = font.getStringBounds(text, CONTEXT).getWidth();
        AffineTransform placement = AffineTransform.getTranslateInstance(label.start()[0], label.start()[1]);
        placement.rotate(label.angle());
        if (natural > 0) {
            placement.scale(label.width() / natural, 1);
        }
        return placement.createTransformedShape(
                font.createGlyphVector(CONTEXT, text).getOutline());
    }
}
