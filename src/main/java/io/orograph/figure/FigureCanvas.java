package io.orograph.figure;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.Shape;
import java.awt.font.GlyphVector;
import java.awt.geom.Area;
import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferInt;
import java.util.ArrayList;
import java.util.List;

/**
 * The page that the parts of a figure draw on: its colours, its fonts, all in proportion to its size, and a record of
 * the text that stands on it.
 */
final class FigureCanvas implements AutoCloseable {

    /** The height in pixels of the smallest text. */
    private static final double SMALLEST_TEXT = 11;

    final int width;
    final int height;
    final FigureTheme theme;
    final Graphics2D graphics;

    /** The size of axis titles in pixels, and the unit of all distances. */
    final double unit;

    /** The largest height of the figure over its width; the rest of a taller page is left free above and below. */
    final double tallest;

    final Font titleFont;
    final Font axisFont;
    final Font tickFont;
    final Font captionFont;

    private final BufferedImage image;
    private final List<Label> labels = new ArrayList<>();

    FigureCanvas(int width, int height, FigureTheme theme, boolean twoPanels) {
        this.width = width;
        this.height = height;
        this.theme = theme;
        this.unit = Math.max(SMALLEST_TEXT + 1, Math.min(width / (twoPanels ? 78.0 : 44.0), height / 37.0));
        this.tallest = twoPanels ? 0.6 : 1.2;
        this.titleFont = font(Font.BOLD, 1.2);
        this.axisFont = font(Font.PLAIN, 1);
        this.tickFont = font(Font.PLAIN, 0.88);
        this.captionFont = font(Font.PLAIN, 0.8);
        this.image = new BufferedImage(width, height, BufferedImage.TYPE_INT_ARGB);
        this.graphics = image.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        graphics.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        graphics.setRenderingHint(RenderingHints.KEY_FRACTIONALMETRICS, RenderingHints.VALUE_FRACTIONALMETRICS_ON);
        graphics.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
        graphics.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BICUBIC);
        graphics.setColor(theme.paper);
        graphics.fillRect(0, 0, width, height);
    }

    private Font font(int style, double units) {
        return new Font(Font.SANS_SERIF, style, 1).deriveFont((float) Math.max(SMALLEST_TEXT, units * unit));
    }

    /** Returns the width of the lines of frames and ticks. */
    double lineWidth() {
        return Math.max(1, unit / 20);
    }

    void stroke(double lineWidth, Color color) {
        graphics.setStroke(new BasicStroke((float) lineWidth, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND));
        graphics.setColor(color);
    }

    void line(double x0, double y0, double x1, double y1) {
        graphics.draw(new Line2D.Double(x0, y0, x1, y1));
    }

    /** Draws a polyline through points x, y, x, y …. */
    void polyline(double[] points) {
        Path2D path = new Path2D.Double();
        path.moveTo(points[0], points[1]);
        for (int i = 2; i < points.length; i += 2) {
            path.lineTo(points[i], points[i + 1]);
        }
        graphics.draw(path);
    }

    void text(Label label, Color color) {
        labels.add(label);
        graphics.setColor(color);
        graphics.fill(outline(label));
    }

    /** Draws text with a rim in another colour, to be read over a picture. */
    void textWithRim(Label label, Color color, Color rim) {
        Shape outline = outline(label);
        graphics.setStroke(new BasicStroke(
                (float) (label.font().getSize2D() * 0.22), BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
        graphics.setColor(rim);
        graphics.draw(outline);
        text(label, color);
    }

    /** Returns the text as a shape: it stays exact at any size and angle. */
    private static Shape outline(Label label) {
        GlyphVector glyphs = label.font().createGlyphVector(Label.CONTEXT, label.text());
        return label.placement().createTransformedShape(glyphs.getOutline());
    }

    /** Returns all text so far. */
    List<Label> labels() {
        return List.copyOf(labels);
    }

    static boolean overlap(Shape one, Shape other) {
        if (!one.getBounds2D().intersects(other.getBounds2D())) {
            return false;
        }
        Area common = new Area(one);
        common.intersect(new Area(other));
        return !common.isEmpty();
    }

    /** Fills a shape with the hatching of cells that have no value. */
    void hatch(Shape shape) {
        Shape clip = graphics.getClip();
        graphics.setColor(theme.wash);
        graphics.fill(shape);
        graphics.clip(shape);
        stroke(Math.max(1, unit / 16), FigureTheme.translucent(theme.muted, 0.8));
        Rectangle2D bounds = shape.getBounds2D();
        double gap = unit * 0.36;
        // Lines x + y = k·gap of the whole page, so that the hatching of neighbouring holes joins.
        double first = Math.ceil((bounds.getMinX() + bounds.getMinY()) / gap) * gap;
        for (double sum = first; sum < bounds.getMaxX() + bounds.getMaxY(); sum += gap) {
            line(sum - bounds.getMinY(), bounds.getMinY(), sum - bounds.getMaxY(), bounds.getMaxY());
        }
        graphics.setClip(clip);
    }

    /** Draws the mark of θ₀: filled where it is seen, hollow where the surface hides it. */
    void marker(double x, double y, boolean seen) {
        double radius = unit * 0.3;
        Shape disc = new java.awt.geom.Ellipse2D.Double(x - radius, y - radius, 2 * radius, 2 * radius);
        stroke(unit * 0.26, Color.WHITE);
        graphics.draw(disc);
        if (seen) {
            graphics.setColor(new Color(0xd1242f));
            graphics.fill(disc);
        }
        stroke(unit * 0.09, seen ? Color.BLACK : new Color(0xd1242f));
        graphics.draw(disc);
    }

    /** Puts a picture with its upper left corner at a place, pixel on pixel. */
    void paste(Picture picture, double x, double y) {
        BufferedImage pasted = new BufferedImage(picture.width(), picture.height(), BufferedImage.TYPE_INT_ARGB);
        pasted.setRGB(0, 0, picture.width(), picture.height(), picture.argb(), 0, picture.width());
        graphics.drawImage(pasted, (int) Math.round(x), (int) Math.round(y), null);
    }

    Picture picture() {
        int[] pixels = ((DataBufferInt) image.getRaster().getDataBuffer()).getData();
        return new Picture(width, height, pixels);
    }

    @Override
    public void close() {
        graphics.dispose();
    }
}
