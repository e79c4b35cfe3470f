package io.orograph.plot;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PatchRasterTest {

    private static final int WIDTH = 60;
    private static final int HEIGHT = 40;
    private static final Rect AREA = new Rect(0, 0, WIDTH, HEIGHT);
    private static final Stroke LINE = new Stroke(Rgb.BLACK, 1);

    /** Quadrilaterals without lines, each of eight numbers. */
    private static Patches patches(int[] argb, double... corners) {
        double[] x = new double[corners.length / 2];
        double[] y = new double[corners.length / 2];
        for (int i = 0; i < x.length; i++) {
            x[i] = corners[2 * i];
            y[i] = corners[2 * i + 1];
        }
        return new Patches(x, y, argb, new byte[argb.length], LINE);
    }

    private static int[] filled(Patches patches, int samples) {
        return PatchRaster.picture(patches, AREA, 1, samples).argb();
    }

    private static int[] colors(int... argb) {
        return argb;
    }

    /** Every pixel's middle lies in just one of the patches around a point that share their sides. */
    @Test
    void patchesThatMeetLeaveNoGapAndShareNoPixel() {
        Random random = new Random(1);
        for (int trial = 0; trial < 200; trial++) {
            double x = 1 + (WIDTH - 2) * random.nextDouble();
            double y = 1 + (HEIGHT - 2) * random.nextDouble();
            double below = WIDTH * random.nextDouble();
            // One sees through all of them: a pixel that two had would be denser.
            int faint = 0x80ffffff;
            Patches around = patches(
                    colors(faint, faint, faint),
                    new double[] {-500, -400, 50, -400, 600, -400, x, y},
                    new double[] {600, -400, 800, 800, below, 900, x, y},
                    new double[] {x, y, below, 900, -600, 700, -500, -400});
            assertThat(Arrays.stream(filled(around, 1)).map(argb -> argb >>> 24).toArray())
                    .as("around %s, %s", x, y)
                    .containsOnly(0x80);
        }
    }

    private static Patches patches(int[] argb, double[]... each) {
        return patches(argb, Arrays.stream(each).flatMapToDouble(Arrays::stream).toArray());
    }

    @Test
    void aPatchCoversThePixelsWhoseMiddleIsInIt() {
        int[] pixels = filled(patches(colors(-1), 10, 5, 30, 5, 20, 15, 10, 25), 1);
        for (int row = 0; row < HEIGHT; row++) {
            for (int column = 0; column < WIDTH; column++) {
                double right = column + 0.5 - 10;
                double down = row + 0.5 - 5;
                if (right + down == 20) {
                    continue; // On the long side: either is right.
                }
                boolean inside = right > 0 && down > 0 && right + down < 20;
                assertThat(pixels[row * WIDTH + column]).isEqualTo(inside ? -1 : 0);
            }
        }
    }

    /** A pixel that a side cuts has the share of its samples that are covered, in the patch's own colour. */
    @Test
    void edgesAreSmoothByTheMeanOfTheSamples() {
        int[] pixels = filled(patches(colors(0xff204060), 10.5, 5, 30, 5, 30, 20, 10.5, 20), 4);
        assertThat(pixels[8 * WIDTH + 10]).isEqualTo(0x80204060);
        assertThat(pixels[8 * WIDTH + 11]).isEqualTo(0xff204060);
        assertThat(pixels[8 * WIDTH + 9]).isZero();
    }

    @Test
    void theLaterIsSeenAndThroughAFaintOneWhatIsBehind() {
        double[] square = {5, 5, 50, 5, 50, 35, 5, 35};
        int at = 20 * WIDTH + 20;
        assertThat(filled(patches(colors(0xffff0000, 0xff0000ff), square, square), 1)[at])
                .isEqualTo(0xff0000ff);
        int mixed = filled(patches(colors(0xffff0000, 0x660000ff), square, square), 1)[at];
        // 0x66 is two fifths.
        assertThat(mixed).isEqualTo(0xff000000 | 153 << 16 | 102);
        int[] alone = filled(patches(colors(0x660000ff), square), 1);
        assertThat(alone[at]).isEqualTo(0x660000ff);
    }

    /** A line thinner than a pixel is as wide as one, and fainter: whether it is seen does not hang on where it lies. */
    @Test
    void thinLinesAreFaintInsteadOfBroken() {
        double[] x = {10, 50, 50, 10};
        double[] y = {9.8, 9.8, 30, 30};
        Stroke thin = new Stroke(Rgb.BLACK, 0.4);
        int[] pixels = filled(new Patches(x, y, colors(-1), new byte[] {SurfaceProjection.FIRST_SIDE}, thin), 1);
        int grey = pixels[9 * WIDTH + 30] & 255;
        for (int column = 12; column < 48; column++) {
            assertThat(pixels[9 * WIDTH + column]).isEqualTo(pixels[9 * WIDTH + 30]);
        }
        assertThat(pixels[9 * WIDTH + 30] >>> 24).isBetween(95, 110);
        assertThat(grey).isZero();
        assertThat(pixels[20 * WIDTH + 30]).isEqualTo(-1);
    }

    /** A part of the page is the same pixels as cut out of the whole: the bands that it is made of leave no trace. */
    @Test
    void aPartIsCutOutOfTheWhole() {
        Patches surface =
                patches(colors(0xff123456, 0x90abcdef), new double[] {3, 2, 55, 18, 40, 38, 1, 30}, new double[] {
                    20, 1, 58, 9, 30, 39, 11, 22
                });
        int[] whole = filled(surface, 2);
        for (int top = 0; top < HEIGHT; top += 8) {
            Picture part = PatchRaster.picture(surface, new Rect(0, top, WIDTH, 8), 1, 2);
            assertThat(part.argb()).isEqualTo(Arrays.copyOfRange(whole, top * WIDTH, (top + 8) * WIDTH));
        }
    }

    @Test
    void whatLiesOutsideOrIsAsThinAsALineIsLeftOut() {
        assertThat(filled(patches(colors(-1), -50, 5, -5, 5, -5, 35, -50, 35), 1))
                .containsOnly(0);
        assertThat(filled(patches(colors(-1), 5, 5, 25, 15, 45, 25, 25, 15), 1)).containsOnly(0);
        double[] far = {-1e9, -1e9, 1e9, -1e9, 1e9, 1e9, -1e9, 1e9};
        assertThat(filled(patches(colors(-1), far), 1)).containsOnly(-1);
    }
}
