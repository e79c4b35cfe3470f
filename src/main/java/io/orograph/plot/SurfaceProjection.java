package io.orograph.plot;

/**
 * A height field as coloured quadrilaterals on the page, in painter's order: drawn one after the other, nearer ones
 * cover those behind. Plain arrays without a toolkit's types, for the figures and for a canvas where there is no 3-D.
 *
 * <p>The order is exact: a square can hide another only if it lies between that and the camera, so it is no farther
 * from the camera along either axis; rows and, within them, columns are taken by falling distance.
 */
public final class SurfaceProjection {

    /**
     * The bit of {@link #lines} that says that the side from corner 0 to 1, and so on round the quadrilateral, lies on
     * a drawn mesh line.
     */
    public static final int FIRST_SIDE = 1;

    private static final double AMBIENT = 0.60;
    private static final double DIFFUSE = 0.46;

    /** The underside is darker, so that inside and outside of a valley are told apart. */
    private static final double UNDERSIDE = 0.82;

    private final BoxProjection box;
    private final HeightField field;
    private final ColorMap colors;
    private final int fineness;
    private final int meshStride;
    private final double[] light;

    private int count;
    private final double[] x;
    private final double[] y;
    private final int[] argb;
    private final byte[] lines;

    /**
     * Projects a surface onto the page.
     *
     * @param field the heights; squares with a corner that is NaN are left out
     * @param colors by height: share 0 is the bottom of the field
     * @param fineness how many quadrilaterals a side of a grid square is divided into, for smooth shading; at least 1
     * @param meshStride every how many grid lines one is marked to be drawn; 0 for none
     */
    public SurfaceProjection(BoxProjection box, HeightField field, ColorMap colors, int fineness, int meshStride) {
        this.box = box;
        this.field = field;
        this.colors = colors;
        this.fineness = fineness;
        this.meshStride = meshStride;
        this.light = light(box);
        int most = Math.multiplyExact(field.finiteSquares(), fineness * fineness);
        this.x = new double[Math.multiplyExact(4, most)];
        this.y = new double[4 * most];
        this.argb = new int[most];
        this.lines = new byte[most];
        int[] rows = byFallingDistance(field.ny() - 1, box.cameraV());
        int[] columns = byFallingDistance(field.nx() - 1, box.cameraU());
        for (int row : rows) {
            for (int column : columns) {
                if (field.isSquare(column, row)) {
                    divide(column, row);
                }
            }
        }
    }

    /** Returns how many quadrilaterals there are. */
    public int count() {
        return count;
    }

    /** Returns the corners' page x, four for each quadrilateral, in a ring. */
    public double[] x() {
        return x;
    }

    /** Returns the corners' page y. */
    public double[] y() {
        return y;
    }

    /** Returns one lit colour, 0xAARRGGBB, for each quadrilateral. */
    public int[] argb() {
        return argb;
    }

    /** Returns one set of bits for each quadrilateral: bit k is set if its side from corner k on is a mesh line. */
    public byte[] lines() {
        return lines;
    }

    /** Returns the squares between 0 and 1 along an axis, the one farthest from the camera's place on it first. */
    private static int[] byFallingDistance(int squares, double camera) {
        int[] order = new int[squares];
        int low = 0;
        int high = squares - 1;
        for (int i = 0; i < squares; i++) {
            double fromLow = Math.abs((low + 0.5) / squares - camera);
            double fromHigh = Math.abs((high + 0.5) / squares - camera);
            order[i] = fromLow >= fromHigh ? low++ : high--;
        }
        return order;
    }

    private void divide(int column, int row) {
        int[] rows = byFallingDistance(fineness, box.cameraV() * (field.ny() - 1) - row);
        int[] columns = byFallingDistance(fineness, box.cameraU() * (field.nx() - 1) - column);
        for (int subRow : rows) {
            for (int subColumn : columns) {
                quadrilateral(column, row, subColumn, subRow);
            }
        }
    }

    private void quadrilateral(int column, int row, int subColumn, int subRow) {
        double s0 = (double) subColumn / fineness;
        double s1 = (subColumn + 1.0) / fineness;
        double t0 = (double) subRow / fineness;
        double t1 = (subRow + 1.0) / fineness;
        corner(0, column, row, s0, t0);
        corner(1, column, row, s1, t0);
        corner(2, column, row, s1, t1);
        corner(3, column, row, s0, t1);
        double s = (s0 + s1) / 2;
        double t = (t0 + t1) / 2;
        argb[count] = lit(colors.argb(field.share(column, row, s, t)), shade(column, row, s, t));
        int sides = 0;
        if (meshStride > 0) {
            sides |= subRow == 0 && onMesh(row, field.ny()) ? FIRST_SIDE : 0;
            sides |= subColumn == fineness - 1 && onMesh(column + 1, field.nx()) ? FIRST_SIDE << 1 : 0;
            sides |= subRow == fineness - 1 && onMesh(row + 1, field.ny()) ? FIRST_SIDE << 2 : 0;
            sides |= subColumn == 0 && onMesh(column, field.nx()) ? FIRST_SIDE << 3 : 0;
        }
        lines[count++] = (byte) sides;
    }

    /**
     * Tells whether a grid line is a mesh line. Mesh lines are the two at the edge and those counted from the middle,
     * so that they are symmetric and one runs through θ₀.
     */
    private boolean onMesh(int line, int count) {
        return Math.floorMod(line - (count - 1) / 2, meshStride) == 0 || line == 0 || line == count - 1;
    }

    private void corner(int corner, int column, int row, double s, double t) {
        double u = (column + s) / (field.nx() - 1);
        double v = (row + t) / (field.ny() - 1);
        double w = field.height(column, row, s, t);
        x[4 * count + corner] = box.x(u, v, w);
        y[4 * count + corner] = box.y(u, v, w);
    }

    /** Returns the direction of the light, which comes from over the viewer's left shoulder. */
    private static double[] light(BoxProjection box) {
        double azimuth = Math.toRadians(box.azimuth() - 50);
        double elevation = Math.toRadians(52);
        return new double[] {
            Math.cos(elevation) * Math.cos(azimuth), Math.cos(elevation) * Math.sin(azimuth), Math.sin(elevation)
        };
    }

    /**
     * Returns the brightness by Lambert's cosine law with an ambient part; a face seen from below is lit as if it were
     * turned over.
     */
    private double shade(int column, int row, double s, double t) {
        double nx = -field.slopeU(column, row, s, t) * box.verticalScale();
        double ny = -field.slopeV(column, row, s, t) * box.verticalScale();
        double length = Math.sqrt(nx * nx + ny * ny + 1);
        double towards = nx * (box.cameraU() - (column + s) / (field.nx() - 1))
                + ny * (box.cameraV() - (row + t) / (field.ny() - 1))
                + (box.cameraW() - field.height(column, row, s, t)) * box.verticalScale();
        double cosine = (nx * light[0] + ny * light[1] + light[2]) / length;
        return towards >= 0
                ? AMBIENT + DIFFUSE * Math.max(0, cosine)
                : UNDERSIDE * (AMBIENT + DIFFUSE * Math.max(0, -cosine));
    }

    private static int lit(int color, double shade) {
        int red = (int) Math.min(255, Math.round((color >> 16 & 0xff) * shade));
        int green = (int) Math.min(255, Math.round((color >> 8 & 0xff) * shade));
        int blue = (int) Math.min(255, Math.round((color & 0xff) * shade));
        return color & 0xff000000 | red << 16 | green << 8 | blue;
    }
}
