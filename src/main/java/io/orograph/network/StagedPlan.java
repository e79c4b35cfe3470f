package io.orograph.network;

import java.util.ArrayList;
import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.indexing.NDArrayIndex;

/**
 * A network run as far as its batch normalisations need it, one stage a normalisation: stage k ends with the moments of
 * what normalisation k normalises, and those before it normalise by statistics that are given meanwhile. What passes from
 * one stage to the next can be kept and brought back, so that several batches can take each stage in turn.
 *
 * <p>Not safe for use by two threads at once. Owns native memory; {@link #close} frees it.
 */
public final class StagedPlan implements AutoCloseable {

    private final RunningStatistics statistics;
    private final ExecutionPlan plan;
    private final int weights;
    private final int counted;
    private final int batch;
    private final List<List<INDArray>> across = new ArrayList<>();

    /**
     * Makes a staged plan.
     *
     * @param statistics of the network
     * @param inputShapes one shape an input of the network
     * @param batch how many samples they are of
     * @param counted how many samples of the batch count, from the first on
     */
    public StagedPlan(
            RunningStatistics statistics, List<long[]> inputShapes, int batch, int counted, Precision precision) {
        this.statistics = statistics;
        this.counted = counted;
        this.batch = batch;
        this.weights = statistics.tracked().layout().size() - statistics.size();
        this.plan = ExecutionPlan.unfused(statistics.measuring(batch, counted), inputShapes, precision);
        for (int stage = 0; stage < statistics.layers(); stage++) {
            List<INDArray> flat = new ArrayList<>();
            plan.across(end(stage)).forEach(array -> flat.add(array.reshape('c', new long[] {array.length()})));
            across.add(flat);
        }
    }

    /** Returns the node after the last one of a stage. */
    private int end(int stage) {
        return stage < 0 ? 0 : statistics.measuredBy(stage) + 1;
    }

    /** Returns the array that the samples of an input go into. */
    public INDArray input(int input) {
        return plan.input(input);
    }

    /** Sets the weights; those before the statistics in θ. */
    public void place(double[] theta) {
        NativeCopy.write(theta, part(0, weights));
    }

    /** Sets what the normalisation of a stage normalises by from the next stage on. */
    public void place(int stage, double[] means, double[] variances) {
        NativeCopy.write(means, part(weights + statistics.meansAt(stage), means.length));
        NativeCopy.write(variances, part(weights + statistics.variancesAt(stage), variances.length));
    }

    private INDArray part(int from, int size) {
        INDArray all = plan.parameters();
        return size == all.length() ? all : all.get(NDArrayIndex.interval(from, from + size));
    }

    /** Runs the stages {@code from} to {@code to - 1}; what passes into the first of them must be there. */
    public void run(int from, int to) {
        plan.run(end(from - 1), end(to - 1));
    }

    /** Returns how many numbers a channel has in what the normalisation of a stage normalises. */
    public long count(int stage) {
        long[] shape = plan.shape(statistics.normalized(stage));
        return shape[0] * counted / batch * Shape.size(shape) / (shape[0] * shape[1]);
    }

    /** Returns the means of the channels, after the stage has run. */
    public double[] means(int stage) {
        return read(statistics.means(stage));
    }

    /** Returns Σ(x − mean)² of the channels, after the stage has run. */
    public double[] squares(int stage) {
        return read(statistics.means(stage) + 1);
    }

    private double[] read(int value) {
        INDArray array = plan.array(value);
        double[] numbers = new double[(int) array.length()];
        NativeCopy.read(array, numbers);
        return numbers;
    }

    /** Returns how many numbers pass from a stage to the next. */
    public long passing(int stage) {
        return across.get(stage).stream().mapToLong(INDArray::length).sum();
    }

    /** Copies what passes from a stage to the next, after the stage has run. */
    public void keep(int stage, INDArray into) {
        long at = 0;
        for (INDArray array : across.get(stage)) {
            into.get(NDArrayIndex.interval(at, at + array.length())).assign(array);
            at += array.length();
        }
    }

    /** Brings back what {@link #keep} has copied. */
    public void bringBack(int stage, INDArray from) {
        long at = 0;
        for (INDArray array : across.get(stage)) {
            array.assign(from.get(NDArrayIndex.interval(at, at + array.length())));
            at += array.length();
        }
    }

    @Override
    public void close() {
        plan.close();
    }
}
