package io.orograph.curvature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import io.orograph.objective.Objective;
import io.orograph.task.CancelToken;
import io.orograph.task.ProgressListener;
import java.io.IOException;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The Hessians of sample models against PyTorch's exact double differentiation (make_goldens.py): ReLU, tanh, and a LeNet
 * with ReLU and max-pooling, where differences over a kink would be far off (118 instead of 20 was seen).
 */
final class LanczosGoldenTest {

    private static Hessian hessian(Objective objective) {
        return new Hessian(
                objective,
                objective.network().weights(),
                FreeParameters.all(objective.network().layout()),
                new CancelToken());
    }

    /** Within 10⁻⁵; the smallest within 10⁻³, since it ends the search at a residual of 10⁻⁴ of the largest one. */
    @ParameterizedTest
    @CsvSource({"digits-mlp, digits", "digits-mlp-tanh, digits", "diabetes-mlp, diabetes", "mnist-lenet-bn, mnist"})
    void topFiveAndSmallestEigenvalues(String model, String data) throws IOException {
        JsonNode golden = SampleHessians.goldens().path("spectra").path(model);
        try (Objective objective = SampleHessians.objective(
                model, data + "-test.npz", golden.path("samples").asInt())) {
            Lanczos.Result result = Lanczos.top(5, 0).of(hessian(objective), Lanczos.Listener.NONE);

            assertThat(result.converged()).isTrue();
            for (int i = 0; i < 5; i++) {
                assertThat(result.largest().get(i).value())
                        .isCloseTo(golden.path("largest").get(i).asDouble(), Percentage.withPercentage(1e-3));
            }
            assertThat(result.smallest().get(0).value())
                    .isCloseTo(golden.path("smallest").asDouble(), Percentage.withPercentage(0.1));
        }
    }

    /**
     * GELU and tanh, against all eigenvalues of the whole Hessian (make_spectra.py): the largest within 10⁻⁷; the three
     * smallest within 10⁻³, since they end the search at a residual of 10⁻⁴ of the largest one.
     */
    @ParameterizedTest
    @ValueSource(strings = {"gelu", "tanh"})
    void smoothNetworks(String name) throws IOException {
        JsonNode golden = SampleHessians.smoothSpectra().path(name);
        try (Objective objective = SampleHessians.smooth(name)) {
            assertThat(objective
                            .evaluate(objective.network().weights(), new CancelToken())
                            .loss())
                    .isCloseTo(golden.path("loss").asDouble(), Percentage.withPercentage(1e-8));
            Lanczos.Result result =
                    new Lanczos(5, 3, Lanczos.DEFAULT_TOLERANCE, 300, 0).of(hessian(objective), Lanczos.Listener.NONE);

            assertThat(result.converged()).isTrue();
            for (int i = 0; i < 5; i++) {
                assertThat(result.largest().get(i).value())
                        .isCloseTo(golden.path("largest").get(i).asDouble(), Percentage.withPercentage(1e-5));
            }
            for (int i = 0; i < 3; i++) {
                assertThat(result.smallest().get(i).value())
                        .isCloseTo(golden.path("smallest").get(i).asDouble(), Percentage.withPercentage(0.1));
            }
        }
    }

    /** Four standard errors, which must themselves be near the wanted 2 %; the blocks' parts sum to the trace. */
    @ParameterizedTest
    @CsvSource({"digits-mlp-tanh, digits", "diabetes-mlp, diabetes"})
    void trace(String model, String data) throws IOException {
        double exact = SampleHessians.goldens()
                .path("spectra")
                .path(model)
                .path("trace")
                .asDouble();
        try (Objective objective = SampleHessians.objective(model, data + "-test.npz", 0)) {
            Hessian hessian = hessian(objective);
            Hutchinson.Result result = Hutchinson.seeded(0).of(hessian, hessian.free(), ProgressListener.NONE);
            Hutchinson.Estimate trace = result.trace();

            assertThat(trace.standardError()).isBetween(0.005 * exact, 0.05 * exact);
            assertThat(trace.mean()).isCloseTo(exact, within(4 * trace.standardError()));
            double sum = result.parameters().values().stream()
                    .mapToDouble(Hutchinson.Estimate::mean)
                    .sum();
            assertThat(sum).isCloseTo(trace.mean(), within(1e-9 * exact));
        }
    }

    /** The trace of a block from its own operator equals what the whole Hessian's diagonal has there. */
    @Test
    void blocksAreThoseOfTheWhole() throws IOException {
        try (Objective objective = SampleHessians.objective("diabetes-mlp", "diabetes-test.npz", 100)) {
            Hessian hessian = hessian(objective);
            FreeParameters.Block last =
                    hessian.free().blocks().get(hessian.free().blocks().size() - 2);
            Hessian block = hessian.block(last.parameter());
            for (int i = 0; i < block.size(); i += 7) {
                double[] one = new double[block.size()];
                one[i] = 1;
                double[] whole = new double[hessian.size()];
                whole[last.offset() + i] = 1;
                assertThat(block.apply(one)[i]).isCloseTo(hessian.apply(whole)[last.offset() + i], within(1e-8));
            }
        }
    }
}
