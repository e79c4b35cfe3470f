package io.orograph.landscape;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.orograph.landscape.CriticalPoint.Kind;
import io.orograph.provenance.Provenance;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Random;
import java.util.function.DoubleBinaryOperator;
import org.junit.jupiter.api.Test;

/** On surfaces whose minima, saddles and plateaus are known. */
final class CriticalPointsTest {

    private static List<CriticalPoint> find(Grid grid, DoubleBinaryOperator surface) {
        return CriticalPoints.of(Landscapes.of(grid, surface, Provenance.NONE));
    }

    private static List<CriticalPoint> of(Kind kind, List<CriticalPoint> points) {
        return points.stream().filter(point -> point.kind() == kind).toList();
    }

    /** Adds noise of at most an amplitude, with a standard error. */
    private static Landscape noisy(Grid grid, DoubleBinaryOperator surface, double amplitude, double error) {
        Random random = new Random(1);
        double[] losses = Landscapes.values(grid, surface);
        for (int i = 0; i < losses.length; i++) {
            losses[i] += amplitude * (2 * random.nextDouble() - 1);
        }
        double[] errors = new double[losses.length];
        Arrays.fill(errors, error);
        BitSet all = new BitSet();
        all.set(0, losses.length);
        return new Landscape(grid, new Landscape.Cells(losses, errors, null, null, all), Provenance.NONE);
    }

    /** A quadratic is its own fit: its bottom is found between the cells, to rounding. */
    @Test
    void bowl() {
        List<CriticalPoint> found = find(
                Grid.square(1, 21),
                (x, y) -> 3
                        + 2 * (x - 0.234) * (x - 0.234)
                        + (y + 0.111) * (y + 0.111)
                        + 0.5 * (x - 0.234) * (y + 0.111));
        assertThat(found).hasSize(1);
        assertThat(found.get(0).kind()).isEqualTo(Kind.MINIMUM);
        assertThat(found.get(0).alpha()).isCloseTo(0.234, within(1e-10));
        assertThat(found.get(0).beta()).isCloseTo(-0.111, within(1e-10));
        assertThat(found.get(0).loss()).isCloseTo(3, within(1e-10));
    }

    @Test
    void saddleOnAGridThatIsNotSquare() {
        List<CriticalPoint> found = find(
                new Grid(new Axis(-1, 2, 31), new Axis(-0.5, 1, 16)),
                (x, y) -> (x - 0.42) * (x - 0.42) - 3 * (y - 0.27) * (y - 0.27));
        assertThat(found).hasSize(1);
        assertThat(found.get(0).kind()).isEqualTo(Kind.SADDLE);
        assertThat(found.get(0).alpha()).isCloseTo(0.42, within(1e-10));
        assertThat(found.get(0).beta()).isCloseTo(0.27, within(1e-10));
    }

    /**
     * (x² + y − 11)² + (x + y² − 7)²: four minima of height 0, four saddles, one maximum. At a step of 0.1 the third
     * derivatives move the fitted places by about h²·f‴/(6·f″) ≈ 0.002.
     */
    @Test
    void himmelblau() {
        List<CriticalPoint> found = find(Grid.square(5, 101), (x, y) -> {
            double a = x * x + y - 11;
            double b = x + y * y - 7;
            return a * a + b * b;
        });
        double[][] minima = {{3, 2}, {-2.805118, 3.131313}, {-3.779310, -3.283186}, {3.584428, -1.848127}};
        double[][] saddles = {{0.086678, 2.884255}, {3.385154, 0.073852}, {-3.073026, -0.081353}, {-0.127961, -1.953715}
        };
        assertPlaces(of(Kind.MINIMUM, found), minima);
        assertPlaces(of(Kind.SADDLE, found), saddles);
        assertThat(of(Kind.MINIMUM, found)).allMatch(point -> Math.abs(point.loss()) < 0.02);
        assertThat(found).hasSize(8);
    }

    private static void assertPlaces(List<CriticalPoint> found, double[][] expected) {
        assertThat(found).hasSize(expected.length);
        for (double[] place : expected) {
            assertThat(found).anyMatch(point -> Math.hypot(point.alpha() - place[0], point.beta() - place[1]) < 0.01);
        }
    }

    /** x³ − 3xy²: three valleys and three ridges meet in one point, which is one saddle and no minimum. */
    @Test
    void monkeySaddle() {
        List<CriticalPoint> found = find(Grid.square(1, 41), (x, y) -> x * x * x - 3 * x * y * y);
        assertThat(of(Kind.MINIMUM, found)).isEmpty();
        assertThat(of(Kind.SADDLE, found)).hasSizeLessThanOrEqualTo(1);
        assertThat(found).allMatch(point -> Math.hypot(point.alpha(), point.beta()) < 0.1);
        assertThat(found).isNotEmpty();
    }

    @Test
    void slopeHasNothing() {
        assertThat(find(Grid.square(1, 15), (x, y) -> 2 * x - y)).isEmpty();
    }

    @Test
    void constantRegionsArePlateausAndNotMinima() {
        List<CriticalPoint> all = find(Grid.square(1, 15), (x, y) -> 0.7);
        assertThat(all).hasSize(1);
        assertThat(all.get(0).kind()).isEqualTo(Kind.PLATEAU);
        assertThat(all.get(0).cells()).isEqualTo(225);
        assertThat(all.get(0).loss()).isEqualTo(0.7);

        // A pan: flat within radius 0.5, rising outside.
        List<CriticalPoint> pan = find(Grid.square(1, 41), (x, y) -> Math.max(0, Math.hypot(x, y) - 0.5));
        assertThat(pan).hasSize(1);
        assertThat(pan.get(0).kind()).isEqualTo(Kind.PLATEAU);
        assertThat(Math.hypot(pan.get(0).alpha(), pan.get(0).beta())).isLessThan(0.05);
    }

    /** Noise of up to one standard error on a slope makes nothing; on a bowl it leaves the one minimum. */
    @Test
    void noiseWithinTheStandardErrorMakesNoMinima() {
        Grid grid = Grid.square(1, 31);
        assertThat(CriticalPoints.of(noisy(grid, (x, y) -> 0.1 * x, 0.05, 0.05)))
                .isEmpty();
        List<CriticalPoint> bowl = CriticalPoints.of(noisy(grid, (x, y) -> x * x + y * y, 0.05, 0.05));
        assertThat(bowl).hasSize(1);
        assertThat(bowl.get(0).kind()).isEqualTo(Kind.MINIMUM);
        assertThat(Math.hypot(bowl.get(0).alpha(), bowl.get(0).beta())).isLessThan(0.4);
        // The same noise beyond its standard error does make some, so that the test could fail.
        assertThat(CriticalPoints.of(noisy(grid, (x, y) -> 0.1 * x, 0.05, 0.0005)))
                .hasSizeGreaterThan(10);

        List<CriticalPoint> level = CriticalPoints.of(noisy(grid, (x, y) -> 1, 0.05, 0.05));
        assertThat(level).hasSize(1);
        assertThat(level.get(0).kind()).isEqualTo(Kind.PLATEAU);
    }

    @Test
    void besideHolesAndTheBorderNothingIsSaid() {
        DoubleBinaryOperator bowl = (x, y) -> x * x + y * y;
        Grid grid = Grid.square(1, 21);
        assertThat(find(grid, (x, y) -> x > 0.05 && x < 0.15 ? Double.NaN : bowl.applyAsDouble(x, y)))
                .isEmpty();
        assertThat(find(grid, (x, y) -> x > 0.45 ? Double.POSITIVE_INFINITY : bowl.applyAsDouble(x, y)))
                .hasSize(1);
        assertThat(find(grid, (x, y) -> (x - 1.5) * (x - 1.5) + y * y)).isEmpty();
        assertThat(find(grid, (x, y) -> Double.NaN)).isEmpty();
        // While a grid is being filled, most cells have no neighbours yet.
        assertThat(CriticalPoints.of(Landscapes.partly(grid, bowl, cell -> cell % 4 == 0)))
                .isEmpty();
    }
}
