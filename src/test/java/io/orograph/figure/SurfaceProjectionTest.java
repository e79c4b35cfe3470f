package io.orograph.figure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.geom.Path2D;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SurfaceProjectionTest {

    private static final ColorMap COLORS = ColorMap.standard();

    /** Two crests and a valley: plenty hides plenty. */
    private static double[] waves(int nx, int ny) {
        double[] shares = new double[nx * ny];
        for (int i = 0; i < shares.length; i++) {
            double u = (double) (i % nx) / (nx - 1);
            double v = (double) (i / nx) / (ny - 1);
            shares[i] = 0.5 + 0.5 * Math.sin(9 * u + 1) * Math.cos(7 * v);
        }
        return shares;
    }

    /**
     * Two independent ways to hidden surfaces must agree: the quadrilateral drawn last over a place of the surface
     * belongs to that place if, and only if, the line of sight to the camera is free. The line of sight is followed in
     * steps and with a tolerance of a hundredth, so places that are hidden by a hair may differ: 3 % are allowed, while
     * any wrong order gives tens.
     */
    @Test
    void whatIsDrawnLastIsWhatIsSeen() {
        int n = 31;
        HeightField field = new HeightField(n, n, waves(n, n), 0);
        for (double azimuth : new double[] {-125, -90, -40, 0, 30, 100, 170}) {
            for (double elevation : new double[] {8, 30, 65}) {
                BoxProjection box = new BoxProjection(azimuth, elevation, 0.7);
                SurfaceProjection surface = new SurfaceProjection(box, field, COLORS, 1, 0);
                int hidden = 0;
                int wrong = 0;
                for (int iy = 1; iy < n - 1; iy += 2) {
                    for (int ix = 1; ix < n - 1; ix += 2) {
                        double w = field.height(ix, iy, 0.5, 0.5);
                        double u = (ix + 0.5) / (n - 1);
                        double v = (iy + 0.5) / (n - 1);
                        boolean seen = field.isVisible(box, u, v, w);
                        boolean last = isCorner(surface, lastAt(surface, box.x(u, v, w), box.y(u, v, w)), field, box, ix, iy);
                        hidden += seen ? 0 : 1;
                        wrong += seen == last ? 0 : 1;
                    }
                }
                assertThat(wrong).as("azimuth %s, elevation %s", azimuth, elevation).isLessThanOrEqualTo(7);
                if (elevation < 20) {
                    assertThat(hidden).isGreaterThan(40);
                }
            }
        }
    }

    private static int lastAt(SurfaceProjection surface, double x, double y) {
        return IntStream.iterate(surface.count() - 1, i -> i >= 0, i -> i - 1)
                .filter(i -> path(surface, i).contains(x, y))
                .findFirst()
                .orElse(-1);
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

    private static boolean isCorner(
            SurfaceProjection surface, int index, HeightField field, BoxProjection box, int ix, int iy) {
        double u = (double) ix / (field.nx() - 1);
        double v = (double) iy / (field.ny() - 1);
        double w = field.height(ix, iy, 0, 0);
        return index >= 0
                && surface.x()[4 * index] == box.x(u, v, w)
                && surface.y()[4 * index] == box.y(u, v, w);
    }

    @Test
    void squaresAtHolesAreLeftOut() {
        double[] shares = waves(6, 5);
        shares[2 * 6 + 3] = Double.NaN;
        HeightField field = new HeightField(6, 5, shares, 0.2);
        SurfaceProjection surface = new SurfaceProjection(new BoxProjection(-60, 30, 1), field, COLORS, 3, 2);
        assertThat(surface.count()).isEqualTo((5 * 4 - 4) * 9);
        assertThat(surface.x()).hasSize(4 * surface.count()).doesNotContain(Double.NaN);
        assertThat(surface.argb()).hasSize(surface.count());
        Arrays.fill(shares, Double.NaN);
        assertThat(new SurfaceProjection(new BoxProjection(-60, 30, 1), new HeightField(6, 5, shares, 0), COLORS, 3, 2)
                        .count())
                .isZero();
    }

    @Test
    void aFlatFieldHasOneColour() {
        double[] shares = new double[25];
        Arrays.fill(shares, 0.5);
        SurfaceProjection surface = new SurfaceProjection(
                new BoxProjection(-60, 30, 1), new HeightField(5, 5, shares, 0), COLORS, 2, 0);
        assertThat(Arrays.stream(surface.argb()).distinct().toArray()).hasSize(1);
        assertThat(surface.lines()).containsOnly((byte) 0);
    }

    /** Of two slopes of the same height, the one that faces the light is lighter; the underside is darker than both. */
    @Test
    void lightFallsFromTheViewersLeft() {
        double[] ridge = {0, 1, 0, 0, 1, 0};
        SurfaceProjection surface = new SurfaceProjection(
                new BoxProjection(-90, 60, 0.5), new HeightField(3, 2, ridge, 0), COLORS, 4, 0);
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
        SurfaceProjection surface = new SurfaceProjection(new BoxProjection(-60, 30, 1), field, COLORS, 2, 4);
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
        BoxProjection front = new BoxProjection(-90, 10, 1);
        assertThat(field.isVisible(front, 0.5, 1, 0)).isFalse();
        assertThat(field.isVisible(front, 0.5, 0.5, 1)).isTrue();
        assertThat(field.isVisible(front, 0.5, 0, 0)).isTrue();
        assertThat(field.isVisible(new BoxProjection(-90, 85, 1), 0.5, 1, 0)).isTrue();
    }

    @Test
    void fieldsThatDoNotFitAreRefused() {
        assertThatThrownBy(() -> new HeightField(3, 3, new double[8], 0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new HeightField(1, 3, new double[3], 0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new HeightField(3, 3, new double[9], 1)).isInstanceOf(IllegalArgumentException.class);
    }
}
