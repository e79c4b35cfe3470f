package io.orograph.plot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.orograph.landscape.Axis;
import io.orograph.landscape.Grid;
import java.util.BitSet;
import java.util.function.DoubleBinaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ColorFieldTest {

    private static final ColorMap COLORS = ColorMap.standard();
    private static final Rgb GROUND = Rgb.of(0x101112);

    private final Grid grid = new Grid(new Axis(-1, 1, 21), new Axis(-1, 1, 11));

    private ColorField field(DoubleBinaryOperator share, boolean smooth, Viewport seen) {
        double[] shares = new double[grid.cells()];
        for (int cell = 0; cell < shares.length; cell++) {
            shares[cell] = share.applyAsDouble(
                    grid.alpha().value(cell % grid.nx()), grid.beta().value(cell / grid.nx()));
        }
        return field(shares, new BitSet(), smooth, seen);
    }

    private ColorField field(double[] shares, BitSet faint, boolean smooth, Viewport seen) {
        return new ColorField(grid, shares, faint, seen, new ColorField.Look(COLORS, smooth, GROUND));
    }

    private Viewport whole() {
        return Viewport.whole(grid);
    }

    /** Bilinear interpolation is exact for a plane, so each pixel has the colour of its own place. */
    @Test
    void smoothPixelsOfAPlaneHaveTheColourOfTheirPlace() {
        int size = 157;
        int[] pixels = field((a, b) -> (2 * a + b + 3) / 6, true, whole())
                .picture(size, size)
                .argb();
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
        DoubleBinaryOperator share = (a, b) -> (a * a + 2 * b * b) / 3;
        int[] pixels = field(share, false, whole()).picture(200, 200).argb();
        for (int ix = 0; ix < grid.nx(); ix++) {
            for (int iy = 0; iy < grid.ny(); iy++) {
                int x = Math.min(199, ix * 10);
                int y = 199 - Math.min(199, iy * 20);
                double own =
                        share.applyAsDouble(grid.alpha().value(ix), grid.beta().value(iy));
                assertThat(pixels[y * 200 + x]).isEqualTo(COLORS.argb(own));
            }
        }
        assertThat(IntStream.of(pixels).distinct().count()).isLessThanOrEqualTo(grid.cells());
    }

    @Test
    void aHoleIsEmptyAndAsLargeAsItsCell() {
        double[] shares = new double[grid.cells()];
        shares[grid.index(7, 4)] = Double.NaN;
        for (boolean smooth : new boolean[] {true, false}) {
            int[] pixels = field(shares, new BitSet(), smooth, whole())
                    .picture(400, 400)
                    .argb();
            // A cell is 20 x 40 pixels; its edges may fall to either side.
            long empty = IntStream.of(pixels).filter(pixel -> pixel == 0).count();
            assertThat(empty).isCloseTo(20 * 40, within(64L));
            assertThat(IntStream.of(pixels)
                                    .filter(pixel -> pixel == COLORS.argb(0))
                                    .count()
                            + empty)
                    .isEqualTo(400 * 400);
        }
    }

    @Test
    void aZoomedViewShowsItsPartAndNothingOutsideOfTheGrid() {
        DoubleBinaryOperator share = (a, b) -> (a + 1) / 2;
        int[] right = field(share, true, new Viewport(0.5, 1, -0.25, 0.25))
                .picture(100, 100)
                .argb();
        assertThat(right[0]).isEqualTo(COLORS.argb((1.5 + 0.0025) / 2));
        assertThat(right[99]).isEqualTo(COLORS.argb((2 - 0.0025) / 2));
        int[] beyond = field(share, true, new Viewport(0.5, 1.5, -0.25, 0.25))
                .picture(100, 100)
                .argb();
        assertThat(beyond[49]).isNotZero();
        assertThat(beyond[50]).isZero();
    }

    @Test
    void whatIsNotEvaluatedIsFaint() {
        BitSet faint = new BitSet();
        faint.set(grid.index(10, 5));
        int[] pixels = field(new double[grid.cells()], faint, false, whole())
                .picture(210, 110)
                .argb();
        Rgb mixed = GROUND.mixed(new Rgb(COLORS.argb(0)), 0.4);
        assertThat(pixels[55 * 210 + 105]).isEqualTo(mixed.argb());
        assertThat(pixels[0]).isEqualTo(COLORS.argb(0));
    }

    /** As rectangles and as pixels it is the same picture: each pixel has the colour of the last rectangle over it. */
    @Test
    void rectanglesCoverThePlaceWithTheSameColours() {
        ColorField field = field((a, b) -> (a * a + b * b) / 2, true, whole());
        Rect place = new Rect(10, 20, 160, 160);
        int[] painted = new int[160 * 160];
        int[] count = new int[1];
        field.fill(place, (rect, color) -> {
            count[0]++;
            assertThat(place.contains(rect)).isTrue();
            for (int y = (int) Math.ceil(rect.y() - 20.5); y + 20.5 < rect.bottom(); y++) {
                for (int x = (int) Math.ceil(rect.x() - 10.5); x + 10.5 < rect.right(); x++) {
                    painted[y * 160 + x] = color.argb();
                }
            }
        });
        assertThat(count[0]).isBetween(1000, ColorField.MOST_PATCHES);
        assertThat(painted).doesNotContain(0);
        for (int i = 0; i < painted.length; i += 37) {
            double alpha = -1 + 2 * (i % 160 + 0.5) / 160;
            int row = i / 160;
            double beta = 1 - 2 * (row + 0.5) / 160;
            Rgb exact = new Rgb(COLORS.argb((alpha * alpha + beta * beta) / 2));
            // A rectangle is an eighth of a step wide, over which the share changes by a fiftieth at most.
            assertThat(Math.abs(new Rgb(painted[i]).luminance() - exact.luminance()))
                    .isLessThan(0.03);
        }
    }

    @Test
    void sharesThatDoNotFitAreRefused() {
        assertThatThrownBy(() -> field(new double[3], new BitSet(), true, whole()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("21×11");
    }
}
