package io.orograph.plot;

import java.util.stream.IntStream;

/**
 * Patches as pixels: each pixel is that of the last patch which covers its middle, over those before where one sees through it.
 * Smooth edges are the mean of several samples a pixel. Bands of rows are filled side by side; the pixels are the same however many
 * there are.
 */
public final class PatchRaster {

    /** The fewest samples for which a band is worth a thread. */
    private static final int BAND = 1 << 16;

    private final Patches patches;
    private final Rect area;
    private final int width;
    private final int height;
    private final int samples;
    private final double scale;
    private final double thickness;
    private final int lineColor;

    private PatchRaster(Patches patches, Rect area, double scale, int samples) {
        this.patches = patches;
        this.area = area;
        this.width = pixels(area.width() * scale);
        this.height = pixels(area.height() * scale);
        Picture.checkSize(width, height);
        this.samples = samples;
        this.scale = scale * samples;
        double wanted = patches.line().width() * this.scale;
        // A line thinner than a sample would be missed by most of them: it is as wide as one, and fainter.
        this.thickness = Math.max(1, wanted);
        this.lineColor = patches.line().color().translucent(Math.min(1, wanted)).argb();
    }

    /**
     * Returns patches as a picture, transparent where there are none.
     *
     * @param area of the page that the picture is of
     * @param scale pixels to a unit of the page
     * @param samples a pixel is the mean of so many samples a side: 1 is quick, 3 has smooth edges
     * @throws IllegalArgumentException if there would be too many pixels
     */
    public static Picture picture(Patches patches, Rect area, double scale, int samples) {
        return new PatchRaster(patches, area, scale, samples).picture();
    }

    private static int pixels(double length) {
        // What is a whole number but for rounding is one.
        return (int) Math.max(1, Math.ceil(length - 1e-6));
    }

    private Picture picture() {
        int[] pixels = new int[width * height];
        int rows = Math.max(1, BAND / (width * samples * samples));
        int bands = (height + rows - 1) / rows;
        IntStream.range(0, bands).parallel().forEach(index -> {
            int from = index * rows;
            int count = Math.min(rows, height - from);
            Band band = new Band(from * samples, count * samples);
            band.fill();
            band.write(pixels, from, count);
        });
        return new Picture(width, height, pixels);
    }

    /** Some rows of the picture as samples 0xAARRGGBB, premultiplied. */
    private final class Band {

        private final int top;
        private final int end;
        private final int across = width * samples;
        private final int[] argb;

        Band(int top, int rows) {
            this.top = top;
            this.end = top + rows;
            this.argb = new int[across * rows];
        }

        void fill() {
            double[] x = new double[4];
            double[] y = new double[4];
            for (int patch = 0; patch < patches.count(); patch++) {
                double highest = Double.POSITIVE_INFINITY;
                double lowest = Double.NEGATIVE_INFINITY;
                for (int corner = 0; corner < 4; corner++) {
                    x[corner] = (patches.x()[4 * patch + corner] - area.x()) * scale;
                    y[corner] = (patches.y()[4 * patch + corner] - area.y()) * scale;
                    highest = Math.min(highest, y[corner]);
                    lowest = Math.max(lowest, y[corner]);
                }
                if (lowest + thickness > top && highest - thickness < end) {
                    int color = patches.argb()[patch];
                    triangle(x[0], y[0], x[1], y[1], x[2], y[2], color);
                    triangle(x[0], y[0], x[2], y[2], x[3], y[3], color);
                    sides(x, y, patches.sides()[patch]);
                }
            }
        }

        private void sides(double[] x, double[] y, byte sides) {
            for (int corner = 0; sides >> corner != 0; corner++) {
                int next = (corner + 1) % 4;
                double alongX = x[next] - x[corner];
                double alongY = y[next] - y[corner];
                double length = Math.hypot(alongX, alongY);
                if ((sides >> corner & 1) == 0 || length == 0) {
                    continue;
                }
                double asideX = -alongY / length * thickness / 2;
                double asideY = alongX / length * thickness / 2;
                double leftX = x[corner] + asideX;
                double leftY = y[corner] + asideY;
                double endX = x[next] - asideX;
                double endY = y[next] - asideY;
                triangle(leftX, leftY, x[next] + asideX, y[next] + asideY, endX, endY, lineColor);
                triangle(leftX, leftY, endX, endY, x[corner] - asideX, y[corner] - asideY, lineColor);
            }
        }

        /** Fills a triangle whose corners come in any order. */
        private void triangle(double ax, double ay, double bx, double by, double cx, double cy, int color) {
            if (ay > by) {
                triangle(bx, by, ax, ay, cx, cy, color);
            } else if (by > cy) {
                triangle(ax, ay, cx, cy, bx, by, color);
            } else {
                int first = Math.max(top, middleAtOrAfter(ay));
                int last = Math.min(end, middleAtOrAfter(cy));
                // The same for both triangles at a side, so that they leave no gap and share no pixel.
                double along = (cx - ax) / (cy - ay);
                double upper = (bx - ax) / (by - ay);
                double lower = (cx - bx) / (cy - by);
                for (int row = first; row < last; row++) {
                    double middle = row + 0.5;
                    double one = ax + (middle - ay) * along;
                    double other = middle < by ? ax + (middle - ay) * upper : bx + (middle - by) * lower;
                    int from = Math.max(0, middleAtOrAfter(Math.min(one, other)));
                    int to = Math.min(across, middleAtOrAfter(Math.max(one, other)));
                    span((row - top) * across, from, to, color);
                }
            }
        }

        private int middleAtOrAfter(double at) {
            return (int) Math.ceil(at - 0.5);
        }

        private void span(int start, int from, int to, int color) {
            int alpha = color >>> 24;
            for (int at = start + from; at < start + to; at++) {
                argb[at] = alpha == 255 ? color : over(argb[at], color, alpha);
            }
        }

        private int over(int behind, int color, int alpha) {
            int opacity = alpha + (behind >>> 24) * (255 - alpha) / 255;
            int red = mixed(behind >> 16, color >> 16, alpha);
            int green = mixed(behind >> 8, color >> 8, alpha);
            return opacity << 24 | red << 16 | green << 8 | mixed(behind, color, alpha);
        }

        private int mixed(int behind, int color, int alpha) {
            return ((color & 255) * alpha + (behind & 255) * (255 - alpha)) / 255;
        }

        /** Writes the means of the samples as pixels that are not premultiplied. */
        void write(int[] pixels, int from, int rows) {
            for (int row = 0; row < rows; row++) {
                for (int column = 0; column < width; column++) {
                    pixels[(from + row) * width + column] = pixel(row * samples * across + column * samples);
                }
            }
        }

        private int pixel(int first) {
            int alpha = 0;
            int red = 0;
            int green = 0;
            int blue = 0;
            for (int down = 0; down < samples; down++) {
                for (int right = 0; right < samples; right++) {
                    int color = argb[first + down * across + right];
                    alpha += color >>> 24;
                    red += color >> 16 & 255;
                    green += color >> 8 & 255;
                    blue += color & 255;
                }
            }
            if (alpha == 0) {
                return 0;
            }
            int count = samples * samples;
            int half = alpha / 2;
            return (alpha + count / 2) / count << 24
                    | (255 * red + half) / alpha << 16
                    | (255 * green + half) / alpha << 8
                    | (255 * blue + half) / alpha;
        }
    }
}
