package io.orograph.ui.surface;

import io.orograph.plot.Overlay;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import javafx.geometry.Point3D;
import javafx.scene.paint.Color;

/**
 * The surface as pixels, without the 3-D pipeline: the meshes of the 3-D scene, projected and filled by the processor.
 * Pure arithmetic, on any thread.
 *
 * @param palette the surface's colours
 * @param faintColors those of what is not evaluated
 * @param wireColors those of the net on it
 * @param lineColors those of the contours on the floor
 * @param overlay whose lines run over the surface
 * @param axes whether the box is drawn
 * @param density pixels of the screen to a pixel of the projection
 */
record SurfaceShot(
        SurfaceGeometry geometry,
        Projection projection,
        SurfaceTheme theme,
        int[] palette,
        int[] faintColors,
        int[] wireColors,
        int[] lineColors,
        Overlay overlay,
        boolean axes,
        double density) {

    /** The samples that are computed at a time: few enough to stay in the processor's cache. */
    private static final int BAND = 1 << 19;

    private static final float FLOOR_DEPTH = 0.05f;
    private static final int FLOOR_SQUARES = 16;

    int width() {
        return (int) Math.ceil(projection.width() * density);
    }

    int height() {
        return (int) Math.ceil(projection.height() * density);
    }

    /** Returns whether another shot would give the same pixels. */
    boolean showsSame(SurfaceShot other) {
        return geometry == other.geometry
                && theme == other.theme
                && palette == other.palette
                && axes == other.axes
                && density == other.density
                && projection.showsSame(other.projection)
                && overlay.lines().equals(other.overlay.lines());
    }

    /**
     * Paints the surface as opaque pixels 0xAARRGGBB, row by row.
     *
     * @param samples a pixel is the mean of so many samples a side: 1 is quick, 3 has smooth edges
     * @param pixels to write to, {@link #width} × {@link #height} of them
     */
    void paint(int samples, int[] pixels) {
        List<ScreenMesh> meshes = meshes(density * samples);
        int background = argb(theme.background());
        int rows = Math.max(1, Math.min(height(), BAND / (width() * samples * samples)));
        int bands = (height() + rows - 1) / rows;
        IntStream.range(0, bands).parallel().forEach(band -> {
            int from = band * rows;
            int count = Math.min(rows, height() - from);
            TriangleRaster raster = new TriangleRaster(width() * samples, from * samples, count * samples);
            raster.clear(background);
            meshes.forEach(raster::fill);
            reduce(raster.argb(), samples, pixels, from * width(), count);
        });
    }

    private void reduce(int[] fine, int samples, int[] pixels, int start, int rows) {
        if (samples == 1) {
            System.arraycopy(fine, 0, pixels, start, rows * width());
            return;
        }
        for (int row = 0; row < rows; row++) {
            for (int column = 0; column < width(); column++) {
                int first = row * samples * samples * width() + column * samples;
                pixels[start + row * width() + column] = mean(fine, first, samples);
            }
        }
    }

    private int mean(int[] fine, int first, int samples) {
        int red = 0;
        int green = 0;
        int blue = 0;
        for (int down = 0; down < samples; down++) {
            for (int right = 0; right < samples; right++) {
                int color = fine[first + down * samples * width() + right];
                red += color >> 16 & 255;
                green += color >> 8 & 255;
                blue += color & 255;
            }
        }
        int count = samples * samples;
        int half = count / 2;
        return 0xff000000 | (red + half) / count << 16 | (green + half) / count << 8 | (blue + half) / count;
    }

    private List<ScreenMesh> meshes(double resolution) {
        List<ScreenMesh> meshes = new ArrayList<>();
        HeightMesh mesh = geometry.mesh();
        MeshArrays surface = new MeshArrays(mesh.points(), mesh.normals(), mesh.texCoords(), mesh.faces());
        meshes.add(ScreenMesh.of(surface, palette, true, projection, resolution));
        meshes.add(ScreenMesh.of(geometry.wire(), wireColors, true, projection, resolution));
        meshes.add(ScreenMesh.of(geometry.contours(), lineColors, false, projection, resolution));
        double pixel = projection.scale() / projection.pixelsPerUnit();
        if (!overlay.lines().isEmpty()) {
            OverlayStrips strips = OverlayStrips.of(overlay, geometry, pixel);
            int[] colors = OverlayStrips.palette(overlay);
            meshes.add(ScreenMesh.of(strips.rims(), colors, false, projection, resolution));
            meshes.add(ScreenMesh.of(strips.bodies(), colors, false, projection, resolution));
            meshes.add(ScreenMesh.of(strips.dots(), colors, false, projection, resolution));
        }
        if (axes) {
            addFrame(meshes, pixel, resolution);
        }
        // What one sees through comes last: it is mixed with what is drawn already.
        MeshArrays faint = new MeshArrays(mesh.points(), mesh.normals(), mesh.texCoords(), mesh.faint());
        meshes.add(ScreenMesh.of(faint, faintColors, true, projection, resolution));
        return meshes;
    }

    private void addFrame(List<ScreenMesh> meshes, double pixel, double resolution) {
        BoxFrame frame = BoxFrame.of(geometry, pixel);
        int[] grid = {argb(theme.grid())};
        int[] edge = {argb(theme.edge())};
        meshes.add(ScreenMesh.of(floor(), new int[] {argb(theme.floor())}, false, projection, resolution));
        meshes.add(ScreenMesh.of(frame.floorGrid(), grid, false, projection, resolution));
        meshes.add(ScreenMesh.of(frame.floorEdges(), edge, false, projection, resolution));
        Point3D eye = projection.eye();
        for (BoxFrame.Wall wall : BoxFrame.Wall.values()) {
            if (wall.facesInwards(eye, geometry.box())) {
                BoxFrame.Strips strips = frame.walls().get(wall.ordinal());
                meshes.add(ScreenMesh.of(strips.grid(), grid, false, projection, resolution));
                meshes.add(ScreenMesh.of(strips.edges(), edge, false, projection, resolution));
            }
        }
    }

    /** Returns the floor as many squares, so that most of it is there when the viewer is so near that some are behind him. */
    private MeshArrays floor() {
        Ribbons floor = new Ribbons();
        SurfaceBox box = geometry.box();
        double half = box.halfZ() / FLOOR_SQUARES;
        for (int strip = 0; strip < FLOOR_SQUARES; strip++) {
            floor.begin();
            double z = -box.halfZ() + (2 * strip + 1) * half;
            for (int i = 0; i <= FLOOR_SQUARES; i++) {
                double x = box.halfX() * (2.0 * i / FLOOR_SQUARES - 1);
                floor.vertex(x, FLOOR_DEPTH, z, 0, 0, half, 0, -1, 0, 0.5f);
            }
        }
        return floor.strip();
    }

    static int argb(Color color) {
        return 0xff000000
                | (int) Math.round(255 * color.getRed()) << 16
                | (int) Math.round(255 * color.getGreen()) << 8
                | (int) Math.round(255 * color.getBlue());
    }
}
