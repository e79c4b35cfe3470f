package io.orograph.plot;

/**
 * What plots draw with: the window, a picture, an SVG and a PDF file each have one. A unit is a point (1/72 inch) in a file
 * and a pixel of an ordinary screen in the window; x goes right and y down from the upper left corner.
 */
public interface Pen {

    /** How wide the line is that makes the rim of a text, over the size of the text. */
    double RIM = 0.25;

    /** Keeps the clip, to be taken back by {@link #restore}. */
    void save();

    void restore();

    /** Has what is drawn from here on be seen inside a path only, and inside what was clipped to before. */
    void clip(Path path);

    /** Draws a line along a path. */
    void stroke(Path path, Stroke stroke);

    /** Fills a path; where it runs over itself, by the rule of non-zero winding. */
    void fill(Path path, Rgb color);

    /**
     * Draws a text.
     *
     * @param rim around the letters, to be read over a picture; null for none
     */
    void text(Label label, Rgb color, Rgb rim);

    /** Draws a picture, stretched to a place, each pixel a rectangle: nothing is smoothed. */
    void image(Picture picture, Rect place);

    /** Draws values as colours. */
    void field(ColorField field, Rect place);

    /** Draws many polygons one after the other, which together are one surface. */
    void patches(Patches patches);

    default void text(Label label, Rgb color) {
        text(label, color, null);
    }

    default void line(double fromX, double fromY, double toX, double toY, Stroke stroke) {
        stroke(Path.line(fromX, fromY, toX, toY), stroke);
    }

    default void fill(Rect rect, Rgb color) {
        fill(rect.path(), color);
    }

    default void frame(Rect rect, Stroke stroke) {
        stroke(rect.path(), stroke);
    }

    /** Draws inside a path only. */
    default void clipped(Path path, Runnable drawing) {
        save();
        clip(path);
        drawing.run();
        restore();
    }
}
