package io.orograph.ui.surface;

import static org.assertj.core.api.Assertions.assertThat;

import io.orograph.landscape.Grid;
import io.orograph.landscape.Landscape;
import io.orograph.plot.ColorMap;
import io.orograph.plot.Overlay;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SurfaceShotTest {

    private static final int WIDTH = 200;
    private static final int HEIGHT = 150;
    private static final SurfaceTheme THEME = SurfaceTheme.of(false);

    private static SurfaceShot shot(SurfaceGeometry geometry, Orbit orbit, double density) {
        ColorMap map = ColorMap.all().get(0);
        Projection projection = new Projection(orbit, geometry.box(), WIDTH, HEIGHT, 1);
        int[] wire = SurfaceTheme.wireColors(map);
        return new SurfaceShot(
                geometry,
                projection,
                THEME,
                map.table(),
                SurfaceTheme.faintColors(map),
                wire,
                map.table(),
                Overlay.NONE,
                false,
                density);
    }

    private static int[] pixels(SurfaceShot shot, int samples) {
        int[] pixels = new int[shot.width() * shot.height()];
        shot.paint(samples, pixels);
        return pixels;
    }

    private static SurfaceGeometry rugged() {
        return SurfaceGeometry.of(
                SyntheticLandscapes.of(
                        Grid.square(1, 41),
                        (a, b) -> Math.hypot(a - 0.5, b) < 0.2 ? Double.NaN : SyntheticLandscapes.rugged(a, b)),
                new SurfaceGeometry.Options(false, 1, 100, false, 0.2, null, 101),
                null);
    }

    /** The line of sight, which knows nothing of triangles, meets the surface just where it is drawn. */
    @ParameterizedTest
    @CsvSource({"32,28", "0,90", "0,6", "-90,6", "140,0", "-145,50", "75,15"})
    void theSurfaceIsDrawnWhereItIsSeen(double azimuth, double elevation) {
        SurfaceGeometry geometry = rugged();
        SurfaceShot shot = shot(geometry, new Orbit(azimuth, elevation, 1, 0, 0), 1);
        int[] pixels = pixels(shot, 1);
        int ground = SurfaceShot.argb(THEME.background());
        int differing = 0;
        int covered = 0;
        for (int row = 0; row < HEIGHT; row++) {
            for (int column = 0; column < WIDTH; column++) {
                boolean drawn = pixels[row * WIDTH + column] != ground;
                boolean seen = SightLine.pick(geometry, shot.projection(), column + 0.5, row + 0.5) != null;
                covered += drawn ? 1 : 0;
                differing += drawn == seen ? 0 : 1;
            }
        }
        assertThat(covered).isGreaterThan(2000);
        // Rims of the surface and of the hole run through pixels, and triangles are flat where cells are not.
        assertThat(differing).isLessThan(covered / 12);
    }

    /** From above on one colour: what is evaluated hides the ground, and through what is not it shines. */
    @Test
    void oneSeesThroughWhatIsNotEvaluated() {
        Landscape whole = SyntheticLandscapes.of(Grid.square(1, 41), (a, b) -> a);
        Landscape coarse = SyntheticLandscapes.coarse(whole, 4);
        SurfaceGeometry.Options options = new SurfaceGeometry.Options(false, 1, 100, false, 0.2, null, 101);
        Orbit above = new Orbit(0, 90, 1, 0, 0);
        int[] solid = pixels(shot(SurfaceGeometry.of(whole, options, null), above, 1), 1);
        int[] faint = pixels(shot(SurfaceGeometry.of(coarse, options, null), above, 1), 1);
        int ground = SurfaceShot.argb(THEME.background());
        int through = 0;
        int covered = 0;
        for (int pixel = 0; pixel < solid.length; pixel++) {
            covered += solid[pixel] == ground ? 0 : 1;
            through += solid[pixel] != ground && isMixed(faint[pixel], ground, solid[pixel]) ? 1 : 0;
        }
        assertThat(covered).isGreaterThan(2000);
        // The rest is the net on the surface, and its rim.
        assertThat(through).isGreaterThan(covered * 3 / 5);
    }

    /** With 90 of 255, a good third, of a colour; both are rounded, and a pixel beside has another one. */
    private static boolean isMixed(int seen, int ground, int color) {
        boolean mixed = true;
        for (int shift = 0; shift < 24; shift += 8) {
            int from = ground >> shift & 255;
            double expected = from + ((color >> shift & 255) - from) * 90 / 255.0;
            mixed &= Math.abs((seen >> shift & 255) - expected) <= 3;
        }
        return mixed;
    }

    @ParameterizedTest
    @CsvSource({"1,1", "1,2", "1,3", "2,1"})
    void smoothEdgesAndDenseScreensShowTheSame(double density, int samples) {
        SurfaceGeometry geometry = rugged();
        SurfaceShot plain = shot(geometry, Orbit.START, 1);
        SurfaceShot wanted = shot(geometry, Orbit.START, density);
        int[] expected = pixels(plain, 1);
        int[] found = pixels(wanted, samples);
        assertThat(found).hasSize((int) (WIDTH * HEIGHT * density * density));
        double difference = 0;
        for (int row = 0; row < HEIGHT; row++) {
            for (int column = 0; column < WIDTH; column++) {
                int there = found[(int) (row * density * wanted.width() + column * density)];
                difference += Math.abs((there >> 8 & 255) - (expected[row * WIDTH + column] >> 8 & 255));
            }
        }
        // Of 255: edges and the lines of the net differ, areas do not.
        assertThat(difference / (WIDTH * HEIGHT)).isLessThan(4);
    }
}
