package io.orograph.ui.surface;

import java.util.Arrays;

/**
 * Some rows of a picture into which triangles are filled, each pixel by the nearest one that covers its middle: a
 * scanline rasteriser with a depth buffer. Palette place, light and nearness are interpolated over a triangle.
 */
final class TriangleRaster {

    private final int width;
    private final int top;
    private final int rows;
    private final int[] argb;
    private final float[] nearest;

    private final Slope nearness = new Slope();
    private final Slope place = new Slope();
    private final Slope light = new Slope();

    /**
     * Makes a raster of some rows of a picture.
     *
     * @param top the picture's first row in here
     */
    TriangleRaster(int width, int top, int rows) {
        this.width = width;
        this.top = top;
        this.rows = rows;
        this.argb = new int[width * rows];
        this.nearest = new float[width * rows];
    }

    /** Returns the pixels 0xAARRGGBB, row by row. */
    int[] argb() {
        return argb;
    }

    void clear(int background) {
        Arrays.fill(argb, background);
        Arrays.fill(nearest, 0);
    }

    /** Fills all triangles of a mesh; one that reaches behind the viewer is left out. */
    void fill(ScreenMesh mesh) {
        int[] faces = mesh.faces();
        for (int face = 0; face < faces.length; face += 9) {
            fill(mesh, faces[face], faces[face + 3], faces[face + 6]);
        }
    }

    private void fill(ScreenMesh mesh, int a, int b, int c) {
        float[] y = mesh.y();
        int upper = y[a] <= y[b] ? y[a] <= y[c] ? a : c : y[b] <= y[c] ? b : c;
        int lower = y[a] > y[b] ? y[a] > y[c] ? a : c : y[b] > y[c] ? b : c;
        int first = Math.max(top, middleAtOrAfter(y[upper]));
        int end = Math.min(top + rows, middleAtOrAfter(y[lower]));
        if (first >= end || !mesh.isInFront(a) || !mesh.isInFront(b) || !mesh.isInFront(c)) {
            return;
        }
        int between = a ^ b ^ c ^ upper ^ lower;
        if (!slopes(mesh, upper, between, lower)) {
            return;
        }
        for (int row = first; row < end; row++) {
            double middle = row + 0.5;
            double along = crossing(mesh, upper, lower, middle);
            double aside = middle < y[between]
                    ? crossing(mesh, upper, between, middle)
                    : crossing(mesh, between, lower, middle);
            int from = Math.max(0, middleAtOrAfter(Math.min(along, aside)));
            int to = Math.min(width, middleAtOrAfter(Math.max(along, aside)));
            if (from < to) {
                span(mesh, row, from, to);
            }
        }
    }

    private static int middleAtOrAfter(double at) {
        return (int) Math.ceil(at - 0.5);
    }

    /** Returns where an edge crosses the middle of a row: the same for both triangles at it, so that they leave no gap. */
    private static double crossing(ScreenMesh mesh, int upper, int lower, double middle) {
        double x = mesh.x()[upper];
        double y = mesh.y()[upper];
        return x + (middle - y) / (mesh.y()[lower] - y) * (mesh.x()[lower] - x);
    }

    private boolean slopes(ScreenMesh mesh, int a, int b, int c) {
        double abX = mesh.x()[b] - (double) mesh.x()[a];
        double abY = mesh.y()[b] - (double) mesh.y()[a];
        double acX = mesh.x()[c] - (double) mesh.x()[a];
        double acY = mesh.y()[c] - (double) mesh.y()[a];
        double area = abX * acY - acX * abY;
        if (area == 0) {
            return false;
        }
        nearness.through(mesh.nearness(), a, b, c).along(abX, abY, acX, acY, area);
        place.through(mesh.place(), a, b, c).along(abX, abY, acX, acY, area);
        light.through(mesh.light(), a, b, c).along(abX, abY, acX, acY, area);
        originX = mesh.x()[a];
        originY = mesh.y()[a];
        return true;
    }

    private double originX;
    private double originY;

    private void span(ScreenMesh mesh, int row, int from, int to) {
        double right = from + 0.5 - originX;
        double down = row + 0.5 - originY;
        float near = (float) nearness.at(right, down);
        float at = (float) place.at(right, down);
        float shade = (float) light.at(right, down);
        int[] colors = mesh.colors();
        int pixel = (row - top) * width + from;
        for (int x = from; x < to; x++, pixel++) {
            if (near > nearest[pixel]) {
                nearest[pixel] = near;
                int color = colors[Math.max(0, Math.min(colors.length - 1, (int) at))];
                int seen = mesh.lit() ? shaded(color, (int) (256 * shade)) : color;
                argb[pixel] = color >>> 24 == 255 ? seen : over(argb[pixel], seen, color >>> 24);
            }
            near += nearness.x;
            at += place.x;
            shade += light.x;
        }
    }

    /**
     * Returns a colour under a light.
     *
     * @param light in 256ths
     */
    private static int shaded(int color, int light) {
        int red = Math.min(255, (color >> 16 & 255) * light >> 8);
        int green = Math.min(255, (color >> 8 & 255) * light >> 8);
        int blue = Math.min(255, (color & 255) * light >> 8);
        return 0xff000000 | red << 16 | green << 8 | blue;
    }

    /** Returns a colour that another one shows through. */
    private static int over(int behind, int color, int alpha) {
        int mixed = 0xff;
        for (int shift = 16; shift >= 0; shift -= 8) {
            int from = behind >> shift & 255;
            mixed = mixed << 8 | from + ((color >> shift & 255) - from) * alpha / 255;
        }
        return mixed;
    }

    /** A quantity that is linear over a triangle. */
    private static final class Slope {

        private float start;
        private float toB;
        private float toC;
        private float x;
        private float y;

        Slope through(float[] values, int a, int b, int c) {
            start = values[a];
            toB = values[b] - start;
            toC = values[c] - start;
            return this;
        }

        void along(double abX, double abY, double acX, double acY, double area) {
            x = (float) ((toB * acY - toC * abY) / area);
            y = (float) ((toC * abX - toB * acX) / area);
        }

        double at(double right, double down) {
            return start + x * right + y * down;
        }
    }
}
