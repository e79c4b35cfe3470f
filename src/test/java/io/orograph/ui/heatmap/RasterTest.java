package io.orograph.ui.heatmap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.orograph.figure.ColorMap;
import io.orograph.landscape.Axis;
import io.orograph.landscape.Grid;
import io.orograph.landscape.Landscape;
import java.util.Set;
import java.util.function.DoubleBinaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RasterTest {

    private static final int HOLE = 0xff101112;
    private static final int HATCH = 0xfff0f1f2;
    private static final ColorMap COLORS = ColorMap.standard();

    private final Grid grid = new Grid(new Axis(-1, 1, 21), new Axis(-1, 1, 11));

    private ColorField field(DoubleBinaryOperator loss) {
        return field(SyntheticLandscapes.of(grid, loss, cell -> true), false);
    }

    private static ColorField field(Landscape landscape, boolean logarithmic) {
        return ColorField.of(new ColorField.Look(landscape, logarithmic, 100, COLORS, true));
    }

    private int[] pixels(ColorField field, int width, int height, boolean smooth) {
        return Raster.pixels(field, Viewport.whole(grid), new Raster.Size(width, height, 1), smooth, HOLE, HATCH);
    }

    /** Bilinear interpolation is exact for a plane, so each pixel has the colour of its own place. */
    @Test
    void smoothPixelsOfAPlaneHaveTheColourOfTheirPlace() {
        int size = 157;
        int[] pixels = pixels(field((a, b) -> 2 * a + b + 5), size, size, true);
        for (int y = 0; y < size; y++) {
            for (int x = 0; x < size; x++) {
                double alpha = -1 + 2 * (x + 0.5) / size;
                double beta = 1 - 2 * (y + 0.5) / size;
                double share = (2 * alpha + beta + 3) / 6;
                // Where the share lies between two of the 256 colours, rounding may take either.
                assertThat(pixels[y * size + x]).isIn(COLORS.argb(share - 1e-9), COLORS.argb(share + 1e-9));
            }
        }
    }

    @Test
    void crispPixelsHaveTheColourOfTheirCell() {
        ColorField field = field(SyntheticLandscapes::bowl);
        int size = 200;
        int[] pixels = pixels(field, size, size, false);
        for (int ix = 0; ix < grid.nx(); ix++) {
            for (int iy = 0; iy < grid.ny(); iy++) {
                int x = Math.min(size - 1, ix * size / 20);
                int y = size - 1 - Math.min(size - 1, iy * size / 10);
                assertThat(pixels[y * size + x])
                        .isEqualTo(field.argb(field.landscape().loss(ix, iy)));
            }
        }
        assertThat(colours(pixels)).hasSizeLessThanOrEqualTo(grid.cells());
    }

    @Test
    void aHoleIsHatchedAndAsLargeAsItsCell() {
        int hole = grid.index(7, 4);
        Landscape landscape = SyntheticLandscapes.of(
                grid,
                (a, b) -> a == grid.alpha().value(7) && b == grid.beta().value(4)
                        ? Double.POSITIVE_INFINITY
                        : SyntheticLandscapes.bowl(a, b),
                cell -> true);
        assertThat(landscape.loss(hole)).isInfinite();
        ColorField field = field(landscape, false);
        Set<Integer> map = IntStream.of(COLORS.table()).boxed().collect(Collectors.toSet());
        for (boolean smooth : new boolean[] {true, false}) {
            int[] pixels = pixels(field, 400, 400, smooth);
            // A cell is 20 x 40 pixels; its edges may fall to either side.
            long holePixels =
                    IntStream.of(pixels).filter(pixel -> !map.contains(pixel)).count();
            assertThat(holePixels).isCloseTo(20 * 40, within(64L));
            assertThat(IntStream.of(pixels).filter(pixel -> pixel == HOLE).count())
                    .isGreaterThan(200);
            assertThat(IntStream.of(pixels).anyMatch(pixel -> brightness(pixel) > 0xc0 && !map.contains(pixel)))
                    .isTrue();
        }
        assertThat(field.hatchMeaning()).isEqualTo("not finite");
    }

    private static int brightness(int argb) {
        return argb & 0xff;
    }

    @Test
    void aZoomedViewShowsOnlyItsPart() {
        ColorField field = field((a, b) -> a + 1);
        Viewport right = new Viewport(0.5, 1, -0.25, 0.25);
        int[] pixels = Raster.pixels(field, right, new Raster.Size(100, 100, 1), true, HOLE, HATCH);
        assertThat(pixels[0]).isEqualTo(COLORS.argb((1.5 + 0.0025) / 2));
        assertThat(pixels[99]).isEqualTo(COLORS.argb((2 - 0.0025) / 2));
    }

    @Test
    void everyPixelIsOpaqueWhateverTheLossesAre() {
        Landscape nothing = SyntheticLandscapes.of(grid, (a, b) -> Double.NaN, cell -> true);
        Landscape pending = SyntheticLandscapes.of(grid, SyntheticLandscapes::bowl, cell -> false);
        Landscape flat = SyntheticLandscapes.of(grid, (a, b) -> 1, cell -> true);
        for (Landscape landscape : new Landscape[] {nothing, pending, flat}) {
            for (boolean logarithmic : new boolean[] {true, false}) {
                int[] pixels = pixels(field(landscape, logarithmic), 33, 29, true);
                assertThat(IntStream.of(pixels)).allMatch(pixel -> pixel >>> 24 == 0xff);
            }
        }
    }

    @Test
    void aLossOfZeroHasNoPlaceOnALogarithmicScale() {
        Landscape landscape = SyntheticLandscapes.of(grid, (a, b) -> a * a + b * b, cell -> true);
        assertThat(field(landscape, true).hatchMeaning()).isEqualTo("loss ≤ 0");
        assertThat(field(landscape, false).hatchMeaning()).isEmpty();
        Landscape pending = SyntheticLandscapes.of(grid, SyntheticLandscapes::bowl, cell -> false);
        assertThat(field(pending, false).hatchMeaning()).isEqualTo("not evaluated");
    }

    @Test
    void cellsNotEvaluatedAreFilledForDisplay() {
        Landscape half = SyntheticLandscapes.of(
                grid, SyntheticLandscapes::bowl, cell -> cell % grid.nx() % 4 == 0 && cell / grid.nx() % 2 == 0);
        ColorField field = field(half, false);
        assertThat(field.hatchMeaning()).isEqualTo("not evaluated");
        int[] pixels = pixels(field, 210, 220, false);
        Set<Integer> map = IntStream.of(COLORS.table()).boxed().collect(Collectors.toSet());
        for (int cell = 0; cell < grid.cells(); cell++) {
            // The middle of a cell of 10.5 by 22 pixels; the outermost ones are half as large.
            int x = Math.min(209, (int) (10.5 * (cell % grid.nx())));
            int y = 219 - Math.min(219, 22 * (cell / grid.nx()));
            assertThat(map.contains(pixels[y * 210 + x])).isEqualTo(half.isEvaluated(cell));
        }
        assertThat(field.shares()).doesNotContain(Double.NaN);
    }

    @Test
    void contoursAreMadeOnlyWhenWanted() {
        Landscape bowl = SyntheticLandscapes.bowl(1, 21);
        assertThat(field(bowl, false).contours()).isNotEmpty();
        assertThat(ColorField.of(new ColorField.Look(bowl, false, 100, COLORS, false))
                        .contours())
                .isEmpty();
    }

    @Test
    void theScaleEndsAtThePercentile() {
        Landscape bowl = SyntheticLandscapes.bowl(1, 21);
        ColorField field = ColorField.of(new ColorField.Look(bowl, false, 50, COLORS, false));
        long atTop = IntStream.range(0, bowl.grid().cells())
                .filter(cell -> field.shares()[cell] == 1)
                .count();
        // Half of the cells lie at or above their median; equal losses may lie on it.
        assertThat(atTop).isCloseTo(bowl.grid().cells() / 2, within(8L));
    }

    private static Set<Integer> colours(int[] pixels) {
        return IntStream.of(pixels).boxed().collect(Collectors.toSet());
    }
}
