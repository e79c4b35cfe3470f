package io.orograph.curvature;

import static org.assertj.core.api.Assertions.assertThat;

import io.orograph.curvature.CriticalPointVerdict.Kind;
import io.orograph.data.DataReaders;
import io.orograph.data.DataSource;
import io.orograph.data.Dataset;
import io.orograph.data.InputFitter;
import io.orograph.model.ModelReaders;
import io.orograph.network.Network;
import io.orograph.network.Precision;
import io.orograph.objective.LossChoice;
import io.orograph.objective.LossKind;
import io.orograph.objective.Objective;
import io.orograph.task.CancelToken;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** Models whose kind of point is known from their construction or from exact Hessians in PyTorch. */
final class VerdictOnModelsTest {

    private static final Path CASES = Path.of("src/test/resources/io/orograph/curvature");

    private static CriticalPointVerdict verdict(Path model, Path file, LossKind loss) throws IOException {
        Network network = ModelReaders.open(model, new CancelToken()).network();
        Dataset read = DataReaders.open(DataSource.of(file));
        Dataset data = InputFitter.fit(read, network.inputs().get(0).shape()).dataset();
        LossChoice choice = loss == null ? LossChoice.detect(network, data) : LossChoice.choose(network, data, loss);
        try (Objective objective = new Objective(choice, data, Precision.DOUBLE, 2)) {
            return new CurvatureAnalysis(5, false, false, Effort.USUAL, 0, false, 0)
                    .of(
                            objective,
                            choice,
                            data,
                            choice.network().weights(),
                            FreeParameters.all(choice.network().layout()),
                            CurvatureAnalysis.Listener.NONE,
                            new CancelToken())
                    .verdict();
        }
    }

    private static CriticalPointVerdict verdict(String name, LossKind loss) throws IOException {
        return verdict(CASES.resolve(name + ".onnx"), CASES.resolve(name + "-data.npz"), loss);
    }

    /** Two weights, λ = 1 and −2, no gradient. */
    @Test
    void theRidgeOfADoubleWellIsASaddle() throws IOException {
        assertThat(verdict("dw", LossKind.MSE).kind()).isEqualTo(Kind.SADDLE);
    }

    /** λ = 1800 and 0.005, loss 1.0007; that of its minimum is 0.00039. */
    @Test
    void aValleyIsNoMinimum() throws IOException {
        assertThat(verdict("valley", LossKind.MSE).kind()).isIn(Kind.NOT_CRITICAL, Kind.UNDECIDED);
    }

    /** Plain gradient steps take its loss from 1.60 to 0.015. */
    @Test
    void anUntrainedNetworkIsNotCritical() throws IOException {
        assertThat(verdict("init-mlp-learnable", null).kind()).isEqualTo(Kind.NOT_CRITICAL);
    }

    /** Its smallest eigenvalue of −0.0002 is exact to 10⁻⁷. */
    @Test
    void wordsDoNotDenyTheEigenvalueBesideThem() throws IOException {
        CriticalPointVerdict verdict = verdict("sad", LossKind.MSE);
        assertThat(verdict.kind()).isNotIn(Kind.MINIMUM, Kind.PLATEAU);
        assertThat(verdict.words()).doesNotContain("none of");
    }

    /** Second differences along its smallest eigenvector are positive from h = 10⁻⁴. */
    @Test
    void aTrainedNetworkBetweenKinksIsNoSaddle() throws IOException {
        Path folder = SampleHessians.FOLDER;
        assertThat(verdict(folder.resolve("digits-mlp.onnx"), folder.resolve("digits-test.npz"), null)
                        .kind())
                .isNotIn(Kind.SADDLE, Kind.MAXIMUM);
    }
}
