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

    /** The underside is darker, so that inside and outside of a valley are told apart. */
    private static final double UNDERSIDE = 0.82;

    /** The opacity, of 255, of what is an estimate. */
    private static final int FAINT = (int) Math.round(255 * ColorField.FAINT);

    private final BoxProjection box;
    private final HeightField field;
    private final ColorMap colors;
    private final int fineness;
    private final int meshStride;
    private final double[] camera;

    private int count;
    private final double[] x;
    private final double[] y;
    private final int[] argb;
    private final byte[] lines;

    /**
     * Projects a surface onto the page.
     *
     * @param field the heights; squares with a corner that is NaN are left out, and one sees through those of which one is an
     *     estimate
     * @param colors of the field's shares
     * @param fineness how many quadrilaterals a side of a grid square is divided into, for smooth shading; at least 1
     * @param meshStride every how many grid lines one is marked to be drawn; 0 for none
     */
    public SurfaceProjection(BoxProjection box, HeightField field, ColorMap colors, int fineness, int meshStride) {
        this.box = box;
        this.field = field;
        this.colors = colors;
        this.fineness = fineness;
        this.meshStride = meshStride;
        this.camera = box.camera();
        int most = Math.multiplyExact(field.finiteSquares(), fineness * fineness);
        this.x = new double[Math.multiplyExact(4, most)];
        this.y = new double[4 * most];
        this.argb = new int[most];
        this.lines = new byte[most];
        int[] rows = byFallingDistance(field.ny() - 1, camera[1]);
        int[] columns = byFallingDistance(field.nx() - 1, camera[0]);
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
        int[] rows = byFallingDistance(fineness, camera[1] * (field.ny() - 1) - row);
        int[] columns = byFallingDistance(fineness, camera[0] * (field.nx() - 1) - column);
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
        int color = lit(colors.argb(field.color(column, row, s, t)), shade(column, row, s, t));
        argb[count] = field.isFaint(column, row) ? color & 0xffffff | FAINT << 24 : color;
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
        box.project(u, v, w, x, y, 4 * count + corner);
    }

    /** Returns the brightness; the underside is lit as if it were turned over, and darker. */
    private double shade(int column, int row, double s, double t) {
        BoxShape shape = box.shape();
        double nu = -field.slopeU(column, row, s, t) * shape.whole() / shape.sideU();
        double nv = -field.slopeV(column, row, s, t) * shape.whole() / shape.sideV();
        double length = Math.sqrt(nu * nu + nv * nv + 1);
        double towards = nu * (camera[0] - (column + s) / (field.nx() - 1)) * shape.sideU()
                + nv * (camera[1] - (row + t) / (field.ny() - 1)) * shape.sideV()
                + (camera[2] - field.height(column, row, s, t)) * shape.whole();
        return towards >= 0
                ? box.light(nu / length, nv / length, 1 / length)
                : UNDERSIDE * box.light(-nu / length, -nv / length, -1 / length);
    }

    private static int lit(int color, double shade) {
        int red = (int) Math.min(255, Math.round((color >> 16 & 0xff) * shade));
        int green = (int) Math.min(255, Math.round((color >> 8 & 0xff) * shade));
        int blue = (int) Math.min(255, Math.round((color & 0xff) * shade));
        return color & 0xff000000 | red << 16 | green << 8 | blue;
    }
}
