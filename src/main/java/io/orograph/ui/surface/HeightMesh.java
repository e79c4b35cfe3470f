package io.orograph.ui.surface;

import java.util.BitSet;

/**
 * The surface as triangles: a vertex for each cell of the grid, or for an even choice of them, with the arrays that a
 * JavaFX {@code TriangleMesh} of format {@code POINT_NORMAL_TEXCOORD} takes. Pure arithmetic, made on any thread; the
 * arrays are not to be written to. "Cell" stands for a chosen cell from here on.
 *
 * @param columns the grid's columns that have vertices, ascending, the outermost among them
 * @param rows the same of the grid's rows
 * @param points x, y, z of each cell; a hole lies on the floor, so that the mesh's bounds stay finite
 * @param normals of length 1, pointing upwards (y &lt; 0): (−∂h/∂x, −1, −∂h/∂z), by central differences, one-sided at
 *     rims and holes
 * @param texCoords the middle of the palette's texel for the cell's share, in a palette of {@value #PALETTE} × 1
 * @param faces triangles that touch no hole and only cells that are evaluated; where one corner of a grid square is a
 *     hole, the other three make one
 * @param faint triangles that touch a cell which is not evaluated, to be drawn so that one sees through
 * @param holes the cells without a finite height
 * @param pending the cells that are not evaluated, whose heights are estimates from others
 */
record HeightMesh(
        int[] columns,
        int[] rows,
        float[] points,
        float[] normals,
        float[] texCoords,
        int[] faces,
        int[] faint,
        BitSet holes,
        BitSet pending) {

    static final int PALETTE = 256;

    /**
     * What is drawn of each cell of the grid, row-major with β over the rows.
     *
     * @param heights shares of the box's height; NaN or an infinity makes a hole
     * @param colors shares of the palette
     */
    record Shares(double[] heights, double[] colors) {}

    /**
     * Makes the mesh of a surface.
     *
     * @param shares of the cells
     * @param pending the cells of the grid that are not evaluated
     * @param most vertices along a side, at least 2. A grid with more cells is shown by so many of its columns and
     *     rows, as evenly spread as they can be; if both numbers are odd, the middle one is among them
     * @param previous an earlier mesh or null: if it has as many columns and rows and the same holes, its faces are
     *     taken over, and who shows the mesh can tell by their identity that they need not be sent again
     */
    static HeightMesh of(Shares shares, BitSet pending, SurfaceBox box, int most, HeightMesh previous) {
        int nx = box.grid().nx();
        int[] columns = chosen(nx, most);
        int[] rows = chosen(box.grid().ny(), most);
        double[] kept = new double[columns.length * rows.length];
        double[] colors = new double[kept.length];
        BitSet holes = new BitSet(kept.length);
        BitSet estimates = new BitSet(kept.length);
        for (int iy = 0, i = 0; iy < rows.length; iy++) {
            for (int ix = 0; ix < columns.length; ix++, i++) {
                int cell = rows[iy] * nx + columns[ix];
                kept[i] = shares.heights()[cell];
                colors[i] = shares.colors()[cell];
                estimates.set(i, pending.get(cell));
                holes.set(i, !Double.isFinite(kept[i]));
            }
        }
        double[] xs = places(columns, nx, box.halfX());
        double[] zs = places(rows, box.grid().ny(), box.halfZ());
        boolean same = previous != null
                && previous.columns.length == columns.length
                && previous.rows.length == rows.length
                && previous.holes.equals(holes)
                && previous.pending.equals(estimates);
        Faces faces = same ? null : Faces.of(columns.length, rows.length, holes, estimates);
        return new HeightMesh(
                columns,
                rows,
                points(kept, xs, zs, box, holes),
                normals(kept, xs, zs, box.height(), holes),
                texCoords(colors, holes),
                same ? previous.faces : faces.solid(),
                same ? previous.faint : faces.faint(),
                holes,
                estimates);
    }

    private static int[] chosen(int count, int most) {
        int kept = Math.min(count, most);
        int[] chosen = new int[kept];
        for (int i = 0; i < kept; i++) {
            chosen[i] = (int) Math.round(i * (count - 1.0) / (kept - 1));
        }
        return chosen;
    }

    private static double[] places(int[] chosen, int count, double half) {
        double[] places = new double[chosen.length];
        for (int i = 0; i < places.length; i++) {
            places[i] = half * (2.0 * chosen[i] / (count - 1) - 1);
        }
        return places;
    }

    private static float[] points(double[] shares, double[] xs, double[] zs, SurfaceBox box, BitSet holes) {
        float[] points = new float[3 * shares.length];
        for (int iy = 0, i = 0; iy < zs.length; iy++) {
            for (int ix = 0; ix < xs.length; ix++, i++) {
                points[3 * i] = (float) xs[ix];
                points[3 * i + 1] = holes.get(i) ? 0 : (float) box.y(shares[i]);
                points[3 * i + 2] = (float) zs[iy];
            }
        }
        return points;
    }

    private static float[] normals(double[] shares, double[] xs, double[] zs, double height, BitSet holes) {
        float[] normals = new float[3 * shares.length];
        for (int iy = 0, i = 0; iy < zs.length; iy++) {
            for (int ix = 0; ix < xs.length; ix++, i++) {
                double slopeX = height * slope(shares, i, 1, xs, ix, holes);
                double slopeZ = height * slope(shares, i, xs.length, zs, iy, holes);
                double length = Math.sqrt(slopeX * slopeX + 1 + slopeZ * slopeZ);
                normals[3 * i] = (float) (-slopeX / length);
                normals[3 * i + 1] = (float) (-1 / length);
                normals[3 * i + 2] = (float) (-slopeZ / length);
            }
        }
        return normals;
    }

    /**
     * Returns the rise a unit of the box at a cell, between its neighbours along an axis that are no holes.
     *
     * @param stride from a cell to its neighbour
     * @param places of the vertices along the axis, and which of them the cell stands at
     */
    private static double slope(double[] shares, int cell, int stride, double[] places, int at, BitSet holes) {
        if (holes.get(cell)) {
            return 0;
        }
        int before = at > 0 && !holes.get(cell - stride) ? 1 : 0;
        int after = at < places.length - 1 && !holes.get(cell + stride) ? 1 : 0;
        return before + after == 0
                ? 0
                : (shares[cell + after * stride] - shares[cell - before * stride])
                        / (places[at + after] - places[at - before]);
    }

    private static float[] texCoords(double[] shares, BitSet holes) {
        float[] texCoords = new float[2 * shares.length];
        for (int i = 0; i < shares.length; i++) {
            texCoords[2 * i] = holes.get(i) ? 0 : paletteU(shares[i]);
            texCoords[2 * i + 1] = 0.5f;
        }
        return texCoords;
    }

    /** Returns the texture coordinate of a share in the palette. */
    static float paletteU(double share) {
        double kept = Math.max(0, Math.min(1, share));
        return (float) ((0.5 + (PALETTE - 1) * kept) / PALETTE);
    }
}
