package io.orograph.landscape;

import io.orograph.plane.Extent;
import java.util.stream.DoubleStream;

/**
 * The points of the plane at which the loss is evaluated. Cell (ix, iy) lies at (α, β) = (alpha.value(ix),
 * beta.value(iy)); arrays over the grid are row-major with β over the rows: index iy · nx + ix.
 */
public record Grid(Axis alpha, Axis beta) {

    /** Share of an extent's width that is shown beyond it on each side. */
    private static final double MARGIN = 0.2;

    /** The shorter side of an extent over the longer one, at least: of a sliver nothing would be seen. */
    private static final double LEAST_SHAPE = 0.6;

    /**
     * Returns a grid over a part of a plane, with a margin around it and a cell on the origin.
     *
     * @param part widened about its middle where one side is much shorter than the other
     */
    public static Grid around(Extent part, int nx, int ny) {
        double width = part.alphaTo() - part.alphaFrom();
        double height = part.betaTo() - part.betaFrom();
        double least = LEAST_SHAPE * Math.max(width, height);
        return new Grid(
                axis(part.alphaFrom(), part.alphaTo(), least, nx), axis(part.betaFrom(), part.betaTo(), least, ny));
    }

    private static Axis axis(double from, double to, double least, int count) {
        double more = Math.max(0, least - (to - from)) / 2;
        return Axis.over(from - more, to + more, MARGIN, count);
    }

    /** Makes a grid whose axes both reach from -range to range with the same count. */
    public static Grid square(double range, int count) {
        return new Grid(Axis.symmetric(range, count), Axis.symmetric(range, count));
    }

    public int nx() {
        return alpha.count();
    }

    public int ny() {
        return beta.count();
    }

    public int cells() {
        return Math.multiplyExact(nx(), ny());
    }

    public int index(int ix, int iy) {
        return iy * nx() + ix;
    }

    /** Returns how far the grid goes from α = 0 or β = 0, along the axis that goes farther. */
    public double reach() {
        return DoubleStream.of(alpha.from(), alpha.to(), beta.from(), beta.to())
                .map(Math::abs)
                .max()
                .orElseThrow();
    }

    /** Returns the cell at θ₀, where α = β = 0; -1 if no cell lies there. */
    public int center() {
        int ix = alpha.zero();
        int iy = beta.zero();
        return ix < 0 || iy < 0 ? -1 : index(ix, iy);
    }
}
