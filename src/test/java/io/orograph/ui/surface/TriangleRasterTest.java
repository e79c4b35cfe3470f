package io.orograph.ui.surface;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TriangleRasterTest {

    private static final int WIDTH = 60;
    private static final int HEIGHT = 40;
    private static final int GROUND = 0xff123456;

    /** A mesh of separate triangles, each with a nearness and a colour of its own. */
    private static ScreenMesh mesh(float[] x, float[] y, float[] nearness, int... colors) {
        int[] faces = new int[9 * (x.length / 3)];
        float[] place = new float[x.length];
        float[] light = new float[x.length];
        for (int i = 0; i < x.length; i++) {
            Arrays.fill(faces, 3 * i, 3 * i + 3, i);
            int triangle = i / 3;
            place[i] = triangle + 0.5f;
            light[i] = 1;
        }
        return new ScreenMesh(x, y, nearness, place, light, faces, colors, false);
    }

    private static int[] filled(int top, int rows, ScreenMesh... meshes) {
        TriangleRaster raster = new TriangleRaster(WIDTH, top, rows);
        raster.clear(GROUND);
        for (ScreenMesh mesh : meshes) {
            raster.fill(mesh);
        }
        return raster.argb();
    }

    private static int[] filled(ScreenMesh... meshes) {
        return filled(0, HEIGHT, meshes);
    }

    /** Every pixel's middle lies in just one triangle of a fan around a point, whose edges are shared. */
    @Test
    void trianglesThatMeetLeaveNoGap() {
        Random random = new Random(1);
        for (int trial = 0; trial < 200; trial++) {
            float midX = 1 + (WIDTH - 2) * random.nextFloat();
            float midY = 1 + (HEIGHT - 2) * random.nextFloat();
            float[] rimX = {-5, WIDTH * random.nextFloat(), WIDTH + 7, WIDTH + 3, -9};
            float[] rimY = {-8, -30, -4, HEIGHT + 6, HEIGHT + 5};
            float[] x = new float[15];
            float[] y = new float[15];
            for (int i = 0; i < 5; i++) {
                // Either way round, as a triangle's corners come in any order.
                int first = i % 2 == 0 ? i : (i + 1) % 5;
                int second = i % 2 == 0 ? (i + 1) % 5 : i;
                System.arraycopy(new float[] {midX, rimX[first], rimX[second]}, 0, x, 3 * i, 3);
                System.arraycopy(new float[] {midY, rimY[first], rimY[second]}, 0, y, 3 * i, 3);
            }
            float[] nearness = new float[15];
            Arrays.fill(nearness, 0.01f);
            int[] pixels = filled(mesh(x, y, nearness, -1, -2, -3, -4, -5));
            assertThat(Arrays.stream(pixels).filter(pixel -> pixel == GROUND).count())
                    .as("gaps around %s, %s", midX, midY)
                    .isZero();
        }
    }

    @Test
    void aTriangleCoversThePixelsWhoseMiddleIsInIt() {
        int[] pixels = filled(mesh(new float[] {10, 30, 10}, new float[] {5, 5, 25}, new float[] {1, 1, 1}, -1));
        for (int row = 0; row < HEIGHT; row++) {
            for (int column = 0; column < WIDTH; column++) {
                double right = column + 0.5 - 10;
                double down = row + 0.5 - 5;
                if (right + down == 20) {
                    continue; // On the long side: either is right.
                }
                boolean inside = right > 0 && down > 0 && right + down < 20;
                assertThat(pixels[row * WIDTH + column] == -1).isEqualTo(inside);
            }
        }
    }

    @Test
    void theNearerIsSeenInWhicheverOrderTheyCome() {
        float[] x = {5, 50, 5, 5, 50, 5};
        float[] y = {5, 5, 35, 5, 5, 35};
        ScreenMesh slanted = mesh(x, y, new float[] {0.2f, 0.6f, 0.2f, 0.4f, 0.4f, 0.4f}, 0xffff0000, 0xff00ff00);
        ScreenMesh swapped = mesh(x, y, new float[] {0.4f, 0.4f, 0.4f, 0.2f, 0.6f, 0.2f}, 0xff00ff00, 0xffff0000);
        int[] pixels = filled(slanted);
        assertThat(filled(swapped)).isEqualTo(pixels);
        // The slanted one comes to the front halfway, at x = 27.5.
        assertThat(pixels[8 * WIDTH + 20]).isEqualTo(0xff00ff00);
        assertThat(pixels[8 * WIDTH + 35]).isEqualTo(0xffff0000);
    }

    @Test
    void whatReachesBehindTheViewerOrIsAsThinAsALineIsLeftOut() {
        float[] x = {5, 50, 5};
        float[] y = {5, 5, 35};
        assertThat(filled(mesh(x, y, new float[] {1, 0, 1}, -1))).containsOnly(GROUND);
        assertThat(filled(mesh(new float[] {5, 25, 45}, new float[] {5, 15, 25}, new float[] {1, 1, 1}, -1)))
                .containsOnly(GROUND);
        assertThat(filled(mesh(new float[] {Float.NaN, 25, 45}, y, new float[] {0, 1, 1}, -1)))
                .containsOnly(GROUND);
    }

    @Test
    void coloursAndLightRunEvenlyOverATriangle() {
        int[] colors = new int[60];
        for (int i = 0; i < colors.length; i++) {
            colors[i] = 0xff000000 | 4 * i << 16 | 100;
        }
        float[] x = {0, 60, 0};
        float[] y = {0, 0, 40};
        float[] light = {0.5f, 0.5f, 2.5f};
        int[] faces = {0, 0, 0, 1, 1, 1, 2, 2, 2};
        int[] pixels = filled(new ScreenMesh(x, y, new float[] {1, 1, 1}, x, light, faces, colors, true));
        int at = pixels[10 * WIDTH + 20];
        double expectedLight = 0.5 + 2 * 10.5 / 40;
        // Light is kept in 256ths and channels are cut to whole numbers: one step of each.
        assertThat(at >> 16 & 255).isBetween((int) (80 * expectedLight) - 1, (int) (80 * expectedLight) + 1);
        assertThat(at & 255).isBetween((int) (100 * expectedLight) - 1, (int) (100 * expectedLight) + 1);
        assertThat(pixels[38 * WIDTH + 1] & 255).as("no brighter than full").isBetween(235, 255);
    }

    @Test
    void rowsFilledApartAreTheSameAsTogether() {
        ScreenMesh mesh = mesh(new float[] {3, 55, 20}, new float[] {2, 18, 38}, new float[] {1, 1, 1}, -1);
        int[] whole = filled(mesh);
        for (int top = 0; top < HEIGHT; top += 8) {
            assertThat(filled(top, 8, mesh)).isEqualTo(Arrays.copyOfRange(whole, top * WIDTH, (top + 8) * WIDTH));
        }
    }
}
