package io.orograph.landscape;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class ContoursTest {

    private static final Grid GRID = Grid.square(1, 41);
    private static final double STEP = GRID.alpha().step();

    private static List<Contour> trace(Grid grid, java.util.function.DoubleBinaryOperator function, double level) {
        return Contours.trace(grid, Landscapes.values(grid, function), level);
    }

    /**
     * Along a grid edge of length h, linear interpolation of a² is wrong by at most h²/4 (h²/8 times the second
     * derivative 2); divided by the slope of the squared radius across the line, 2r, the point is off the circle by at
     * most h²/(8r), to first order in h.
     */
    @Test
    void aCircleIsOneClosedLineWithinTheInterpolationError() {
        double radius = 0.73;
        List<Contour> contours = trace(GRID, (a, b) -> a * a + b * b, radius * radius);
        assertThat(contours).hasSize(1);
        Contour circle = contours.get(0);
        assertThat(circle.closed()).isTrue();
        assertThat(circle.level()).isEqualTo(radius * radius);
        double largest = 0;
        for (int i = 0; i < circle.size(); i++) {
            largest = Math.max(largest, Math.abs(Math.hypot(circle.alpha()[i], circle.beta()[i]) - radius));
        }
        assertThat(largest).isLessThan(1.05 * STEP * STEP / (8 * radius)).isPositive();
        // Consecutive points are at most one square's diagonal apart, the last and the first too.
        for (int i = 0; i < circle.size(); i++) {
            int next = (i + 1) % circle.size();
            double gap = Math.hypot(circle.alpha()[i] - circle.alpha()[next], circle.beta()[i] - circle.beta()[next]);
            assertThat(gap).isLessThanOrEqualTo(STEP * Math.sqrt(2) + 1e-12).isPositive();
        }
    }

    /** The polygon's length differs from 2πr by a share of at most (h/r)², and shrinks with the square of the step. */
    @Test
    void theLengthOfACircleConvergesToTheClosedForm() {
        double radius = 0.73;
        double[] errors = new double[2];
        int[] counts = {41, 161};
        for (int i = 0; i < 2; i++) {
            Grid grid = Grid.square(1, counts[i]);
            double length = trace(grid, (a, b) -> a * a + b * b, radius * radius).stream()
                    .mapToDouble(Contour::length)
                    .sum();
            errors[i] = Math.abs(length / (2 * Math.PI * radius) - 1);
        }
        assertThat(errors[0]).isLessThan(STEP * STEP / (radius * radius));
        // The step is a quarter, so the error is about a sixteenth; an eighth leaves room for how the grid lies.
        assertThat(errors[1]).isLessThan(errors[0] / 8);
    }

    /** Linear interpolation is exact for a plane; 1e-15 is the rounding of coordinates of size 1. */
    @Test
    void aPlaneGivesAStraightOpenLineFromEdgeToEdge() {
        List<Contour> contours = trace(GRID, (a, b) -> 2 * a + b + 0.3, 0.4);
        assertThat(contours).hasSize(1);
        Contour line = contours.get(0);
        assertThat(line.closed()).isFalse();
        for (int i = 0; i < line.size(); i++) {
            assertThat(2 * line.alpha()[i] + line.beta()[i] + 0.3).isEqualTo(0.4, within(2e-15));
        }
        double run = 2.0;
        assertThat(line.length()).isEqualTo(Math.hypot(run, run / 2), within(1e-13));
    }

    @Test
    void anAxisAlignedPlaneIsStraightToTheBit() {
        Contour line = trace(new Grid(new Axis(-1, 2, 7), new Axis(0, 5, 4)), (a, b) -> a, 0.3)
                .get(0);
        assertThat(Arrays.stream(line.alpha()).distinct().toArray()).hasSize(1);
        assertThat(line.beta()).hasSize(4).contains(0, 5);
        assertThat(line.alpha()[0]).isEqualTo(0.3, within(1e-15));
    }

    /** The four corners 1, 0, 1, 0 have the mean 0.5: above the level the ones join, below it they are cut off. */
    @Test
    void theMeanOfTheCornersResolvesASaddle() {
        Grid square = new Grid(new Axis(0, 1, 2), new Axis(0, 1, 2));
        double[] values = {1, 0, 0, 1};
        List<Contour> low = Contours.trace(square, values, 0.4);
        assertThat(low).hasSize(2);
        // The zeros, at (1, 0) and (0, 1), are cut off: α - β is positive all along one line, negative along the other.
        assertThat(low)
                .allSatisfy(line -> assertThat(line.alpha()[0] - line.beta()[0])
                        .matches(first -> first * (line.alpha()[1] - line.beta()[1]) > 0));
        List<Contour> high = Contours.trace(square, values, 0.6);
        assertThat(high).hasSize(2);
        assertThat(high)
                .allSatisfy(line -> assertThat(line.alpha()[0] + line.beta()[0] - 1)
                        .matches(first -> first * (line.alpha()[1] + line.beta()[1] - 1) > 0));
        // Mirrored, the ones and zeros change places.
        double[] mirrored = {0, 1, 1, 0};
        assertThat(Contours.trace(square, mirrored, 0.4))
                .allSatisfy(line -> assertThat(line.alpha()[0] + line.beta()[0] - 1)
                        .matches(first -> first * (line.alpha()[1] + line.beta()[1] - 1) > 0));
    }

    @Test
    void aSaddleSurfaceGivesTwoBranchesThatNeverMeet() {
        // An even count: no cell lies on the diagonals, and the centre square is ambiguous.
        Grid grid = Grid.square(1, 40);
        List<Contour> contours = trace(grid, (a, b) -> a * a - b * b, 0.01);
        assertThat(contours).hasSize(2).noneMatch(Contour::closed);
        for (Contour branch : contours) {
            double side = Math.signum(branch.alpha()[0]);
            assertThat(Arrays.stream(branch.alpha())).allMatch(alpha -> alpha * side > 0);
        }
    }

    @Test
    void aHoleCutsTheLine() {
        double radius = 0.7;
        double[] values = Landscapes.values(GRID, (a, b) -> a * a + b * b);
        double[] whole = values.clone();
        int hole = GRID.index(GRID.alpha().nearest(radius), GRID.beta().nearest(0));
        for (double bad : new double[] {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY}) {
            values[hole] = bad;
            List<Contour> cut = Contours.trace(GRID, values, radius * radius);
            assertThat(cut).hasSize(1);
            assertThat(cut.get(0).closed()).isFalse();
            double left = Contours.trace(GRID, whole, radius * radius).get(0).length()
                    - cut.get(0).length();
            // The squares above and below the hole are gone, one step each, and the line is nearly upright there.
            assertThat(left).isEqualTo(2 * STEP, within(0.1 * STEP));
        }
        Arrays.fill(values, Double.NaN);
        assertThat(Contours.trace(GRID, values, 0.1)).isEmpty();
    }

    @Test
    void cornersOnTheLevelAreMetOnce() {
        // A diamond whose corners and sides run through grid points.
        Grid grid = Grid.square(2, 5);
        List<Contour> contours = trace(grid, (a, b) -> -Math.abs(a) - Math.abs(b), -1);
        assertThat(contours).hasSize(1);
        Contour diamond = contours.get(0);
        assertThat(diamond.closed()).isTrue();
        assertThat(diamond.length()).isEqualTo(4 * Math.sqrt(2), within(1e-15));
        assertThat(diamond.size()).isEqualTo(4);
    }

    @Test
    void twoBasinsGiveTwoLines() {
        List<Contour> contours = trace(GRID, (a, b) -> Math.pow(a * a - 0.36, 2) + b * b, 0.05);
        assertThat(contours).hasSize(2).allMatch(Contour::closed);
    }

    @Test
    void levelsOutsideTheRangeGiveNothing() {
        assertThat(trace(GRID, (a, b) -> a * a, 5)).isEmpty();
        assertThat(trace(GRID, (a, b) -> a * a, -1)).isEmpty();
        assertThat(trace(GRID, (a, b) -> a * a, Double.NaN)).isEmpty();
        assertThat(trace(GRID, (a, b) -> 3, 3)).isEmpty();
    }

    @Test
    void severalLevelsComeInTheirOrder() {
        double[] values = Landscapes.values(GRID, (a, b) -> a * a + b * b);
        assertThat(Contours.trace(GRID, values, new double[] {0.5, 0.1, 7}))
                .extracting(Contour::level)
                .containsExactly(0.5, 0.1);
    }

    @Test
    void valuesThatDoNotFitTheGridAreRefused() {
        assertThatThrownBy(() -> Contours.trace(GRID, new double[3], 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("3 values for 1681 cells");
    }
}
