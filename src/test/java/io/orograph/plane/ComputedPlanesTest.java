package io.orograph.plane;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.orograph.curvature.FreeParameters;
import io.orograph.curvature.GradientNoise;
import io.orograph.curvature.LocalLoss;
import io.orograph.curvature.UndefinedCurvatureException;
import io.orograph.data.Dataset;
import io.orograph.math.Vectors;
import io.orograph.network.Network;
import io.orograph.network.NetworkSketch;
import io.orograph.network.ParameterLayout;
import io.orograph.network.Precision;
import io.orograph.objective.LossChoice;
import io.orograph.objective.Objective;
import io.orograph.provenance.Key;
import io.orograph.task.CancelToken;
import io.orograph.task.ProgressListener;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Computed directions of a tanh network of 55 parameters on 32 random samples. */
final class ComputedPlanesTest {

    private static final CancelToken GO = new CancelToken();
    private static final Network NETWORK = NetworkSketch.dense(4, "Tanh", List.of(), 5, 6, 3);
    private static final ParameterLayout LAYOUT = NETWORK.layout();
    private static final double[] THETA = NETWORK.weights();
    private static final Dataset DATA = new Dataset(
            "classes", NetworkSketch.drawn(new Random(1), 1, 32, 5), NetworkSketch.classes(new Random(6), 32, 3));
    private static final LossChoice CHOICE = LossChoice.detect(NETWORK, DATA);

    private static Objective objective;

    @BeforeAll
    static void open() {
        objective = new Objective(CHOICE, DATA, Precision.DOUBLE, 2);
    }

    @AfterAll
    static void close() {
        objective.close();
    }

    private static LocalLoss holding(Set<String> held) {
        FreeParameters free = FreeParameters.of(LAYOUT, held);
        return new LocalLoss(objective, new GradientNoise.Batches(CHOICE, DATA), THETA, free, GO);
    }

    private static Section section(ComputedDirections directions, long seed) {
        return directions.section(holding(Set.of()), seed, ProgressListener.NONE);
    }

    private static double loss(Plane plane, double alpha, double beta) {
        double[] theta = Vectors.sum(Vectors.sum(THETA, alpha, plane.first()), beta, plane.second());
        return objective.evaluate(theta, GO).loss();
    }

    /**
     * Known answer 6: the second difference of the surface at the center is dᵀHd, here the eigenvalue. At a step of 10⁻³
     * truncation and rounding are both near 10⁻⁸.
     */
    @Test
    void alongEigenvectorsTheSurfaceBendsByTheEigenvalues() {
        double h = 1e-3;
        for (boolean extremes : new boolean[] {false, true}) {
            Section described = section(new HessianDirections(extremes), 0);
            Plane plane = described.vectors();
            List<?> values = described.description().get(Key.EIGENVALUES).orElseThrow();
            double center = loss(plane, 0, 0);
            double first = (loss(plane, h, 0) - 2 * center + loss(plane, -h, 0)) / (h * h);
            double second = (loss(plane, 0, h) - 2 * center + loss(plane, 0, -h)) / (h * h);

            assertThat(first).isCloseTo((Double) values.get(0), within(1e-6));
            assertThat(second).isCloseTo((Double) values.get(1), within(1e-6));
            assertThat(second < 0).isEqualTo(extremes);
            assertThat(Vectors.norm(plane.first())).isCloseTo(1, within(1e-12));
            assertThat(plane.cosine()).isCloseTo(0, within(1e-9));
        }
    }

    @Test
    void heldParametersDoNotMove() {
        Plane plane = new HessianDirections(false)
                .section(holding(Set.of("w1")), 0, ProgressListener.NONE)
                .vectors();
        var w1 = LAYOUT.find("w1").orElseThrow();
        for (int i = 0; i < LAYOUT.size(); i++) {
            assertThat(plane.first()[i] == 0).isEqualTo(i >= w1.offset() && i < w1.end());
        }
        assertThatThrownBy(() -> FreeParameters.of(LAYOUT, Set.of("w1", "b1", "w2", "b2")))
                .isInstanceOf(UndefinedCurvatureException.class)
                .hasMessageStartingWith("All 4 parameters are held");
    }

    /** Along α the slope is −‖∇L‖, along β it is none: central differences at 10⁻⁵ are good to about 10⁻¹⁰. */
    @Test
    void alongTheGradientTheLossFallsSteepest() {
        Section described = section(new GradientDirections(), 3);
        Plane plane = described.vectors();
        double h = 1e-5;
        double norm = described.description().get(Key.GRADIENT_NORM).orElseThrow();
        assertThat((loss(plane, h, 0) - loss(plane, -h, 0)) / (2 * h)).isCloseTo(-norm, within(1e-8));
        assertThat((loss(plane, 0, h) - loss(plane, 0, -h)) / (2 * h)).isCloseTo(0, within(1e-8));
        assertThat(norm).isGreaterThan(0.01);
        assertThat(Vectors.norm(plane.second())).isCloseTo(1, within(1e-12));
        assertThat(plane.cosine()).isCloseTo(0, within(1e-15));

        assertThatThrownBy(() ->
                        GradientDirections.section(FreeParameters.all(LAYOUT), THETA, new double[LAYOUT.size()], 3))
                .isInstanceOf(UndefinedCurvatureException.class)
                .hasMessageStartingWith("The gradient is zero");
    }

    /** Gradients planted in a plane, mean + aᵢ·e₀ + bᵢ·e₃ with uncorrelated a and b: found with 80 and 20 %. */
    @Test
    void principalComponentsOfPlantedGradients() {
        double[][] gradients = new double[4][LAYOUT.size()];
        double[] a = {2, 2, -2, -2};
        double[] b = {1, -1, 1, -1};
        for (int i = 0; i < 4; i++) {
            java.util.Arrays.fill(gradients[i], 0.3);
            gradients[i][0] += a[i];
            gradients[i][3] += b[i];
        }
        Section described = GradientPca.section(
                FreeParameters.all(LAYOUT), THETA, new GradientNoise(gradients, new int[] {8, 8, 8, 8}));
        assertThat(described.vectors().first()[0]).isCloseTo(1, within(1e-12));
        assertThat(described.vectors().second()[3]).isCloseTo(1, within(1e-12));
        List<?> explained = described.description().get(Key.EXPLAINED_VARIANCE).orElseThrow();
        assertThat((Double) explained.get(0)).isCloseTo(0.8, within(1e-12));
        assertThat((Double) explained.get(1)).isCloseTo(0.2, within(1e-12));
    }

    /** The batches cover every sample once: weighted by size their mean is the whole gradient; 16 batches of 2. */
    @Test
    void gradientsOfBatchesAndTheirNoise() {
        FreeParameters all = FreeParameters.all(LAYOUT);
        GradientNoise noise = GradientNoise.of(
                objective, new GradientNoise.Batches(CHOICE, DATA, 5), THETA, ProgressListener.NONE, GO);
        double[] whole = objective.gradient(THETA, GO);
        assertThat(Vectors.norm(Vectors.sum(noise.mean(), -1, whole))).isLessThan(1e-14);
        assertThat(noise.samples()).containsExactlyInAnyOrder(6, 6, 6, 7, 7);

        // By hand: two batches ±1 around 0 in one entry have a standard error of √(2/(2·1)) = 1.
        double[][] two = new double[2][LAYOUT.size()];
        two[0][5] = 1;
        two[1][5] = -1;
        assertThat(new GradientNoise(two, new int[] {4, 4}).standardError(all)).isCloseTo(1, within(1e-15));

        // Against the definition, by a second pass over batches of unequal size.
        double squares = 0;
        for (double[] gradient : noise.gradients()) {
            double length = Vectors.norm(Vectors.difference(gradient, noise.mean()));
            squares += length * length;
        }
        assertThat(noise.standardError(all)).isCloseTo(Math.sqrt(squares / 5 / 4), within(1e-14));

        Dataset one = DATA.subset(new int[] {0});
        assertThatThrownBy(() -> GradientNoise.of(
                        objective, new GradientNoise.Batches(CHOICE, one, 5), THETA, ProgressListener.NONE, GO))
                .isInstanceOf(UndefinedCurvatureException.class)
                .hasMessageContaining("needs at least two samples; the data have one");
    }

    @Test
    void tooFewBatchesGiveASentence() {
        GradientNoise two = GradientNoise.of(
                objective, new GradientNoise.Batches(CHOICE, DATA, 2), THETA, ProgressListener.NONE, GO);
        assertThatThrownBy(() -> GradientPca.section(FreeParameters.all(LAYOUT), THETA, two))
                .isInstanceOf(UndefinedCurvatureException.class)
                .hasMessageContaining("too few for their principal components");
    }
}
