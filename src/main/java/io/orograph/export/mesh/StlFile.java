package io.orograph.export.mesh;

import io.orograph.file.AtomicFile;
import io.orograph.landscape.Grid;
import io.orograph.provenance.Key;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * A landscape as a solid to print ({@code .stl}, binary, in millimetres): 100 × 100 mm, the surface up to 50 mm above a base
 * of 3 mm. It is closed: every edge belongs to two triangles, which run along it in opposite directions. Holes of the
 * surface go through the base; where two squares would touch in a corner alone, which no solid can, one is left out.
 */
public final class StlFile {

    private static final double SIDE = 100;
    private static final double BASE = 3;
    private static final int HEADER_BYTES = 80;
    private static final int TRIANGLE_BYTES = 50;

    private final LandscapeMesh mesh;
    private final Grid grid;
    private final boolean[] squares;
    private ByteBuffer triangles;

    private StlFile(LandscapeMesh mesh) {
        this.mesh = mesh;
        this.grid = mesh.landscape().grid();
        this.squares = new boolean[grid.cells()];
        int[] corners = mesh.squares();
        for (int i = 0; i < corners.length; i += 4) {
            squares[corners[i]] = true;
        }
        removeTouching();
    }

    /**
     * Writes or replaces a file, whole or not at all.
     *
     * @throws NoSurfaceException if there is no square to make a solid of
     */
    public static void write(Path file, LandscapeMesh mesh) throws IOException {
        StlFile solid = new StlFile(mesh);
        int count = solid.build();
        if (count == 0) {
            throw new NoSurfaceException(file);
        }
        AtomicFile.write(file, out -> solid.write(out, count));
    }

    private void write(OutputStream out, int count) throws IOException {
        // A header must not begin with "solid", by which the other kind of STL is known.
        byte[] text = ("Loss landscape of " + mesh.provenance().text(Key.MODEL) + ", millimetres")
                .getBytes(StandardCharsets.US_ASCII);
        out.write(Arrays.copyOf(text, HEADER_BYTES));
        out.write(ByteBuffer.allocate(Integer.BYTES)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(count)
                .array());
        out.write(triangles.array(), 0, count * TRIANGLE_BYTES);
    }

    /** Leaves out squares until no two touch in a corner without a neighbour between them. */
    private void removeTouching() {
        boolean changed = true;
        while (changed) {
            changed = false;
            for (int iy = 1; iy + 1 < grid.ny(); iy++) {
                for (int ix = 1; ix + 1 < grid.nx(); ix++) {
                    boolean ahead = isSquare(ix, iy);
                    boolean behind = isSquare(ix - 1, iy - 1);
                    boolean left = isSquare(ix - 1, iy);
                    boolean right = isSquare(ix, iy - 1);
                    if (ahead && behind && !left && !right) {
                        squares[grid.index(ix, iy)] = false;
                        changed = true;
                    } else if (left && right && !ahead && !behind) {
                        squares[grid.index(ix - 1, iy)] = false;
                        changed = true;
                    }
                }
            }
        }
    }

    private boolean isSquare(int ix, int iy) {
        return ix >= 0 && iy >= 0 && ix + 1 < grid.nx() && iy + 1 < grid.ny() && squares[grid.index(ix, iy)];
    }

    /** Makes all triangles, and returns how many there are. */
    private int build() {
        int most = 0;
        for (boolean square : squares) {
            // Two above, two below, and at most two on each of four sides.
            most += square ? 12 : 0;
        }
        triangles =
                ByteBuffer.allocate(Math.multiplyExact(most, TRIANGLE_BYTES)).order(ByteOrder.LITTLE_ENDIAN);
        for (int iy = 0; iy + 1 < grid.ny(); iy++) {
            for (int ix = 0; ix + 1 < grid.nx(); ix++) {
                if (isSquare(ix, iy)) {
                    block(ix, iy);
                }
            }
        }
        return triangles.position() / TRIANGLE_BYTES;
    }

    private void block(int ix, int iy) {
        int[] ring = {grid.index(ix, iy), grid.index(ix + 1, iy), grid.index(ix + 1, iy + 1), grid.index(ix, iy + 1)};
        boolean[] inside = {isSquare(ix, iy - 1), isSquare(ix + 1, iy), isSquare(ix, iy + 1), isSquare(ix - 1, iy)};
        quadrilateral(top(ring[0]), top(ring[1]), top(ring[2]), top(ring[3]));
        quadrilateral(bottom(ring[0]), bottom(ring[3]), bottom(ring[2]), bottom(ring[1]));
        for (int side = 0; side < 4; side++) {
            if (!inside[side]) {
                int from = ring[side];
                int to = ring[(side + 1) % 4];
                quadrilateral(bottom(from), bottom(to), top(to), top(from));
            }
        }
    }

    private double[] top(int cell) {
        double[] place = mesh.place(cell);
        return new double[] {SIDE * place[0], SIDE * place[1], BASE + SIDE * place[2]};
    }

    private double[] bottom(int cell) {
        double[] place = mesh.place(cell);
        return new double[] {SIDE * place[0], SIDE * place[1], 0};
    }

    private void quadrilateral(double[] a, double[] b, double[] c, double[] d) {
        triangle(a, b, c);
        triangle(a, c, d);
    }

    private void triangle(double[] a, double[] b, double[] c) {
        double[] normal = Vectors.unitNormal(a, b, c);
        for (double[] vector : new double[][] {normal, a, b, c}) {
            for (double component : vector) {
                triangles.putFloat((float) component);
            }
        }
        triangles.putShort((short) 0);
    }
}
