package io.orograph.ui.surface;

import java.util.Arrays;
import java.util.BitSet;

/**
 * The triangles of a height mesh, two a grid square but for holes: three vertices each, every one three times, as a
 * {@code TriangleMesh} of format {@code POINT_NORMAL_TEXCOORD} takes them.
 */
final class Faces {

    private final BitSet holes;
    private final BitSet pending;
    private final Builder solid;
    private final Builder faint;

    /** Triangles one after the other. */
    private static final class Builder {
        private final int[] vertices;
        private int size;

        Builder(int room) {
            vertices = new int[room];
        }

        void add(int a, int b, int c) {
            for (int vertex : new int[] {a, b, c}) {
                vertices[size++] = vertex;
                vertices[size++] = vertex;
                vertices[size++] = vertex;
            }
        }

        int[] made() {
            return size == vertices.length ? vertices : Arrays.copyOf(vertices, size);
        }
    }

    private Faces(int room, BitSet holes, BitSet pending) {
        this.holes = holes;
        this.pending = pending;
        this.solid = new Builder(room);
        this.faint = new Builder(pending.isEmpty() ? 0 : room);
    }

    /**
     * Makes the triangles of a grid.
     *
     * @param holes cells that none touches
     * @param pending cells whose triangles are faint
     */
    static Faces of(int nx, int ny, BitSet holes, BitSet pending) {
        Faces faces = new Faces((nx - 1) * (ny - 1) * 18, holes, pending);
        for (int iy = 0; iy < ny - 1; iy++) {
            for (int ix = 0; ix < nx - 1; ix++) {
                faces.square(iy * nx + ix, nx);
            }
        }
        return faces;
    }

    private void square(int a, int nx) {
        int b = a + 1;
        int c = a + nx;
        int d = c + 1;
        if (holes.get(b) || holes.get(c)) {
            triangle(a, d, b);
            triangle(a, c, d);
        } else {
            triangle(a, c, b);
            triangle(b, c, d);
        }
    }

    private void triangle(int a, int b, int c) {
        if (!holes.get(a) && !holes.get(b) && !holes.get(c)) {
            boolean estimated = pending.get(a) || pending.get(b) || pending.get(c);
            (estimated ? faint : solid).add(a, b, c);
        }
    }

    /** Returns those whose cells are all evaluated. */
    int[] solid() {
        return solid.made();
    }

    /** Returns those that touch a cell which is not evaluated. */
    int[] faint() {
        return faint.made();
    }
}
