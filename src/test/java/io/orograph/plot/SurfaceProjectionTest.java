package io.orograph.plot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.geom.Path2D;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SurfaceProjectionTest {

    private static final ColorMap COLORS = ColorMap.standard();
    private static final int N = 31;

    /** Two crests and a valley: plenty hides plenty. */
    private static double[] waves(int nx, int ny) {
        double[] shares = new double[nx * ny];
        for (int i = 0; i < shares.length; i++) {
            double u = (double) (i % nx) / (nx - 1);
            int row = i / nx;
            double v = (double) row / (ny - 1);
            shares[i] = 0.5 + 0.5 * Math.sin(9 * u + 1) * Math.cos(7 * v);
        }
        return shares;
    }

    /**
     * Of all quadrilaterals that cover a place of the page, the one drawn last is the one whose middle is nearest to
     * the camera, or a neighbour of that one, whose middles may come in either order.
     */
    @Test
    void whatIsDrawnLastIsNearest() {
        HeightField field = new HeightField(N, N, waves(N, N), 0);
        for (double azimuth : new double[] {-125, -90, -40, 0, 30, 100, 170}) {
            for (double elevation : new double[] {8, 30, 65}) {
                BoxProjection box =
                        BoxProjectionTest.box(azimuth, elevation, 0.7).fitted(0, 0, 40, 40);
                SurfaceProjection surface = new SurfaceProjection(box, field, COLORS, 1, 0);
                int[] cells = cells(surface, field, box);
                Path2D[] paths = IntStream.range(0, surface.count())
                        .mapToObj(i -> path(surface, i))
                        .toArray(Path2D[]::new);
                int covered = 0;
                for (double x = 0.5; x < 40; x += 2) {
                    for (double y = 0.5; y < 40; y += 2) {
                        int[] over = covering(paths, x, y);
                        if (over.length > 1) {
                            covered++;
                            int last = cells[over[over.length - 1]];
                            int nearest = nearest(over, cells, field, box);
                            assertThat(Math.max(Math.abs(last % N - nearest % N), Math.abs(last / N - nearest / N)))
                                    .as("cell %s over %s from %s, %s", last, nearest, azimuth, elevation)
                                    .isLessThanOrEqualTo(1);
                        }
                    }
                }
                if (elevation < 20) {
                    assertThat(covered).isGreaterThan(30);
                }
            }
        }
    }

    private static int[] covering(Path2D[] paths, double x, double y) {
        return IntStream.range(0, paths.length)
                .filter(i -> paths[i].contains(x, y))
                .toArray();
    }

    private static int nearest(int[] over, int[] cells, HeightField field, BoxProjection box) {
        int nearest = -1;
        double least = Double.MAX_VALUE;
        double[] camera = box.camera();
        for (int index : over) {
            int ix = cells[index] % N;
            int iy = cells[index] / N;
            double du = camera[0] - (ix + 0.5) / (N - 1);
            double dv = camera[1] - (iy + 0.5) / (N - 1);
            double dw =
                    (camera[2] - field.height(ix, iy, 0.5, 0.5)) * box.shape().whole();
            double distance = du * du + dv * dv + dw * dw;
            if (distance < least) {
                least = distance;
                nearest = cells[index];
            }
        }
        return nearest;
    }

    private static Path2D path(SurfaceProjection surface, int index) {
        Path2D path = new Path2D.Double();
        for (int corner = 4 * index; corner < 4 * index + 4; corner++) {
            if (corner == 4 * index) {
                path.moveTo(surface.x()[corner], surface.y()[corner]);
            } else {
                path.lineTo(surface.x()[corner], surface.y()[corner]);
            }
        }
        path.closePath();
        return path;
    }

    /** The grid squares that the quadrilaterals were made from, found by their first corners. */
    private static int[] cells(SurfaceProjection surface, HeightField field, BoxProjection box) {
        Map<List<Double>, Integer> byCorner = new HashMap<>();
        for (int iy = 0; iy < N - 1; iy++) {
            for (int ix = 0; ix < N - 1; ix++) {
                double u = ix / (N - 1.0);
                double v = iy / (N - 1.0);
                double w = field.height(ix, iy, 0, 0);
                byCorner.put(List.of(box.x(u, v, w), box.y(u, v, w)), iy * N + ix);
            }
        }
        return IntStream.range(0, surface.count())
                .map(i -> byCorner.get(List.of(surface.x()[4 * i], surface.y()[4 * i])))
                .toArray();
    }

    @Test
    void squaresAtHolesAreLeftOut() {
        double[] shares = waves(6, 5);
        shares[2 * 6 + 3] = Double.NaN;
        HeightField field = new HeightField(6, 5, shares, 0.2);
        SurfaceProjection surface = new SurfaceProjection(BoxProjectionTest.box(-60, 30, 1), field, COLORS, 3, 2);
        assertThat(surface.count()).isEqualTo((5 * 4 - 4) * 9);
        assertThat(surface.x()).hasSize(4 * surface.count()).doesNotContain(Double.NaN);
        assertThat(surface.argb()).hasSize(surface.count());
        Arrays.fill(shares, Double.NaN);
        assertThat(new SurfaceProjection(
                                BoxProjectionTest.box(-60, 30, 1), new HeightField(6, 5, shares, 0), COLORS, 3, 2)
                        .count())
                .isZero();
    }

    /** Where a corner is not evaluated one sees through, and the colour is the same. */
    @Test
    void squaresAtEstimatesAreFaint() {
        double[] shares = waves(6, 5);
        BitSet pending = new BitSet();
        pending.set(2 * 6 + 3);
        BoxProjection box = BoxProjectionTest.box(-60, 30, 1);
        int[] solid = new SurfaceProjection(box, new HeightField(6, 5, shares, 0.2), COLORS, 1, 0).argb();
        int[] faint =
                new SurfaceProjection(box, new HeightField(6, 5, shares, 0.2, pending, shares), COLORS, 1, 0).argb();
        int seenThrough = 0;
        for (int i = 0; i < solid.length; i++) {
            assertThat(faint[i] & 0xffffff).isEqualTo(solid[i] & 0xffffff);
            seenThrough += faint[i] >>> 24 < 255 ? 1 : 0;
        }
        assertThat(seenThrough).isEqualTo(4);
    }

    @Test
    void aFlatFieldHasOneColour() {
        double[] shares = new double[25];
        Arrays.fill(shares, 0.5);
        SurfaceProjection surface = new SurfaceProjection(
                BoxProjectionTest.box(-60, 30, 1), new HeightField(5, 5, shares, 0), COLORS, 2, 0);
        assertThat(Arrays.stream(surface.argb()).distinct().toArray()).hasSize(1);
        assertThat(surface.lines()).containsOnly((byte) 0);
    }

    /** Of two slopes of the same height, the one that faces the light is lighter; the underside is darker than both. */
    @Test
    void lightFallsFromTheViewersLeft() {
        double[] ridge = {0, 1, 0, 0, 1, 0};
        SurfaceProjection surface = new SurfaceProjection(
                BoxProjectionTest.box(-90, 60, 0.5), new HeightField(3, 2, ridge, 0), COLORS, 4, 0);
        int left = 0;
        int right = 0;
        for (int i = 0; i < surface.count(); i++) {
            int green = surface.argb()[i] >> 8 & 0xff;
            if (surface.x()[4 * i] + surface.x()[4 * i + 2] < 0) {
                left += green;
            } else {
                right += green;
            }
        }
        assertThat(left).isGreaterThan(right);
    }

    @Test
    void meshLinesAreTheWantedGridLinesAndTheRim() {
        int n = 9;
        HeightField field = new HeightField(n, n, waves(n, n), 0);
        SurfaceProjection surface = new SurfaceProjection(BoxProjectionTest.box(-60, 30, 1), field, COLORS, 2, 4);
        int sides = 0;
        for (byte lines : surface.lines()) {
            sides += Integer.bitCount(lines);
        }
        // Lines 0, 4 and 8 both ways, 16 pieces each; the inner line belongs to the squares on both of its sides.
        assertThat(sides).isEqualTo(2 * 16 * (1 + 2 + 1));
    }

    @Test
    void aPointBehindACrestIsHiddenAndOnItIsSeen() {
        double[] shares = {0, 0, 0, 1, 1, 1, 0, 0, 0};
        HeightField field = new HeightField(3, 3, shares, 0);
        BoxProjection front = BoxProjectionTest.box(-90, 10, 1);
        assertThat(field.isVisible(front, 0.5, 1, 0)).isFalse();
        assertThat(field.isVisible(front, 0.5, 0.5, 1)).isTrue();
        assertThat(field.isVisible(front, 0.5, 0, 0)).isTrue();
        assertThat(field.isVisible(BoxProjectionTest.box(-90, 85, 1), 0.5, 1, 0))
                .isTrue();
    }

    @Test
    void fieldsThatDoNotFitAreRefused() {
        assertThatThrownBy(() -> new HeightField(3, 3, new double[8], 0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new HeightField(1, 3, new double[3], 0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new HeightField(3, 3, new double[9], 1)).isInstanceOf(IllegalArgumentException.class);
    }
}
