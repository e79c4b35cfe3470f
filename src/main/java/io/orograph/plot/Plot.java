package io.orograph.plot;

/** Something that can be drawn in any area, at any size of text, on any device. */
public interface Plot {

    /** Draws it inside an area. */
    void draw(Pen pen, Rect area, PlotStyle style);

    /** Returns the height that suits a width. */
    double height(double width, PlotStyle style);

    /** Returns what it shows, in a line; what a file of it is named after, too. */
    String title();

    /** Returns what a reader must know of where it comes from and how it is drawn; empty for nothing. */
    String caption();
}
