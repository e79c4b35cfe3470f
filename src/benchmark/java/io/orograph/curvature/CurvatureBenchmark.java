package io.orograph.curvature;

import io.orograph.data.DataSource;
import io.orograph.model.ModelReaders;
import io.orograph.network.Precision;
import io.orograph.objective.LossOptions;
import io.orograph.study.Experiment;
import io.orograph.study.ExperimentSettings;
import io.orograph.study.LoadedData;
import io.orograph.task.CancelToken;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;
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

/** The gradient over all samples in single precision, and the largest eigenvalue of the Hessian to 1 %. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 6, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class CurvatureBenchmark {

    /** An eigenvalue that stands apart by half of itself is off by the square of this, twice: half a percent. */
    private static final double TOLERANCE = 0.05;

    private static final int STEPS = 100;
    private static final int WORKERS = 2;

    @Param("sample-models/digits-mlp.onnx")
    private String model;

    @Param("sample-models/digits-train.npz")
    private String data;

    private Experiment single;
    private Experiment exact;
    private double found = Double.NaN;

    /** Opens the model twice: the Hessian needs double precision. */
    @Setup(Level.Trial)
    public void open() throws IOException {
        single = open(Precision.SINGLE);
        exact = open(Precision.DOUBLE);
    }

    private Experiment open(Precision precision) throws IOException {
        return Experiment.of(
                ModelReaders.open(Path.of(model), new CancelToken()),
                LoadedData.open(DataSource.of(Path.of(data))),
                new ExperimentSettings(LossOptions.FOUND, 0, false, precision, WORKERS));
    }

    @TearDown(Level.Trial)
    public void close() {
        System.out.println("eigenvalue " + found);
        single.close();
        exact.close();
    }

    /** ∇L(θ₀). */
    @Benchmark
    public double[] gradient() {
        return single.objective().gradient(single.weights().theta(), new CancelToken());
    }

    /** λ₁ of ∇²L(θ₀). */
    @Benchmark
    public double largestEigenvalue() {
        FreeParameters free = FreeParameters.of(exact.layout(), Set.of());
        Hessian hessian = new Hessian(exact.objective(), exact.weights().theta(), free, new CancelToken());
        found = new Lanczos(1, 0, TOLERANCE, STEPS, 0)
                .of(hessian, Lanczos.Listener.NONE)
                .largest()
                .get(0)
                .value();
        return found;
    }
}
