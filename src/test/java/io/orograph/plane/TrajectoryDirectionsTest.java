package io.orograph.plane;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.orograph.math.Vectors;
import io.orograph.network.Parameter;
import io.orograph.network.ParameterLayout;
import io.orograph.network.WeightsSource;
import io.orograph.task.CancelToken;
import io.orograph.task.ProgressListener;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Principal directions of a trajectory, and projections onto planes. */
final class TrajectoryDirectionsTest {

    private static final int SIZE = 203;
    private static final CancelToken GO = new CancelToken();

    private static ParameterLayout layout(int size) {
        return new ParameterLayout(List.of(new Parameter("w", new long[] {size}, 0, Parameter.Role.BIAS, -1)));
    }

    private static double[] drawn(Random random, int size) {
        return random.doubles(size, -1, 1).toArray();
    }

    private record Held(double[][] rows) implements WeightSeries {
        @Override
        public int size() {
            return rows.length;
        }

        @Override
        public String name(int index) {
            return "step " + index;
        }

        @Override
        public WeightsSource source(int index) {
            return new WeightsSource.Training("test", index);
        }

        @Override
        public double[] read(int index, int from, int to) {
            return Arrays.copyOfRange(rows[index], from, to);
        }
    }

    private static double[] combined(double[] origin, double a, double[] u, double b, double[] v) {
        double[] sum = new double[origin.length];
        Arrays.setAll(sum, i -> origin[i] + a * u[i] + b * v[i]);
        return sum;
    }

    private static TrajectoryDirections directions(WeightSeries series) throws IOException {
        return TrajectoryDirections.of(series, layout(SIZE), ProgressListener.NONE, GO);
    }

    /** Known answer: a trajectory planted in a plane has explained variance 100 % and residual 0. */
    @Test
    void aTrajectoryPlantedInAPlaneIsExplainedWholly() throws IOException {
        Random random = new Random(3);
        double[] origin = drawn(random, SIZE);
        double[] u = drawn(random, SIZE);
        double[] v = drawn(random, SIZE);
        double[][] rows = new double[20][];
        Arrays.setAll(rows, t -> combined(origin, Math.cos(t * 0.3) * 4, u, t * 0.2, v));

        TrajectoryDirections found = directions(new Held(rows));

        assertThat(found.explained()[0] + found.explained()[1]).isCloseTo(1, within(1e-12));
        assertThat(found.plane().cosine()).isCloseTo(0, within(1e-14));
        assertThat(Vectors.norm(found.plane().first())).isCloseTo(1, within(1e-14));
        assertThat(Vectors.norm(found.plane().second())).isCloseTo(1, within(1e-14));
        assertThat(found.plane().origin()).containsExactly(rows[19]);
        for (double[] row : rows) {
            PlaneCoordinates projection = PlaneCoordinates.of(found.plane(), row);
            // 203 roundings of 1e-16 in vectors of norm 50.
            assertThat(projection.residual()).isLessThan(1e-12);
            double[] back = combined(
                    found.plane().origin(),
                    projection.alpha(),
                    found.plane().first(),
                    projection.beta(),
                    found.plane().second());
            assertThat(back).containsExactly(row, within(1e-12));
        }
    }

    /** Rows with known singular values: c·(±1, 0, 0 …) and so on, so that the variances are 9 : 4 : 1. */
    @Test
    void explainedVarianceIsTheShareOfEachAxis() throws IOException {
        double[] scales = {3, 2, 1};
        double[][] rows = new double[6][SIZE];
        for (int axis = 0; axis < 3; axis++) {
            rows[2 * axis][10 * axis + 5] = scales[axis];
            rows[2 * axis + 1][10 * axis + 5] = -scales[axis];
        }
        for (double[] row : rows) {
            Arrays.setAll(row, i -> row[i] + 100);
        }
        TrajectoryDirections found = directions(new Held(rows));

        assertThat(found.explained()[0]).isCloseTo(9 / 14.0, within(1e-13));
        assertThat(found.explained()[1]).isCloseTo(4 / 14.0, within(1e-13));
        // The sign rule: the largest entry is positive.
        assertThat(found.plane().first()[5]).isCloseTo(1, within(1e-13));
        assertThat(found.plane().second()[15]).isCloseTo(1, within(1e-13));
    }

    /**
     * A path that hardly leaves a line, t·u + ε·(t² − mean)·v with t symmetric around 0 and u ⟂ v: t and t² − mean are
     * orthogonal, so that the components are u and v, with variances Σt² and ε²·Σ(t² − mean)². The shares are above the
     * 10⁻¹⁴ below which a component is taken for rounding, and far below what a float32 resolves.
     */
    @ParameterizedTest
    @ValueSource(doubles = {2e-14, 1e-13, 1e-12})
    void aNearlyStraightPathHasItsSecondDirection(double share) throws IOException {
        Random random = new Random(17);
        double[] u = drawn(random, SIZE);
        double[] v = drawn(random, SIZE);
        Vectors.normalize(u);
        Vectors.orthogonalize(v, u);
        Vectors.normalize(v);
        Vectors.turnLargestPositive(u);
        Vectors.turnLargestPositive(v);
        int half = 20;
        double meanSquare = half * (half + 1) / 3.0;
        double along = 0;
        double across = 0;
        for (int t = -half; t <= half; t++) {
            along += t * t;
            across += (t * t - meanSquare) * (t * t - meanSquare);
        }
        double epsilon = Math.sqrt(share * along / across);
        double[][] rows = new double[2 * half + 1][];
        for (int i = 0; i < rows.length; i++) {
            double t = i - half;
            rows[i] = combined(new double[SIZE], t, u, epsilon * (t * t - meanSquare), v);
        }
        TrajectoryDirections found = directions(new Held(rows));

        double all = 1 + share;
        assertThat(found.explained()[0]).isCloseTo(1 / all, within(1e-14));
        // The Gram matrix itself is rounded to 10⁻¹⁶ of the first variance, entry by entry: a few of these remain.
        assertThat(found.explained()[1]).isCloseTo(share / all, within(2e-15));
        assertThat(found.plane().first()).containsExactly(u, within(1e-13));
        // Each row is rounded to 10⁻¹⁶ of its length, which is 10⁻⁷ to 10⁻⁶ times what leaves the line: 10⁻⁹ of v.
        assertThat(found.plane().second()).containsExactly(v, within(1e-8));
        assertThat(found.plane().cosine()).isCloseTo(0, within(1e-14));
    }

    @Test
    void slicesOfAnySizeGiveTheSameDirections() throws IOException {
        Random random = new Random(5);
        double[][] rows = new double[7][];
        Arrays.setAll(rows, t -> drawn(random, SIZE));
        TrajectoryDirections whole = directions(new Held(rows));
        TrajectoryDirections sliced =
                new TrajectoryDirections.Passes(new Held(rows), layout(SIZE), ProgressListener.NONE, GO, 7 * 10).run();
        assertThat(sliced.explained()).containsExactly(whole.explained(), within(1e-14));
        assertThat(sliced.plane().first()).containsExactly(whole.plane().first(), within(1e-13));
        assertThat(sliced.plane().second()).containsExactly(whole.plane().second(), within(1e-13));
    }

    @Test
    void pointsOnALineOrTooFewAreRefused() {
        Random random = new Random(8);
        double[] origin = drawn(random, SIZE);
        double[] u = drawn(random, SIZE);
        double[][] line = new double[5][];
        Arrays.setAll(line, t -> combined(origin, t, u, 0, u));
        assertThatThrownBy(() -> directions(new Held(line))).hasMessageContaining("on one line");
        assertThatThrownBy(() -> directions(new Held(new double[][] {origin, u})))
                .hasMessageContaining("at least three");
        assertThatThrownBy(() -> directions(new Held(new double[][] {u, u, u}))).hasMessageContaining("at least three");
    }

    @Test
    void aCancelledRunStopsBetweenCheckpoints() {
        CancelToken cancel = new CancelToken();
        cancel.cancel();
        Held series = new Held(new double[4][SIZE]);
        assertThatThrownBy(() -> TrajectoryDirections.of(series, layout(SIZE), ProgressListener.NONE, cancel))
                .isInstanceOf(CancellationException.class);
    }

    @Test
    void aProjectionOntoObliqueDirectionsSolvesTheGramSystem() {
        Random random = new Random(11);
        double[] origin = drawn(random, SIZE);
        double[] first = drawn(random, SIZE);
        double[] second = combined(first, 0.3, drawn(random, SIZE), 0, first);
        double[] away = drawn(random, SIZE);
        Vectors.orthogonalize(away, first);
        double[] part = second.clone();
        Vectors.orthogonalize(part, first);
        Vectors.orthogonalize(away, part);
        Plane plane = new Plane(layout(SIZE), origin, first, second);
        double[] inPlane = combined(new double[SIZE], 2.5, first, -1.5, second);
        double[] theta = combined(origin, 1, inPlane, 0.7, away);

        PlaneCoordinates projection = PlaneCoordinates.of(plane, theta);

        assertThat(projection.alpha()).isCloseTo(2.5, within(1e-12));
        assertThat(projection.beta()).isCloseTo(-1.5, within(1e-12));
        double expected = 0.7 * Vectors.norm(away) / Math.hypot(Vectors.norm(inPlane), 0.7 * Vectors.norm(away));
        assertThat(projection.residual()).isCloseTo(expected, within(1e-13));
        assertThat(PlaneCoordinates.of(plane, origin)).isEqualTo(new PlaneCoordinates(0, 0, 0));
    }

    @Test
    void aPlaneThroughThreeModelsHoldsThemAtTheirDistances() {
        Random random = new Random(13);
        double[] a = drawn(random, SIZE);
        double[] b = drawn(random, SIZE);
        double[] c = drawn(random, SIZE);
        Plane plane = ModelPlane.through(layout(SIZE), SIZE, a, b, c);

        PlaneCoordinates atB = PlaneCoordinates.of(plane, b);
        PlaneCoordinates atC = PlaneCoordinates.of(plane, c);
        assertThat(atB.alpha()).isCloseTo(Vectors.norm(Vectors.difference(b, a)), within(1e-13));
        assertThat(atB.beta()).isCloseTo(0, within(1e-13));
        assertThat(Math.hypot(atC.alpha(), atC.beta()))
                .isCloseTo(Vectors.norm(Vectors.difference(c, a)), within(1e-13));
        assertThat(Math.hypot(atC.alpha() - atB.alpha(), atC.beta()))
                .isCloseTo(Vectors.norm(Vectors.difference(c, b)), within(1e-13));
        assertThat(atB.residual()).isLessThan(1e-14);
        assertThat(atC.residual()).isLessThan(1e-14);
        assertThatThrownBy(() ->
                        ModelPlane.through(layout(SIZE), SIZE, a, b, combined(a, 0.5, Vectors.difference(b, a), 0, b)))
                .hasMessageContaining("on one line");
        // As files of float32 hold them: what is off the line is the rounding alone.
        double[] middle = combined(a, 0.5, Vectors.difference(b, a), 0, b);
        assertThatThrownBy(() -> ModelPlane.through(layout(SIZE), SIZE, rounded(a), rounded(b), rounded(middle)))
                .hasMessageContaining("on one line");
        middle[7] += 1e-4;
        assertThat(ModelPlane.through(layout(SIZE), SIZE, rounded(a), rounded(b), rounded(middle)))
                .isNotNull();
    }

    private static double[] rounded(double[] vector) {
        return Arrays.stream(vector).map(value -> (float) value).toArray();
    }

    @Test
    void theBarrierIsTheRiseAboveTheLineBetweenTheLosses() {
        double[] t = {-0.5, 0, 0.25, 0.5, 1, 1.5};
        assertThat(ModelLine.barrier(t, new double[] {90, 1, 1.5, 4, 3, 99})).isEqualTo(2);
        assertThat(ModelLine.barrier(t, new double[] {9, 1, 0.5, 0.5, 3, 9})).isZero();
        assertThat(ModelLine.barrier(new double[] {0, 0.5}, new double[] {1, 2}))
                .isNaN();
    }
}
