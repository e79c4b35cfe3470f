package io.orograph.ui.main;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.orograph.arrays.NpzWriter;
import io.orograph.data.DataSource;
import io.orograph.export.LandscapeNpz;
import io.orograph.landscape.Landscape;
import io.orograph.model.onnx.OnnxWriter;
import io.orograph.network.RunningStatistics;
import io.orograph.network.StatisticsPolicy;
import io.orograph.network.Tensor;
import io.orograph.plane.Plane;
import io.orograph.provenance.Key;
import io.orograph.study.Experiment;
import io.orograph.task.CancelToken;
import io.orograph.ui.Fx;
import io.orograph.ui.NeedsDisplay;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import javafx.scene.control.ComboBox;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Which statistics of batch normalisation are chosen, in the window. */
@NeedsDisplay
class StatisticsTest {

    private static final CancelToken GO = new CancelToken();
    private static final int SAMPLES = 12;

    @RegisterExtension
    final WindowExtension window = new WindowExtension();

    private Path model;

    /** The network of a few hundred weights that the training is tested with. */
    private void open() throws IOException, URISyntaxException {
        model = Path.of(StatisticsTest.class
                .getResource("/io/orograph/training/batch_norm.onnx")
                .toURI());
        Random random = new Random(5);
        Path data = window.folder().resolve("data.npz");
        NpzWriter.write(data, npz -> {
            npz.add("x", Tensor.of(random.doubles(SAMPLES * 36).toArray(), SAMPLES, 1, 6, 6));
            npz.add("y", Tensor.of(random.longs(SAMPLES, 0, 2).toArray(), SAMPLES));
        });
        Fx.run(() -> window.models().workspace().open(model, DataSource.of(data)));
        window.awaitWhole(shown -> shown.provenance().text(Key.MODEL).equals("batch_norm.onnx"));
        window.selectTab("Training");
    }

    private Experiment experiment() {
        return Fx.get(() -> window.models().workspace().experimentProperty().get());
    }

    private Plane plane() {
        return Fx.get(() -> window.models().evaluation().shownPlaneProperty().get());
    }

    @SuppressWarnings("unchecked")
    private void choose(String id, StatisticsPolicy choice) {
        Fx.run(() -> ((ComboBox<StatisticsPolicy>) window.stage().getScene().lookup(id)).setValue(choice));
    }

    private void fire(String id) {
        window.fire(id);
    }

    private Landscape awaitBy(String statistics) {
        return window.awaitWhole(shown ->
                String.valueOf(shown.provenance().entries().get("batch_norm")).contains(statistics));
    }

    @Test
    void thereIsNothingToChooseWithoutBatchNormalisation() {
        window.openSample(WindowExtension.SMALL);
        window.selectTab("Training");
        assertThat(window.isShown("#path-batch-norm")).isFalse();
        assertThat(window.isShown("#between-batch-norm")).isFalse();
    }

    @Test
    void aTrainedPathIsEvaluatedAnewWithWhatIsChosen() throws IOException, URISyntaxException {
        open();
        assertThat(window.isShown("#path-batch-norm")).isTrue();
        Fx.run(() -> {
            window.models().training().choices().epochsProperty().set(4);
            window.models().training().choices().batchProperty().set(5);
            window.models().training().choices().validationProperty().set(0);
        });
        fire("#train");
        Landscape own = awaitBy("each checkpoint's own");
        assertThat(window.text("#path-statistics"))
                .isEqualTo("Batch normalisation by statistics of the last checkpoint on the surface, each"
                        + " checkpoint's own on the path");
        double[] end = plane().origin();
        double[] theta = Arrays.copyOf(end, experiment().layout().size());
        assertThat(end).hasSize(theta.length + 14);
        // Single precision, by another plan.
        assertThat(own.centerLoss()).isCloseTo(loss(end), within(1e-5));
        Fx.run(() -> window.models().path().positionProperty().set(1));

        choose("#path-batch-norm", StatisticsPolicy.HELD);
        Landscape held = awaitBy("statistics of the model file");
        assertThat(plane().origin()).containsExactly(theta);
        assertThat(held.centerLoss()).isCloseTo(loss(theta), within(1e-5)).isNotCloseTo(own.centerLoss(), within(1e-4));

        choose("#path-batch-norm", StatisticsPolicy.RECOMPUTE);
        Landscape recomputed = awaitBy("recomputed on the data");
        double[] there = RunningStatistics.state(theta, experiment().objective().statisticsAt(theta, GO));
        assertThat(recomputed.centerLoss())
                .isCloseTo(loss(there), within(1e-5))
                .isNotCloseTo(own.centerLoss(), within(1e-4));
        assertThat(window.text("#path-statistics")).contains("recomputed on the data at every point");
        // The path is drawn still, and its marker stays where it was.
        assertThat(Fx.get(() -> window.models().path().pathOverPlane())).isPresent();
        assertThat(Fx.get(() -> window.models().path().positionProperty().get()))
                .isEqualTo(1);
        // What others take from the same objective does not change with it.
        assertThat(loss(theta)).isCloseTo(held.centerLoss(), within(1e-5));

        Path npz = window.folder().resolve("path.npz");
        window.files().answer(npz);
        window.shortcut("Shortcut+Shift+E");
        Fx.await("the numbers are saved", () -> Files.exists(npz));
        assertThat(LandscapeNpz.read(npz).provenance().text(Key.BATCH_NORM))
                .isEqualTo("statistics recomputed on the data at every point");
        assertThat(recomputed.provenance().caption()).contains("batch normalisation by statistics recomputed");
    }

    private double loss(double[] state) {
        return experiment().objective().evaluate(state, GO).loss();
    }

    /** The open model with other weights; its variances are multiplied. */
    private Path other(String name, long seed, double factor) throws IOException {
        Experiment subject = experiment();
        double[] state = RunningStatistics.state(
                subject.weights().theta(), subject.statistics().held());
        Random random = new Random(seed);
        for (int i = 0; i < subject.layout().size(); i++) {
            state[i] += 0.3 * random.nextGaussian();
        }
        for (int place : subject.statistics().variances()) {
            state[subject.layout().size() + place] *= factor;
        }
        Path file = window.folder().resolve(name);
        OnnxWriter.write(model, subject.statistics().tracked().layout(), state, file);
        return file;
    }

    @Test
    void betweenModelsHolesAreExplainedAndRecomputedStatisticsFillThem() throws IOException, URISyntaxException {
        open();
        window.files().answer(other("second.onnx", 1, 0.01), other("third.onnx", 2, 1));
        fire("#between-plane");
        Landscape own = awaitBy("interpolated");
        assertThat(own.nonFiniteCells()).isPositive();
        // The directions are orthogonal as weights, whatever the statistics do along them.
        assertThat(Fx.get(() -> window.models().evaluation().cosineProperty().get()))
                .isCloseTo(0, within(1e-12));
        assertThat(window.text("#between-holes"))
                .startsWith("There is no loss in " + own.nonFiniteCells() + " of 121 cells: ")
                .contains("“recomputed”");
        assertThat(window.text("#between-statistics"))
                .isEqualTo("Batch normalisation by each model's own statistics, interpolated between");

        choose("#between-batch-norm", StatisticsPolicy.RECOMPUTE);
        Landscape recomputed = awaitBy("recomputed");
        assertThat(recomputed.nonFiniteCells()).isZero();
        assertThat(window.isShown("#between-holes")).isFalse();
        assertThat(window.text("#between-statistics")).contains("recomputed");
        assertThat(recomputed.grid().alpha().from())
                .isCloseTo(own.grid().alpha().from(), within(1e-12));
    }

    @Test
    void aCurveIsNotTrainedAgainForOtherStatistics() throws IOException, URISyntaxException {
        open();
        Fx.run(() -> window.models().training().choices().epochsProperty().set(3));
        window.files().answer(other("second.onnx", 1, 1.5));
        fire("#between-curve");
        awaitBy("interpolated");
        assertThat(window.isShown("#between-losses")).isTrue();
        // A training would not end.
        Fx.run(() -> window.models().training().choices().epochsProperty().set(100_000));
        choose("#between-batch-norm", StatisticsPolicy.HELD);
        Landscape held = awaitBy("statistics of the model file");
        assertThat(held.provenance().entries().get("curve").toString()).contains("epochs=3");
        choose("#between-batch-norm", StatisticsPolicy.RECOMPUTE);
        awaitBy("recomputed");
        assertThat(window.text("#between-title")).startsWith("Curve between batch_norm and second");
    }
}
