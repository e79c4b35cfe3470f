package io.orograph.ui.heatmap;

/**
 * The frame of the visible part of the plane on the screen. β grows upwards, y downwards.
 *
 * @param x left edge in pixels
 * @param y upper edge in pixels
 */
record PlotFrame(double x, double y, double width, double height, Viewport viewport) {

    double xOf(double alpha) {
        return x + (alpha - viewport.alphaFrom()) / viewport.alphaSpan() * width;
    }

    double yOf(double beta) {
        return y + (viewport.betaTo() - beta) / viewport.betaSpan() * height;
    }

    double alphaAt(double pixelX) {
        return viewport.alphaFrom() + (pixelX - x) / width * viewport.alphaSpan();
    }

    double betaAt(double pixelY) {
        return viewport.betaTo() - (pixelY - y) / height * viewport.betaSpan();
    }

    boolean contains(double pixelX, double pixelY) {
        return pixelX >= x && pixelX <= right() && pixelY >= y && pixelY <= bottom();
    }

    double right() {
        return x + width;
    }

    double bottom() {
        return y + height;
    }
}
