package io.orograph.landscape;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.orograph.curvature.FreeParameters;
import io.orograph.curvature.Hessian;
import io.orograph.data.Dataset;
import io.orograph.network.Network;
import io.orograph.network.NetworkSketch;
import io.orograph.network.Precision;
import io.orograph.network.ReluRescaling;
import io.orograph.network.Tensor;
import io.orograph.objective.Evaluation;
import io.orograph.objective.LossChoice;
import io.orograph.objective.LossKind;
import io.orograph.objective.Objective;
import io.orograph.plane.Normalization;
import io.orograph.plane.Plane;
import io.orograph.plane.RandomDirections;
import io.orograph.provenance.Provenance;
import io.orograph.sharpness.PlaneCurvature;
import io.orograph.task.CancelToken;
import io.orograph.task.ProgressListener;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Grids through the real objective: what each cell is, and that neither order nor workers nor scale change it. */
final class LandscapeEvaluatorTest {

    private static final CancelToken GO = new CancelToken();
    private static final Dataset CLASSES = classes(60);

    private static Dataset classes(int samples) {
        Random random = new Random(samples);
        Tensor x = NetworkSketch.drawn(random, 1, samples, 4);
        return new Dataset("drawn", x, NetworkSketch.classes(random, samples, 3));
    }

    private static Network network(String activation) {
        return NetworkSketch.dense(2, activation, List.of(), 4, 9, 3);
    }

    private static Objective objective(Network network, Dataset data, Precision precision, int workers) {
        return new Objective(LossChoice.detect(network, data), data, precision, workers);
    }

    private static Landscape landscape(Objective objective, Plane plane, Grid grid) {
        return new LandscapeEvaluator(objective, plane, grid, Provenance.NONE).run(ProgressListener.NONE, GO);
    }

    private static Plane plane(Network network, double[] theta, Normalization normalization) {
        return new RandomDirections(normalization, false, 7, Set.of()).plane(network.layout(), theta);
    }

    /** From objectives of one sample each: the standard deviation of ℓᵢ(cell) − ℓᵢ(θ₀) over √n, to rounding. */
    @Test
    void theErrorOfADifferenceIsThatOfThePairedSamples() {
        Network network = network("Tanh");
        Plane plane = plane(network, network.weights(), Normalization.FILTER);
        Grid grid = Grid.square(1, 3);
        int samples = CLASSES.samples();
        double[][] losses = new double[samples][grid.cells()];
        // The loss is that of the whole data: of a single sample it would be guessed.
        LossChoice choice = LossChoice.detect(network, CLASSES);
        for (int i = 0; i < samples; i++) {
            try (Objective one = new Objective(choice, CLASSES.subset(new int[] {i}), Precision.DOUBLE, 1)) {
                losses[i] = landscape(one, plane, grid).losses();
            }
        }
        try (Objective all = objective(network, CLASSES, Precision.DOUBLE, 2)) {
            Landscape landscape = landscape(all, plane, grid);
            for (int cell = 0; cell < grid.cells(); cell++) {
                double mean = 0;
                double squares = 0;
                for (double[] sample : losses) {
                    mean += (sample[cell] - sample[grid.center()]) / samples;
                }
                for (double[] sample : losses) {
                    squares += Math.pow(sample[cell] - sample[grid.center()] - mean, 2);
                }
                double expected = Math.sqrt(squares / (samples - 1) / samples);
                assertThat(landscape.differenceError(cell)).isCloseTo(expected, within(1e-12));
                assertThat(landscape.differenceError(cell) == 0).isEqualTo(cell == grid.center());
            }
            assertThat(landscape.differenceErrors()).hasSize(grid.cells());
        }
        try (Objective one = new Objective(choice, CLASSES.subset(new int[] {0}), Precision.DOUBLE, 1)) {
            assertThat(landscape(one, plane, grid).hasDifferenceErrors()).isFalse();
        }
    }

    /** What the errors at θ₀ are tested for, between two cells: through an evaluation that is paired with one of them. */
    @Test
    void theErrorBetweenTwoCellsIsThatOfThePairedSamples() {
        Network network = network("Tanh");
        Plane plane = plane(network, network.weights(), Normalization.FILTER);
        Grid grid = Grid.square(6, 15);
        try (Objective objective = objective(network, CLASSES, Precision.DOUBLE, 2)) {
            PairErrors pairs = landscape(objective, plane, grid).pairErrors();
            assertThat(pairs.errors()).isNotEmpty();
            pairs.errors().forEach((pair, error) -> {
                double[] expected = new double[1];
                objective.parallel(
                        1,
                        GO,
                        (worker, i) -> expected[0] = worker.evaluateSampled(
                                        plane.subspace(),
                                        worker.sampleLosses(plane.subspace(), GO, place(grid, pair.first())),
                                        GO,
                                        place(grid, pair.second()))
                                .evaluation()
                                .differenceError());
                assertThat(error).isPositive().isCloseTo(expected[0], within(1e-12));
            });
        }
    }

    private static double[] place(Grid grid, int cell) {
        return new double[] {grid.alpha().value(cell % grid.nx()), grid.beta().value(cell / grid.nx())};
    }

    @Test
    void theCentreIsTheLossToTheBit() {
        for (Precision precision : Precision.values()) {
            Network network = network("Relu");
            try (Objective objective = objective(network, CLASSES, precision, 2)) {
                Plane plane = plane(network, network.weights(), Normalization.FILTER);
                Landscape landscape = landscape(objective, plane, Grid.square(1, 9));
                Evaluation loss = objective.evaluate(network.weights(), GO);
                int center = landscape.grid().center();

                assertThat(landscape.centerLoss()).isEqualTo(loss.loss());
                assertThat(landscape.standardError(center)).isEqualTo(loss.standardError());
                assertThat(landscape.accuracy(center)).isEqualTo(loss.accuracy());
                assertThat(landscape.isComplete()).isTrue();
            }
        }
    }

    /** θ₀ is evaluated for what all cells are compared with, and is a cell where 0 is on both axes. */
    @Test
    void theCentreIsEvaluatedOnce() {
        Network network = network("Relu");
        Plane plane = plane(network, network.weights(), Normalization.FILTER);
        for (int side : new int[] {4, 5}) {
            try (Objective objective = objective(network, CLASSES, Precision.SINGLE, 2)) {
                landscape(objective, plane, Grid.square(1, side));
                int passes = side * side + (side % 2 == 0 ? 1 : 0);
                assertThat(objective.samplesRun()).isEqualTo((long) passes * CLASSES.samples());
            }
        }
    }

    @Test
    void everyCellIsTheLossOfItsOwnWeights() {
        Network network = network("Tanh");
        Grid grid = new Grid(new Axis(-1, 0.5, 7), new Axis(0, 2, 4));
        for (Precision precision : Precision.values()) {
            // One float more or less in θ and in each activation: 1e-7 each; a hundred times that is enough.
            double tolerance = precision == Precision.SINGLE ? 1e-5 : 1e-13;
            try (Objective objective = objective(network, CLASSES, precision, 2)) {
                Plane plane = plane(network, network.weights(), Normalization.FILTER);
                Landscape landscape = landscape(objective, plane, grid);
                for (int iy = 0; iy < grid.ny(); iy++) {
                    for (int ix = 0; ix < grid.nx(); ix++) {
                        double[] theta =
                                at(plane, grid.alpha().value(ix), grid.beta().value(iy));
                        double loss = objective.evaluate(theta, GO).loss();
                        assertThat(landscape.loss(ix, iy)).isCloseTo(loss, within(tolerance * (1 + loss)));
                    }
                }
            }
        }
    }

    private static double[] at(Plane plane, double alpha, double beta) {
        double[] theta = plane.origin().clone();
        for (int i = 0; i < theta.length; i++) {
            theta[i] += alpha * plane.first()[i] + beta * plane.second()[i];
        }
        return theta;
    }

    /** y = w·x with two weights as directions: L(α, β) = mean (α·a + β·b)², known at every cell. */
    @Test
    void alphaRunsAlongRowsAndBetaAlongColumnsAlsoWhereTheyDiffer() {
        Network network = linear(2);
        Tensor x = Tensor.of(new float[] {1, 0, 0, 3}, 2, 2);
        Dataset data = new Dataset("axes", x, Tensor.of(new float[2], 2, 1));
        Plane plane = new Plane(network.layout(), new double[2], new double[] {1, 0}, new double[] {0, 1});
        Grid grid = new Grid(new Axis(0, 2, 9), new Axis(-1, 0, 3));
        LossChoice choice = LossChoice.choose(network, data, LossKind.MSE);
        try (Objective objective = new Objective(choice, data, Precision.DOUBLE, 2)) {
            Landscape landscape = landscape(objective, plane, grid);

            assertThat(landscape.losses()).hasSize(27);
            assertThat(landscape.grid().center()).isEqualTo(18);
            for (int iy = 0; iy < 3; iy++) {
                for (int ix = 0; ix < 9; ix++) {
                    double alpha = 0.25 * ix;
                    double beta = -1 + 0.5 * iy;
                    double exact = (alpha * alpha + 9 * beta * beta) / 2;
                    assertThat(landscape.losses()[iy * 9 + ix]).isEqualTo(exact);
                    assertThat(landscape.loss(ix, iy)).isEqualTo(exact);
                }
            }
        }
    }

    private static Network linear(int inputs) {
        return NetworkSketch.linear(1, inputs, 1);
    }

    @Test
    void workersDoNotChangeABit() {
        Network network = network("Tanh");
        Plane plane = plane(network, network.weights(), Normalization.FILTER);
        Landscape[] landscapes = new Landscape[3];
        for (int workers = 1; workers <= 3; workers++) {
            try (Objective objective = objective(network, CLASSES, Precision.SINGLE, workers)) {
                landscapes[workers - 1] = landscape(objective, plane, Grid.square(1, 11));
            }
        }
        for (Landscape landscape : landscapes) {
            assertThat(landscape.losses()).isEqualTo(landscapes[0].losses());
            assertThat(landscape.standardErrors()).isEqualTo(landscapes[0].standardErrors());
            assertThat(landscape.accuracies()).isEqualTo(landscapes[0].accuracies());
        }
    }

    /** A cell's value does not depend on which cells the worker saw before it. */
    @Test
    void planesTakenInTurnDoNotMix() {
        Network network = network("Tanh");
        Plane one = plane(network, network.weights(), Normalization.FILTER);
        Plane other = plane(network, network.weights(), Normalization.LAYER);
        Grid grid = Grid.square(1, 5);
        try (Objective objective = objective(network, CLASSES, Precision.SINGLE, 1)) {
            double[] first = landscape(objective, one, grid).losses();
            double[] between = landscape(objective, other, grid).losses();

            assertThat(between).isNotEqualTo(first);
            assertThat(landscape(objective, one, grid).losses()).isEqualTo(first);
        }
    }

    /** Known answer 2: a ReLU network is the same function when one layer is scaled up and the next one down. */
    @Test
    void reluRescalingDoesNotChangeAFilterNormalisedGridByABit() {
        Network network = network("Relu");
        Grid grid = Grid.square(1, 9);
        for (Precision precision : Precision.values()) {
            try (Objective objective = objective(network, CLASSES, precision, 2)) {
                double[] theta = network.weights();
                double[] plain = landscape(objective, plane(network, theta, Normalization.FILTER), grid)
                        .losses();
                double[] asDrawn = landscape(objective, plane(network, theta, Normalization.NONE), grid)
                        .losses();
                for (int power : new int[] {1, 5, -3}) {
                    double[] rescaled = ReluRescaling.of(network, Math.scalb(1.0, power));
                    assertThat(objective.evaluate(rescaled, GO)).isEqualTo(objective.evaluate(theta, GO));

                    Plane filter = plane(network, rescaled, Normalization.FILTER);
                    assertThat(landscape(objective, filter, grid).losses()).isEqualTo(plain);
                    Plane none = plane(network, rescaled, Normalization.NONE);
                    assertThat(landscape(objective, none, grid).losses()).isNotEqualTo(asDrawn);
                }
            }
        }
    }

    /** Known answer 6: second differences of the surface are dᵢᵀHdⱼ of the Hessian-vector products. */
    @Test
    void secondDifferencesAtTheCentreAreThoseOfTheHessian() {
        Network network = network("Tanh");
        try (Objective objective = objective(network, CLASSES, Precision.DOUBLE, 2)) {
            Plane plane = plane(network, network.weights(), Normalization.FILTER);
            double h = 1e-3;
            Landscape surface = landscape(objective, plane, Grid.square(h, 3));
            Hessian hessian = hessian(objective, plane);
            double[] h1 = hessian.apply(plane.first());
            double[] h2 = hessian.apply(plane.second());
            double[] gradient = objective.gradient(plane.origin(), GO);

            // Truncation is h²/12·L⁗ ~ 1e-7, rounding 4e-16/h² ~ 4e-10, on numbers of the order 1.
            double center = surface.loss(1, 1);
            double xx = (surface.loss(2, 1) - 2 * center + surface.loss(0, 1)) / (h * h);
            double yy = (surface.loss(1, 2) - 2 * center + surface.loss(1, 0)) / (h * h);
            double xy =
                    (surface.loss(2, 2) - surface.loss(0, 2) - surface.loss(2, 0) + surface.loss(0, 0)) / (4 * h * h);
            assertThat(xx).isCloseTo(dot(plane.first(), h1), within(2e-6));
            assertThat(yy).isCloseTo(dot(plane.second(), h2), within(2e-6));
            assertThat(xy).isCloseTo(dot(plane.first(), h2), within(2e-6));
            assertThat(dot(plane.first(), h2)).isCloseTo(dot(plane.second(), h1), within(1e-9));

            double slope = (surface.loss(2, 1) - surface.loss(0, 1)) / (2 * h);
            assertThat(slope).isCloseTo(dot(plane.first(), gradient), within(2e-6));
        }
    }

    @Test
    void principalCurvaturesAreThoseOfTheHessianInThePlane() {
        Network network = network("Tanh");
        try (Objective objective = objective(network, CLASSES, Precision.DOUBLE, 2)) {
            Plane plane = plane(network, network.weights(), Normalization.FILTER);
            Landscape surface = landscape(objective, plane, Grid.square(4e-3, 5));
            PlaneCurvature fit = PlaneCurvature.of(surface).orElseThrow();
            Hessian hessian = hessian(objective, plane);
            double[] h1 = hessian.apply(plane.first());
            double[] h2 = hessian.apply(plane.second());
            double xx = dot(plane.first(), h1);
            double yy = dot(plane.second(), h2);
            double xy = dot(plane.first(), h2);

            double middle = (xx + yy) / 2;
            double spread = Math.hypot((xx - yy) / 2, xy);
            // Fourth derivatives enter with (4e-3)²: 1e-5 at most on numbers of the order 1.
            assertThat(fit.larger()).isCloseTo(middle + spread, within(5e-5));
            assertThat(fit.smaller()).isCloseTo(middle - spread, within(5e-5));
            assertThat(fit.angle()).isCloseTo(Math.atan2(2 * xy, xx - yy) / 2, within(1e-4));
        }
    }

    /** On a quadratic loss the fit is exact at any range: 2x2 matrix [dᵢᵀHdⱼ], H = (2/N)·XᵀX. */
    @Test
    void principalCurvaturesOfAQuadraticAreExact() {
        Network network = linear(6);
        Tensor x = NetworkSketch.drawn(new Random(3), 1, 30, 6);
        Dataset data = new Dataset("quadratic", x, NetworkSketch.drawn(new Random(4), 1, 30, 1));
        try (Objective objective = objective(network, data, Precision.DOUBLE, 2)) {
            Plane plane = plane(network, network.weights(), Normalization.FILTER);
            PlaneCurvature fit = PlaneCurvature.of(landscape(objective, plane, Grid.square(1, 21)))
                    .orElseThrow();
            double xx = 0;
            double yy = 0;
            double xy = 0;
            for (int sample = 0; sample < 30; sample++) {
                double a = 0;
                double b = 0;
                for (int i = 0; i < 6; i++) {
                    a += x.get(sample * 6 + i) * plane.first()[i];
                    b += x.get(sample * 6 + i) * plane.second()[i];
                }
                xx += 2 * a * a / 30;
                yy += 2 * b * b / 30;
                xy += 2 * a * b / 30;
            }
            // Second differences of a loss of some 10 over steps of 0.1: 1e-15·10/0.01.
            double spread = Math.hypot((xx - yy) / 2, xy);
            assertThat(fit.larger()).isCloseTo((xx + yy) / 2 + spread, within(1e-11));
            assertThat(fit.smaller()).isCloseTo((xx + yy) / 2 - spread, within(1e-11));
            assertThat(fit.angle()).isCloseTo(Math.atan2(2 * xy, xx - yy) / 2, within(1e-11));
        }
    }

    private static Hessian hessian(Objective objective, Plane plane) {
        FreeParameters all = FreeParameters.all(objective.network().layout());
        return new Hessian(objective, plane.origin(), all, GO);
    }

    private static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }

    @Test
    void whatIsNotFiniteIsKeptAndCounted() {
        Network network = network("Relu");
        try (Objective objective = objective(network, CLASSES, Precision.SINGLE, 2)) {
            Plane plane = plane(network, network.weights(), Normalization.FILTER);
            Landscape landscape = landscape(objective, plane, new Grid(new Axis(0, 1e38, 3), new Axis(0, 1, 3)));
            double[] losses = landscape.losses();
            long broken = Arrays.stream(losses).filter(l -> !Double.isFinite(l)).count();

            assertThat(landscape.isComplete()).isTrue();
            assertThat(landscape.nonFiniteCells()).isEqualTo((int) broken).isGreaterThanOrEqualTo(3);
            assertThat(landscape.centerLoss()).isFinite();
            assertThat(landscape.max()).isFinite();
            // A worker that met NaN computes the next cell as if it had not.
            assertThat(landscape(objective, plane, new Grid(new Axis(0, 1e38, 3), new Axis(0, 1, 3)))
                            .losses())
                    .isEqualTo(losses);
        }
    }

    @Test
    void progressCountsEveryCellOnce() {
        Network network = network("Relu");
        List<Long> heard = Collections.synchronizedList(new ArrayList<>());
        try (Objective objective = objective(network, CLASSES, Precision.SINGLE, 1)) {
            Plane plane = plane(network, network.weights(), Normalization.FILTER);
            LandscapeEvaluator evaluator = new LandscapeEvaluator(objective, plane, Grid.square(1, 3), Provenance.NONE);
            assertThat(evaluator.seconds()).isZero();
            assertThat(evaluator.snapshot().evaluatedCells()).isZero();
            evaluator.run((done, total) -> heard.add(10 * done + total), GO);

            assertThat(heard).containsExactly(19L, 29L, 39L, 49L, 59L, 69L, 79L, 89L, 99L);
            assertThat(evaluator.seconds()).isPositive();
        }
    }

    @Test
    void cancellingKeepsWhatIsEvaluated() {
        Network network = network("Relu");
        try (Objective objective = objective(network, CLASSES, Precision.SINGLE, 2)) {
            Plane plane = plane(network, network.weights(), Normalization.FILTER);
            Grid grid = Grid.square(1, 41);
            double[] all = landscape(objective, plane, grid).losses();
            CancelToken cancel = new CancelToken();
            LandscapeEvaluator evaluator = new LandscapeEvaluator(objective, plane, grid, Provenance.NONE);
            Landscape part = evaluator.run(
                    (done, total) -> {
                        // Not "== 20": two workers that end together may both hear 21.
                        if (done >= 20) {
                            cancel.cancel();
                        }
                    },
                    cancel);

            // The other worker may have one cell in hand, which it finishes or gives up.
            assertThat(part.evaluatedCells()).isBetween(20, 22);
            for (int cell = 0; cell < grid.cells(); cell++) {
                all[cell] = part.isEvaluated(cell) ? all[cell] : Double.NaN;
            }
            assertThat(part.losses()).isEqualTo(all);
        }
    }

    @Test
    void aLossWithoutAccuracyHasNone() {
        Network network = linear(4);
        Dataset data = new Dataset("d", CLASSES.inputs(), NetworkSketch.drawn(new Random(1), 1, 60, 1));
        try (Objective objective =
                new Objective(LossChoice.choose(network, data, LossKind.MAE), data, Precision.SINGLE, 1)) {
            Landscape landscape =
                    landscape(objective, plane(network, network.weights(), Normalization.UNIT), Grid.square(1, 3));
            assertThat(landscape.hasAccuracy()).isFalse();
            assertThat(landscape.accuracies()).isNull();
            assertThat(landscape.accuracy(0)).isNaN();
        }
    }
}
