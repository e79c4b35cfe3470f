package io.orograph.plot;

import io.orograph.landscape.Axis;
import io.orograph.landscape.Grid;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Objects;

/**
 * Values over the visible part of a grid as colours. Values, not colours, are interpolated. A cell without a value is a hole
 * of that cell's size; beside it the interpolation goes on with the remaining corners' weights alone. A cell that is not
 * evaluated, but about which others say what it may be, has a faint colour. The arrays are not copied and not written to.
 */
public final class ColorField {

    /** A device of lines and areas draws no more patches than this, and beyond it a picture. */
    public static final int MOST_PATCHES = 20_000;

    /** The finest division of a grid's square. */
    private static final int FINEST = 8;

    /** The opacity of a cell that is not evaluated, whose colour is an estimate from others. */
    public static final double FAINT = 0.4;

    private final Grid grid;
    private final double[] shares;
    private final BitSet faint;
    private final Viewport seen;
    private final Look look;

    /**
     * The way that values are shown.
     *
     * @param smooth whether colours go over from point to point, or each cell has one
     * @param ground that faint colours are mixed with
     */
    public record Look(ColorMap colors, boolean smooth, Rgb ground) {}

    /**
     * Makes a field.
     *
     * @param shares a value 0 to 1 for each cell of the grid, NaN for a hole; rows from the lowest β up
     * @param faint the cells that are not evaluated
     * @param seen the visible part; what lies outside of the grid is empty
     * @throws IllegalArgumentException if there is not one share a cell
     */
    public ColorField(Grid grid, double[] shares, BitSet faint, Viewport seen, Look look) {
        if (shares.length != grid.cells()) {
            throw new IllegalArgumentException(shares.length + " shares for a grid of " + grid.nx() + "×" + grid.ny());
        }
        this.grid = grid;
        this.shares = shares;
        this.faint = faint;
        this.seen = seen;
        this.look = look;
    }

    /** Returns the colours as a picture, transparent where there is none. */
    public Picture picture(int width, int height) {
        int[] pixels = new int[width * height];
        double[] across = positions(grid.alpha(), seen.alphaFrom(), seen.alphaTo(), width);
        double[] up = positions(grid.beta(), seen.betaTo(), seen.betaFrom(), height);
        int[] table = look.colors().table();
        for (int row = 0; row < height; row++) {
            for (int column = 0; column < width; column++) {
                pixels[row * width + column] = argb(across[column], up[row], table);
            }
        }
        return new Picture(width, height, pixels);
    }

    /** Returns where the middles of pixels lie between two values of an axis, in steps of the grid. */
    private static double[] positions(Axis axis, double from, double to, int count) {
        double[] middles = new double[count];
        Arrays.setAll(middles, i -> axis.position(from + (to - from) * (i + 0.5) / count));
        return middles;
    }

    /** Tells whether it may be drawn as areas. */
    public boolean isOfPatches() {
        return (grid.nx() - 1L) * (grid.ny() - 1) <= MOST_PATCHES;
    }

    /** Draws a rectangle of one colour. */
    @FunctionalInterface
    public interface Filling {
        void fill(Rect rect, Rgb color);
    }

    /**
     * Draws the field as rectangles, row by row from the lower left: neighbours of one colour as one, and each a little
     * longer to the right and upwards, where the next one lies over it, so that no seam is seen between them.
     */
    public void fill(Rect place, Filling filling) {
        int squares = Math.max(1, (grid.nx() - 1) * (grid.ny() - 1));
        int fineness =
                look.smooth() ? (int) Math.max(1, Math.min(FINEST, Math.sqrt(MOST_PATCHES / (double) squares))) : 1;
        double shownX = seen.alphaSpan() / grid.alpha().step();
        double shownY = seen.betaSpan() / grid.beta().step();
        int columns = (int) Math.max(1, Math.round(shownX * fineness));
        int rows = (int) Math.max(1, Math.round(shownY * fineness));
        Picture cells = picture(columns, rows);
        double stepX = place.width() / columns;
        double stepY = place.height() / rows;
        for (int row = rows - 1; row >= 0; row--) {
            int begin = 0;
            for (int column = 1; column <= columns; column++) {
                int argb = cells.argb()[row * columns + begin];
                if (column < columns && argb == cells.argb()[row * columns + column]) {
                    continue;
                }
                if (argb != 0) {
                    double x = place.x() + begin * stepX;
                    double y = place.y() + row * stepY;
                    Rect rect = new Rect(x, y - stepY / 2, (column - begin + 0.5) * stepX, 1.5 * stepY);
                    filling.fill(rect.common(place), new Rgb(argb));
                }
                begin = column;
            }
        }
    }

    private int argb(double gx, double gy, int[] table) {
        double share = share(gx, gy);
        if (Double.isNaN(share)) {
            return 0;
        }
        int argb = table[(int) (share * (table.length - 1) + 0.5)];
        boolean isEvaluated = !faint.get(nearest(gx, gy));
        return isEvaluated ? argb : look.ground().mixed(new Rgb(argb), FAINT).argb();
    }

    private int nearest(double gx, double gy) {
        return grid.index((int) Math.round(gx), (int) Math.round(gy));
    }

    /** Returns the value drawn at a place; NaN outside of the grid and in a hole. */
    public double shareAt(double alpha, double beta) {
        return share(grid.alpha().position(alpha), grid.beta().position(beta));
    }

    private double share(double gx, double gy) {
        if (!(gx >= 0 && gy >= 0 && gx <= grid.nx() - 1 && gy <= grid.ny() - 1)) {
            return Double.NaN;
        }
        double nearest = shares[nearest(gx, gy)];
        return Double.isNaN(nearest) || !look.smooth() ? nearest : smooth(gx, gy);
    }

    private double smooth(double gx, double gy) {
        int ix = Math.min((int) gx, grid.nx() - 2);
        int iy = Math.min((int) gy, grid.ny() - 2);
        double right = gx - ix;
        double up = gy - iy;
        int cell = grid.index(ix, iy);
        double[] corners = {shares[cell], shares[cell + 1], shares[cell + grid.nx()], shares[cell + grid.nx() + 1]};
        double[] weights = {(1 - right) * (1 - up), right * (1 - up), (1 - right) * up, right * up};
        double sum = 0;
        double weight = 0;
        // The nearest corner has a value and weighs at least a quarter, so there is something to divide by.
        for (int i = 0; i < corners.length; i++) {
            if (!Double.isNaN(corners[i])) {
                sum += weights[i] * corners[i];
                weight += weights[i];
            }
        }
        return Math.max(0, Math.min(1, sum / weight));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ColorField field
                && grid.equals(field.grid)
                && seen.equals(field.seen)
                && look.equals(field.look)
                && faint.equals(field.faint)
                && Arrays.equals(shares, field.shares);
    }

    @Override
    public int hashCode() {
        return Objects.hash(grid, seen, look, Arrays.hashCode(shares));
    }
}
