package io.orograph.figure;

import io.orograph.plot.ColorField;
import io.orograph.plot.FigurePage;
import io.orograph.plot.Label;
import io.orograph.plot.PageSize;
import io.orograph.plot.PatchRaster;
import io.orograph.plot.Patches;
import io.orograph.plot.Path;
import io.orograph.plot.Pen;
import io.orograph.plot.Picture;
import io.orograph.plot.Rect;
import io.orograph.plot.Rgb;
import io.orograph.plot.Stroke;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.Shape;
import java.awt.geom.AffineTransform;
import java.awt.geom.Path2D;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferInt;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/** Draws into a picture. */
public final class AwtPen implements Pen, AutoCloseable {

    private static final double POINTS_PER_INCH = 72;

    private final BufferedImage image;
    private final Graphics2D graphics;
    private final Rect area;
    private final double scale;
    private final Deque<Optional<Shape>> clips = new ArrayDeque<>();

    /**
     * Makes a pen for an empty, transparent picture.
     *
     * @param area of the page that the picture is of
     * @param dpi pixels an inch
     * @throws IllegalArgumentException if no picture can have so many pixels
     */
    AwtPen(Rect area, int dpi) {
        this.area = area;
        this.scale = dpi / POINTS_PER_INCH;
        long width = Math.max(1, Math.round(area.width() * scale));
        long height = Math.max(1, Math.round(area.height() * scale));
        if (width * height > Picture.LARGEST || width > Integer.MAX_VALUE || height > Integer.MAX_VALUE) {
            throw new IllegalArgumentException("a picture cannot have " + width + "×" + height
                    + " pixels; take fewer dots an inch or a smaller figure");
        }
        this.image = new BufferedImage((int) width, (int) height, BufferedImage.TYPE_INT_ARGB);
        this.graphics = image.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        graphics.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
        // Whole pixels, so that the edges of the page are those of the picture.
        graphics.scale(width / area.width(), height / area.height());
        graphics.translate(-area.x(), -area.y());
    }

    /** Draws a page as a picture at its resolution. */
    public static Picture draw(FigurePage page) {
        PageSize size = page.size();
        try (AwtPen pen = new AwtPen(size.area(), page.dpi())) {
            page.draw(pen);
            return pen.picture();
        }
    }

    Picture picture() {
        return new Picture(
                image.getWidth(),
                image.getHeight(),
                ((DataBufferInt) image.getRaster().getDataBuffer()).getData());
    }

    @Override
    public void close() {
        graphics.dispose();
    }

    @Override
    public void save() {
        clips.push(Optional.ofNullable(graphics.getClip()));
    }

    @Override
    public void restore() {
        graphics.setClip(clips.pop().orElse(null));
    }

    @Override
    public void clip(Path path) {
        graphics.clip(shape(path));
    }

    @Override
    public void stroke(Path path, Stroke stroke) {
        graphics.setColor(color(stroke.color()));
        graphics.setStroke(stroke(stroke));
        graphics.draw(shape(path));
    }

    private static BasicStroke stroke(Stroke stroke) {
        int cap = stroke.round() ? BasicStroke.CAP_ROUND : BasicStroke.CAP_BUTT;
        float[] dashes = new float[stroke.dashes().size()];
        for (int i = 0; i < dashes.length; i++) {
            dashes[i] = stroke.dashes().get(i).floatValue();
        }
        return new BasicStroke(
                (float) stroke.width(), cap, BasicStroke.JOIN_ROUND, 10, dashes.length == 0 ? null : dashes, 0);
    }

    @Override
    public void fill(Path path, Rgb color) {
        graphics.setColor(color(color));
        graphics.fill(shape(path));
    }

    @Override
    public void text(Label label, Rgb color, Rgb rim) {
        Shape outline = Fonts.outline(label);
        if (rim != null) {
            graphics.setStroke(new BasicStroke(
                    (float) (RIM * label.style().size()), BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
            graphics.setColor(color(rim));
            graphics.draw(outline);
        }
        graphics.setColor(color(color));
        graphics.fill(outline);
    }

    @Override
    public void image(Picture picture, Rect place) {
        graphics.setRenderingHint(
                RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_NEAREST_NEIGHBOR);
        draw(picture, place);
    }

    /** Draws values with a pixel for each of the picture, where they are not resampled. */
    @Override
    public void field(ColorField field, Rect place) {
        int width = (int) Math.max(1, Math.round(place.width() * scale));
        int height = (int) Math.max(1, Math.round(place.height() * scale));
        graphics.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
        draw(field.picture(width, height), place);
    }

    private static BufferedImage image(Picture picture) {
        BufferedImage drawn = new BufferedImage(picture.width(), picture.height(), BufferedImage.TYPE_INT_ARGB);
        drawn.setRGB(0, 0, picture.width(), picture.height(), picture.argb(), 0, picture.width());
        return drawn;
    }

    private void draw(Picture picture, Rect place) {
        AffineTransform placement = AffineTransform.getTranslateInstance(place.x(), place.y());
        placement.scale(place.width() / picture.width(), place.height() / picture.height());
        graphics.drawImage(image(picture), placement, null);
    }

    /** Draws a surface with the pixels of the picture, where it is not resampled. */
    @Override
    public void patches(Patches patches) {
        Rect around = patches.bounds().inset(-patches.line().width());
        double left = Math.max(0, Math.floor((around.x() - area.x()) * scale));
        double top = Math.max(0, Math.floor((around.y() - area.y()) * scale));
        double right = Math.min(image.getWidth(), Math.ceil((around.right() - area.x()) * scale));
        double bottom = Math.min(image.getHeight(), Math.ceil((around.bottom() - area.y()) * scale));
        if (patches.count() == 0 || left >= right || top >= bottom) {
            return;
        }
        Rect whole = new Rect(
                area.x() + left / scale, area.y() + top / scale, (right - left) / scale, (bottom - top) / scale);
        Picture surface = PatchRaster.picture(patches, whole, scale, Embedded.SMOOTH);
        AffineTransform page = graphics.getTransform();
        graphics.setTransform(AffineTransform.getTranslateInstance(left, top));
        graphics.drawImage(image(surface), 0, 0, null);
        graphics.setTransform(page);
    }

    static Path2D shape(Path path) {
        Path2D shape = new Path2D.Double(Path2D.WIND_NON_ZERO);
        path.visit((step, points, at) -> {
            switch (step) {
                case MOVE -> shape.moveTo(points[at], points[at + 1]);
                case LINE -> shape.lineTo(points[at], points[at + 1]);
                case CURVE ->
                    shape.curveTo(
                            points[at], points[at + 1], points[at + 2], points[at + 3], points[at + 4], points[at + 5]);
                case CLOSE -> shape.closePath();
            }
        });
        return shape;
    }

    private static Color color(Rgb color) {
        return new Color(color.argb(), true);
    }
}
