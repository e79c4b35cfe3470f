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
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The fonts of figures, for AWT. */
final class Fonts {

    /** Text as it is measured everywhere: smooth, without rounding to pixels. */
    private static final FontRenderContext CONTEXT = new FontRenderContext(null, true, true);

    private static final Map<FontFace, Font> KNOWN = new ConcurrentHashMap<>();

    private Fonts() {}

    private static Font read(FontFace face) {
        try (InputStream stream = face.open()) {
            return Font.createFont(Font.TRUETYPE_FONT, stream);
        } catch (IOException e) {
            throw new UncheckedIOException("the font " + face.family() + " cannot be read", e);
        } catch (FontFormatException e) {
            throw new IllegalStateException("the font " + face.family() + " is damaged", e);
        }
    }

    /**
     * Returns a text as a shape on the page: it stays exact at any size and angle. Where the font lacks a
     * character, the machine's own sans serif stands in for the whole text.
     */
    static Shape outline(Label label) {
        FontFace face = label.style().face();
        String text = label.text();
        Font own = KNOWN.computeIfAbsent(face, Fonts::read);
        int bold = face.isBold() ? Font.BOLD : Font.PLAIN;
        Font font = face.has(text) ? own : new Font(Font.SANS_SERIF, bold, 1);
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
