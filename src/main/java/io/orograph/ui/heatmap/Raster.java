package io.orograph.ui.heatmap;

import io.orograph.landscape.Axis;

/**
 * The pixels of a heatmap, made at exactly the size at which they are shown. Values, not colours, are interpolated. A
 * cell without a value is a hatched hole of that cell's size, whether pixels are smooth or crisp; beside it the
 * interpolation goes on with the remaining corners' weights alone. A cell that is not evaluated is hatched too, over a
 * faint colour if others say what it may be.
 */
final class Raster {

    /** Distance between hatch lines and their width, in pixels of the layout. */
    private static final double HATCH_PERIOD = 8;

    private static final double HATCH_WIDTH = 1.2;

    /** The opacity of a cell that is not evaluated, whose colour is an estimate from others. */
    private static final double FAINT = 0.4;

    private final ColorField field;
    private final Size size;
    private final Columns columns;
    private final Columns rows;

    private Raster(ColorField field, Viewport viewport, Size size) {
        this.field = field;
        this.size = size;
        var grid = field.landscape().grid();
        this.columns = Columns.of(grid.alpha(), viewport.alphaFrom(), viewport.alphaTo(), size.width);
        this.rows = Columns.of(grid.beta(), viewport.betaTo(), viewport.betaFrom(), size.height);
    }

    /**
     * Returns the pixels as opaque 0xAARRGGBB, row-major from the upper left corner.
     *
     * @param ground colour behind the hatch of a hole
     * @param hatch colour of its lines
     */
    static int[] pixels(ColorField field, Viewport viewport, Size size, boolean smooth, int ground, int hatch) {
        Raster raster = new Raster(field, viewport, size);
        int[] colors = field.colors().table();
        int[] pixels = new int[size.width * size.height];
        for (int y = 0; y < size.height; y++) {
            for (int x = 0; x < size.width; x++) {
                double share = smooth ? raster.smooth(x, y) : raster.nearest(x, y);
                boolean hole = Double.isNaN(share);
                int color = hole ? ground : colors[(int) (share * (colors.length - 1) + 0.5)];
                boolean faint = !hole && !raster.isEvaluated(x, y);
                pixels[y * size.width + x] =
                        hole || faint ? raster.hatched(x, y, faint ? mix(ground, color, FAINT) : ground, hatch) : color;
            }
        }
        return pixels;
    }

    private boolean isEvaluated(int x, int y) {
        return field.landscape().isEvaluated(field.landscape().grid().index(columns.nearest[x], rows.nearest[y]));
    }

    private double nearest(int x, int y) {
        return share(columns.nearest[x], rows.nearest[y]);
    }

    private double smooth(int x, int y) {
        double nearest = nearest(x, y);
        if (Double.isNaN(nearest)) {
            return nearest;
        }
        int ix = columns.below[x];
        int iy = rows.below[y];
        double right = columns.share[x];
        double up = rows.share[y];
        double s00 = share(ix, iy);
        double s10 = share(ix + 1, iy);
        double s01 = share(ix, iy + 1);
        double s11 = share(ix + 1, iy + 1);
        double mean = (s00 * (1 - right) + s10 * right) * (1 - up) + (s01 * (1 - right) + s11 * right) * up;
        if (!Double.isNaN(mean)) {
            return mean;
        }
        double[] shares = {s00, s10, s01, s11};
        double[] weights = {(1 - right) * (1 - up), right * (1 - up), (1 - right) * up, right * up};
        return meanOfFinite(shares, weights);
    }

    /**
     * Returns the weighted mean of the finite shares. The nearest corner is finite and weighs at least a quarter, so
     * there is something to divide by.
     */
    private static double meanOfFinite(double[] shares, double[] weights) {
        double sum = 0;
        double weight = 0;
        for (int i = 0; i < shares.length; i++) {
            if (!Double.isNaN(shares[i])) {
                sum += weights[i] * shares[i];
                weight += weights[i];
            }
        }
        return sum / weight;
    }

    private double share(int ix, int iy) {
        return field.shares()[field.landscape().grid().index(ix, iy)];
    }

    private int hatched(int x, int y, int ground, int hatch) {
        double along = (x + y) / size.scale % HATCH_PERIOD;
        double distance = Math.abs(along - HATCH_PERIOD / 2) / Math.sqrt(2);
        double cover = Math.max(0, Math.min(1, (HATCH_WIDTH / 2 - distance) * size.scale + 0.5));
        return mix(ground, hatch, cover);
    }

    private static int mix(int from, int to, double share) {
        int mixed = 0xff;
        for (int shift = 16; shift >= 0; shift -= 8) {
            int a = from >> shift & 0xff;
            int b = to >> shift & 0xff;
            mixed = mixed << 8 | (int) Math.round(a + (b - a) * share);
        }
        return mixed;
    }

    /**
     * The number of pixels.
     *
     * @param scale pixels of the screen to a pixel of the layout, 1 on a plain screen
     */
    record Size(int width, int height, double scale) {}

    /** The places of the pixels' middles on an axis: the index below, the share of the way to the next, the nearest. */
    private record Columns(int[] below, double[] share, int[] nearest) {

        static Columns of(Axis axis, double first, double last, int count) {
            int[] below = new int[count];
            double[] share = new double[count];
            int[] nearest = new int[count];
            for (int i = 0; i < count; i++) {
                double way = (i + 0.5) / count;
                double value = first * (1 - way) + last * way;
                double position = Math.max(0, Math.min(axis.count() - 1.0, axis.position(value)));
                below[i] = Math.min((int) position, axis.count() - 2);
                share[i] = position - below[i];
                nearest[i] = axis.nearest(value);
            }
            return new Columns(below, share, nearest);
        }
    }
}
