package io.orograph.network;

import io.orograph.model.ModelReaders;
import io.orograph.study.Sample;
import io.orograph.study.Samples;
import io.orograph.task.CancelToken;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
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

/**
 * One tile of a sample's network on one thread, as a whole and as a point of a slice, and beside it what a tile is made
 * of: a product at the processor's peak, a sum of vectors, a copy from Java.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class PlanBenchmark {

    private static final int TILE = 256;
    private static final long KEPT = 256L << 20;
    private static final int SIDE = 512;

    @Param({"mnist-sharp", "mnist-lenet-bn", "digits-resnet"})
    private String model;

    private final NativeArrays memory = new NativeArrays();
    private ExecutionPlan plan;
    private SubspacePlan slice;
    private INDArray input;
    private double[] theta;
    private double alpha;
    private INDArray left;
    private INDArray right;
    private INDArray product;

    /** Opens the sample and fills everything with draws. */
    @Setup(Level.Trial)
    public void open() throws IOException {
        NativeThreads.confineCurrentThread();
        Sample sample = Samples.all().stream()
                .filter(candidate -> candidate.name().equals(model))
                .findFirst()
                .orElseThrow();
        Network network = ModelReaders.open(sample.model(), new CancelToken()).network();
        long[] shape = network.inputs().get(0).shape();
        shape[0] = TILE;
        theta = network.weights();
        plan = ExecutionPlan.forward(network, List.of(shape), Precision.SINGLE);
        slice = new SubspacePlan(
                network,
                new SubspacePlan.Tiles(List.of(shape), 1, tile -> new INDArray[] {input}, KEPT),
                Precision.SINGLE,
                theta,
                List.of(drawn(theta.length, 1), drawn(theta.length, 2)));
        input = filled(3, shape);
        left = filled(4, SIDE, SIDE);
        right = filled(5, SIDE, SIDE);
        product = filled(6, SIDE, SIDE);
        plan.input(0).assign(input);
        NativeCopy.write(theta, plan.parameters());
    }

    private INDArray filled(long seed, long... shape) {
        INDArray array = memory.zeros(DataType.FLOAT, shape);
        NativeCopy.write(drawn((int) array.length(), seed), array);
        return array;
    }

    private static double[] drawn(int size, long seed) {
        Random random = new Random(seed);
        double[] values = new double[size];
        Arrays.setAll(values, i -> random.nextGaussian());
        return values;
    }

    @TearDown(Level.Trial)
    public void close() {
        plan.close();
        slice.close();
        memory.close();
    }

    /** The network's output at θ in full. */
    @Benchmark
    public INDArray forward() {
        plan.forward();
        return plan.output();
    }

    /** The same at the next point of a row of a slice. */
    @Benchmark
    public INDArray point() {
        alpha = alpha < 1 ? alpha + 1e-3 : -1;
        return slice.run(0, alpha, 0.5);
    }

    /** 2·512³ operations: their rate is the peak to compare with. */
    @Benchmark
    public INDArray product() {
        return Nd4j.gemm(left, right, product, false, false, 1, 0);
    }

    /** A sum of 262,144 numbers each. */
    @Benchmark
    public INDArray sum() {
        ScaledSum.write(left, 0.5, right, product);
        return product;
    }

    /** θ from Java to the plan. */
    @Benchmark
    public INDArray copy() {
        NativeCopy.write(theta, plan.parameters());
        return plan.parameters();
    }
}
