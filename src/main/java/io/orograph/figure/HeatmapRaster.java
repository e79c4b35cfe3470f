package io.orograph.figure;

/**
 * A grid of shares as pixels: bilinear between grid points, which span the image from edge to edge, β upwards. Around
 * a hole, the pixels nearest to it are transparent and those nearest to a finite point take its colour.
 */
public final class HeatmapRaster {

    private HeatmapRaster() {}

    /**
     * Returns the image of a whole grid.
     *
     * @param shares 0 to 1 or NaN, row-major, rows from the lowest β up
     * @return width·height colours as 0xAARRGGBB, rows from the top
     * @throws IllegalArgumentException if there are not nx·ny shares
     */
    public static int[] draw(double[] shares, int nx, int ny, int width, int height, ColorMap colors) {
        return draw(shares, nx, ny, 0, 0, nx - 1, ny - 1, width, height, colors);
    }

    /**
     * Returns the image of a part of a grid, for zooming: from (fromX, fromY) to (toX, toY) in units of the grid's
     * indices; what lies outside the grid is transparent.
     */
    public static int[] draw(
            double[] shares,
            int nx,
            int ny,
            double fromX,
            double fromY,
            double toX,
            double toY,
            int width,
            int height,
            ColorMap colors) {
        if (shares.length != nx * ny) {
            throw new IllegalArgumentException(shares.length + " shares for a grid of " + nx + "×" + ny);
        }
        int[] pixels = new int[width * height];
        int[] table = colors.table();
        for (int row = 0; row < height; row++) {
            double gy = toY + (fromY - toY) * (row + 0.5) / height;
            for (int column = 0; column < width; column++) {
                double gx = fromX + (toX - fromX) * (column + 0.5) / width;
                double share = share(shares, nx, ny, gx, gy);
                pixels[row * width + column] = Double.isNaN(share) ? 0 : table[(int) (share * 255 + 0.5)];
            }
        }
        return pixels;
    }

    /** Returns the share at a place in units of the grid's indices; NaN outside the grid and nearest to a hole. */
    static double share(double[] shares, int nx, int ny, double gx, double gy) {
        if (!(gx >= 0 && gy >= 0 && gx <= nx - 1 && gy <= ny - 1)) {
            return Double.NaN;
        }
        int ix = Math.min((int) gx, nx - 2);
        int iy = Math.min((int) gy, ny - 2);
        double s = gx - ix;
        double t = gy - iy;
        int cell = iy * nx + ix;
        double share = (shares[cell] * (1 - s) + shares[cell + 1] * s) * (1 - t)
                + (shares[cell + nx] * (1 - s) + shares[cell + nx + 1] * s) * t;
        return Double.isNaN(share) ? shares[cell + (s < 0.5 ? 0 : 1) + (t < 0.5 ? 0 : nx)] : share;
    }
}
