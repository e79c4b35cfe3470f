package io.orograph.landscape;

/**
 * The points of the plane at which the loss is evaluated. Cell (ix, iy) lies at (α, β) = (alpha.value(ix),
 * beta.value(iy)); arrays over the grid are row-major with β over the rows: index iy · nx + ix.
 */
public record Grid(Axis alpha, Axis beta) {

    /** Both axes from -range to range with the same count. */
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

    /** The cell at θ₀, where α = β = 0; -1 if no cell lies there. */
    public int center() {
        int ix = alpha.zero();
        int iy = beta.zero();
        return ix < 0 || iy < 0 ? -1 : index(ix, iy);
    }
}
