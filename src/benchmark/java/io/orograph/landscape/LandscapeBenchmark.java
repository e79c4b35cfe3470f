package io.orograph.landscape;

import io.orograph.data.DataSource;
import io.orograph.model.ModelReaders;
import io.orograph.network.Precision;
import io.orograph.objective.Evaluation;
import io.orograph.objective.LossOptions;
import io.orograph.plane.RandomDirections;
import io.orograph.provenance.Provenance;
import io.orograph.study.Experiment;
import io.orograph.study.ExperimentSettings;
import io.orograph.study.LoadedData;
import io.orograph.study.Sample;
import io.orograph.study.Samples;
import io.orograph.task.CancelToken;
import io.orograph.task.ProgressListener;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** One cell on one worker, and a whole grid on one and on two, over the training data of a sample. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class LandscapeBenchmark {

    private static final int RESOLUTION = 11;

    @Param({"digits-mlp", "mnist-lenet-bn", "digits-resnet"})
    private String model;

    @Param({"1", "2"})
    private int workers;

    private Experiment experiment;
    private LandscapeEvaluator grid;

    /** Opens the sample. */
    @Setup(Level.Trial)
    public void open() throws IOException {
        Sample sample = Samples.all().stream()
                .filter(candidate -> candidate.name().equals(model))
                .findFirst()
                .orElseThrow();
        experiment = Experiment.of(
                ModelReaders.open(sample.model(), new CancelToken()),
                LoadedData.open(DataSource.of(sample.data())),
                new ExperimentSettings(LossOptions.FOUND, 0, false, Precision.SINGLE, workers));
        Grid cells = Grid.square(1, RESOLUTION);
        grid = new LandscapeEvaluator(
                experiment.objective(),
                RandomDirections.DEFAULT.plane(
                        experiment.layout(), experiment.weights().theta()),
                cells,
                Provenance.NONE);
    }

    @TearDown(Level.Trial)
    public void close() {
        experiment.close();
    }

    /** L(θ₀) on one worker. */
    @Benchmark
    public Evaluation cell() {
        return experiment.objective().evaluate(experiment.weights().theta(), new CancelToken());
    }

    /** 121 cells on all workers. */
    @Benchmark
    public Landscape grid() {
        return grid.run(ProgressListener.NONE, new CancelToken());
    }
}
