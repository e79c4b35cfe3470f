package io.orograph.figure;

import io.orograph.landscape.Landscape;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;

/**
 * A figure around a picture that was made elsewhere, the window's 3-D view: title, colour bar and caption as in {@link
 * LandscapeFigure}. Ask for {@link #viewWidth} and {@link #viewHeight}, render the view at that size, then {@link
 * #compose}.
 */
public final class FigureFrame {

    private final Landscape landscape;
    private final FigureOptions options;
    private final Rectangle2D room;

    /**
     * @param options of which the size, the colours, dark, the title and the scale count
     */
    public FigureFrame(Landscape landscape, FigureOptions options) {
        this.landscape = landscape;
        this.options = options;
        try (FigureCanvas canvas = canvas()) {
            this.room = layOut(canvas, false);
        }
    }

    /** The width in pixels at which the view is shown as it is. */
    public int viewWidth() {
        return (int) room.getWidth();
    }

    /** The height in pixels at which the view is shown as it is. */
    public int viewHeight() {
        return (int) room.getHeight();
    }

    /** The figure with the view in its place; a view of another size is scaled to fit, its shape kept. */
    public Picture compose(Picture view) {
        try (FigureCanvas canvas = composed(view)) {
            return canvas.picture();
        }
    }

    FigureCanvas composed(Picture view) {
        FigureCanvas canvas = canvas();
        layOut(canvas, true);
        BufferedImage image = new BufferedImage(view.width(), view.height(), BufferedImage.TYPE_INT_ARGB);
        image.setRGB(0, 0, view.width(), view.height(), view.argb(), 0, view.width());
        double scale = Math.min(room.getWidth() / view.width(), room.getHeight() / view.height());
        int width = (int) Math.round(scale * view.width());
        int height = (int) Math.round(scale * view.height());
        int left = (int) (room.getX() + (room.getWidth() - width) / 2);
        int top = (int) (room.getY() + (room.getHeight() - height) / 2);
        canvas.graphics.drawImage(image, left, top, width, height, null);
        return canvas;
    }

    private FigureCanvas canvas() {
        return new FigureCanvas(options.width(), options.height(), FigureTheme.of(options.dark()), false);
    }

    /** The room for the view, on whole pixels. */
    private Rectangle2D layOut(FigureCanvas canvas, boolean draw) {
        FigureData data = new FigureData(landscape, options.scale());
        Rectangle2D content = FigureSheet.draw(
                canvas, data.title(options.title()), landscape.provenance().caption());
        double barHeight = 0.62 * content.getHeight();
        ColorBar bar = new ColorBar(canvas, data, options.colors(), barHeight);
        if (draw) {
            bar.draw(content.getMaxX() - bar.width(), content.getCenterY() - barHeight / 2, barHeight);
        }
        double right = content.getMaxX() - bar.width() - 2 * canvas.unit;
        double left = Math.ceil(content.getX());
        double top = Math.ceil(content.getY());
        return new Rectangle2D.Double(
                left, top, Math.floor(right - left), Math.floor(content.getMaxY() - top));
    }
}
