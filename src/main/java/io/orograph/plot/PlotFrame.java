package io.orograph.plot;

/**
 * The frame of the visible part of the plane on the page. β grows upwards, y downwards.
 *
 * @param rect inside the axes
 */
public record PlotFrame(Rect rect, Viewport viewport) {

    public double xOf(double alpha) {
        return rect.x() + (alpha - viewport.alphaFrom()) / viewport.alphaSpan() * rect.width();
    }

    public double yOf(double beta) {
        return rect.y() + (viewport.betaTo() - beta) / viewport.betaSpan() * rect.height();
    }

    public double alphaAt(double x) {
        return viewport.alphaFrom() + (x - rect.x()) / rect.width() * viewport.alphaSpan();
    }

    public double betaAt(double y) {
        return viewport.betaTo() - (y - rect.y()) / rect.height() * viewport.betaSpan();
    }

    public boolean contains(double x, double y) {
        return rect.contains(x, y);
    }

    public double x() {
        return rect.x();
    }

    public double y() {
        return rect.y();
    }

    public double width() {
        return rect.width();
    }

    public double height() {
        return rect.height();
    }

    public double right() {
        return rect.right();
    }

    public double bottom() {
        return rect.bottom();
    }
}
