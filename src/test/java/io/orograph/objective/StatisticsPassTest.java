package io.orograph.objective;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.orograph.arrays.NpzWriter;
import io.orograph.data.DataReaders;
import io.orograph.data.DataSource;
import io.orograph.data.Dataset;
import io.orograph.model.onnx.OnnxReader;
import io.orograph.network.Network;
import io.orograph.network.Precision;
import io.orograph.network.RunningStatistics;
import io.orograph.network.StatisticsPolicy;
import io.orograph.network.Tensor;
import io.orograph.task.CancelToken;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import onnx.OnnxMl.ModelProto;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Recomputed statistics do not depend on how the samples are cut into tiles: by a batch size that the file fixes, or by
 * memory. That of one tile agrees with PyTorch: see {@code BatchNormalizationTrainingTest}.
 */
class StatisticsPassTest {

    private static final CancelToken GO = new CancelToken();
    private static final int SAMPLES = 12;

    @TempDir
    private Path folder;

    private Path open;
    private Dataset data;

    @BeforeEach
    void prepare() throws IOException, URISyntaxException {
        open = Path.of(StatisticsPassTest.class
                .getResource("/io/orograph/training/batch_norm.onnx")
                .toURI());
        Random random = new Random(11);
        // Far from 0, so that Σx² − n·mean² would cancel.
        double[] x = random.doubles(SAMPLES * 36).map(v -> 30 + v).toArray();
        long[] y = random.longs(SAMPLES, 0, 2).toArray();
        Path file = folder.resolve("data.npz");
        NpzWriter.write(file, npz -> {
            npz.add("x", Tensor.of(x, SAMPLES, 1, 6, 6));
            npz.add("y", Tensor.of(y, SAMPLES));
        });
        data = DataReaders.open(DataSource.of(file));
    }

    private Network fixedTo(int batch) throws IOException {
        ModelProto.Builder model = ModelProto.parseFrom(Files.readAllBytes(open)).toBuilder();
        model.getGraphBuilder()
                .getInputBuilder(0)
                .getTypeBuilder()
                .getTensorTypeBuilder()
                .getShapeBuilder()
                .getDimBuilder(0)
                .clearDimParam()
                .setDimValue(batch);
        Path file = folder.resolve("fixed-" + batch + ".onnx");
        Files.write(file, model.build().toByteArray());
        return OnnxReader.read(file, GO).network();
    }

    private double[] statistics(Network network, long memoryLimit) {
        try (Objective objective = new Objective(LossChoice.detect(network, data), data, Precision.DOUBLE, 1)) {
            double[][] found = new double[1][];
            objective.parallel(1, GO, (worker, index) -> {
                try (StatisticsPass pass = new StatisticsPass(objective, memoryLimit)) {
                    found[0] = pass.at(network.weights(), GO);
                }
            });
            return found[0];
        }
    }

    /** 5 leaves a last tile of 2, 7 one of 5; without memory each layer's tiles begin again at their inputs. */
    @ParameterizedTest
    @CsvSource({"1, 0", "1, 1000000", "4, 0", "4, 1000000", "5, 0", "5, 1000000", "7, 1000000"})
    void tilesArePooled(int batch, long memoryLimit) throws IOException {
        Network network = OnnxReader.read(open, GO).network();
        double[] together = statistics(network, 0);

        double[] pooled = statistics(fixedTo(batch), memoryLimit);

        // Numbers up to some hundreds, sums of 12·36 of them in another order: 1e-13 each.
        assertThat(pooled).containsExactly(together, within(1e-10));
        for (int place : RunningStatistics.of(network).variances()) {
            assertThat(pooled[place]).isGreaterThan(1e-4);
        }
    }

    /** The loss with them is that of the open batch too: to the rounding of the same sums. */
    @Test
    void theLossDoesNotDependOnTheBatchOfTheFile() throws IOException {
        Network network = OnnxReader.read(open, GO).network();
        double[] state = RunningStatistics.state(network.weights(), statistics(network, 0));
        try (Objective together = new Objective(LossChoice.detect(network, data), data, Precision.DOUBLE, 1);
                Objective alone = new Objective(LossChoice.detect(fixedTo(1), data), data, Precision.DOUBLE, 2)) {
            Evaluation[] recomputed = new Evaluation[1];
            alone.parallel(
                    1,
                    GO,
                    (worker, index) ->
                            recomputed[0] = worker.evaluate(network.weights(), StatisticsPolicy.RECOMPUTE, GO));
            assertThat(recomputed[0].loss())
                    .isCloseTo(together.evaluate(state, GO).loss(), within(1e-10));
        }
    }

    @Test
    void pooledMomentsAreThoseOfAllNumbers() {
        PooledMoments moments = new PooledMoments(1);
        // 1, 2 | 6: mean 3, Σ(x − 3)² = 4 + 1 + 9.
        moments.add(2, new double[] {1.5}, new double[] {0.5});
        moments.add(1, new double[] {6}, new double[] {0});
        assertThat(moments.means()).containsExactly(new double[] {3}, within(1e-15));
        assertThat(moments.variances()).containsExactly(new double[] {14.0 / 3}, within(1e-15));
        assertThat(moments.estimates()).containsExactly(new double[] {7}, within(1e-15));
    }
}
