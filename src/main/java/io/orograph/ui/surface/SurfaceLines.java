package io.orograph.ui.surface;

import io.orograph.landscape.Contour;
import io.orograph.plot.LossScale;
import java.util.List;

/** The lines on the surface and on the floor. Pure arithmetic. */
final class SurfaceLines {

    /** Half the width of the net's lines, in pixels of an ordinary screen; a thinner line would break up into dots. */
    private static final double WIRE_HALF_WIDTH = 0.55;

    private static final double CONTOUR_HALF_WIDTH = 0.85;
    /** Lines lie this far off what they are drawn on, so that the depth buffer keeps them in front of it. */
    private static final double LIFT = 0.06;

    private static final double CONTOUR_LIFT = 0.12;

    private SurfaceLines() {}

    /** Returns a net of the mesh's lines on the surface, about so many each way, the rims among them; broken at holes. */
    static MeshArrays wire(HeightMesh mesh, int wanted, double pixel) {
        double half = WIRE_HALF_WIDTH * pixel;
        Ribbons ribbons = new Ribbons();
        int nx = mesh.columns().length;
        int ny = mesh.rows().length;
        for (int line = 0; line <= lines(ny, wanted); line++) {
            ribbons.begin();
            int row = place(line, ny, wanted);
            for (int ix = 0; ix < nx; ix++) {
                wireVertex(ribbons, mesh, row * nx + ix, true, half);
            }
        }
        for (int line = 0; line <= lines(nx, wanted); line++) {
            ribbons.begin();
            int column = place(line, nx, wanted);
            for (int iy = 0; iy < ny; iy++) {
                wireVertex(ribbons, mesh, iy * nx + column, false, half);
            }
        }
        return ribbons.strip();
    }

    private static int lines(int count, int wanted) {
        return Math.min(count - 1, wanted);
    }

    private static int place(int line, int count, int wanted) {
        return (int) Math.round((double) line * (count - 1) / lines(count, wanted));
    }

    /** Adds a vertex of a strip that lies in the surface: its side is the surface's tangent across the line. */
    private static void wireVertex(Ribbons ribbons, HeightMesh mesh, int cell, boolean alongX, double half) {
        if (mesh.holes().get(cell)) {
            ribbons.begin();
            return;
        }
        double nx = mesh.normals()[3 * cell];
        double ny = mesh.normals()[3 * cell + 1];
        double nz = mesh.normals()[3 * cell + 2];
        double length = Math.hypot(ny, alongX ? nz : nx);
        double side = half / length;
        ribbons.vertex(
                mesh.points()[3 * cell] + LIFT * nx,
                mesh.points()[3 * cell + 1] + LIFT * ny,
                mesh.points()[3 * cell + 2] + LIFT * nz,
                alongX ? 0 : -ny * side,
                (alongX ? nz : nx) * side,
                alongX ? -ny * side : 0,
                nx,
                ny,
                nz,
                mesh.texCoords()[2 * cell]);
    }

    /** Returns contours, flat on the floor, coloured by level. */
    static MeshArrays contours(SurfaceBox box, List<Contour> contours, LossScale scale, double pixel) {
        double half = CONTOUR_HALF_WIDTH * pixel;
        Ribbons ribbons = new Ribbons();
        for (Contour contour : contours) {
            ribbons.begin();
            float u = HeightMesh.paletteU(scale.share(contour.level()));
            int size = contour.size();
            int count = contour.closed() ? size + 1 : size;
            for (int i = 0; i < count; i++) {
                int before = contour.closed() ? (i + size - 1) % size : Math.max(0, i - 1);
                int after = contour.closed() ? (i + 1) % size : Math.min(size - 1, i + 1);
                contourVertex(ribbons, box, contour, i % size, before, after, half, u);
            }
        }
        return ribbons.strip();
    }

    private static void contourVertex(
            Ribbons ribbons, SurfaceBox box, Contour contour, int point, int before, int after, double half, float u) {
        double alongX = box.x(contour.alpha()[after]) - box.x(contour.alpha()[before]);
        double alongZ = box.z(contour.beta()[after]) - box.z(contour.beta()[before]);
        double length = Math.max(Math.hypot(alongX, alongZ), Double.MIN_NORMAL);
        double side = half / length;
        ribbons.vertex(
                box.x(contour.alpha()[point]),
                -CONTOUR_LIFT,
                box.z(contour.beta()[point]),
                -alongZ * side,
                0,
                alongX * side,
                0,
                -1,
                0,
                u);
    }
}
