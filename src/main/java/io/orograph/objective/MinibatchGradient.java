package io.orograph.objective;

import io.orograph.data.Dataset;
import io.orograph.network.ExecutionPlan;
import io.orograph.network.NativeCopy;
import io.orograph.network.NativeThreads;
import io.orograph.network.Network;
import io.orograph.network.Precision;
import io.orograph.network.Shape;
import io.orograph.network.Tensor;
import io.orograph.objective.Loss.OutputLayout;
import io.orograph.task.CancelToken;
import java.util.Arrays;
import java.util.List;

/**
 * The mean loss over chosen samples of a data set, and its gradient: what an optimiser needs of a minibatch. Samples
 * run through the network in tiles of one size; a last tile that is not full is filled up with zeros whose outputs get
 * no gradient and no weight.
 *
 * <p>Batch normalisation works as it does after training, with the running statistics of the model file: these are not
 * estimated from the minibatch and do not move. Used by one thread at a time; owns native memory.
 */
public final class MinibatchGradient implements AutoCloseable {

    private final Loss loss;
    private final OutputLayout layout;
    private final Tensor inputs;
    private final double[] targets;
    private final int targetsPerSample;
    private final int sampleSize;
    private final int parameters;
    private final int tileSize;
    private final ExecutionPlan plan;
    private final double[] tileInputs;
    private final double[] outputs;
    private final double[] outputGradient;
    private final double[] tileGradient;

    /**
     * @param batch how many samples are usually asked for at once; others are possible
     * @throws IllegalArgumentException if network, data and loss do not fit together; the message says how
     */
    public MinibatchGradient(LossChoice choice, Dataset data, Precision precision, int batch) {
        Network network = choice.network();
        if (network.inputs().size() != 1) {
            throw new IllegalArgumentException(
                    "the network has " + network.inputs().size() + " inputs; data can be given for one");
        }
        this.loss = choice.kind().loss();
        this.layout = LossChoice.outputLayout(network, data);
        this.inputs = data.inputs();
        this.targets = Targets.of(loss, layout, data);
        this.targetsPerSample = Targets.perSample(loss, layout);
        this.sampleSize = Shape.sizePerEntry(inputs.shape());
        this.parameters = network.layout().size();
        this.tileSize = Tiling.choose(network, inputs.shape(), batch).size();
        long[] tileShape = inputs.shape();
        tileShape[0] = tileSize;
        NativeThreads.confineCurrentThread();
        this.plan = ExecutionPlan.gradient(network, List.of(tileShape), precision);
        this.tileInputs = new double[Shape.size(tileShape)];
        this.outputs = new double[(int) plan.output().length()];
        this.outputGradient = new double[outputs.length];
        this.tileGradient = new double[parameters];
    }

    /**
     * The mean loss over the samples at θ, and its gradient.
     *
     * @param theta θ, read only
     * @param samples their places in the data set; one that occurs twice counts twice
     * @param gradient overwritten with the gradient of the mean
     * @throws IllegalArgumentException if θ or the gradient has not as many numbers as the network has parameters
     * @throws java.util.concurrent.CancellationException if cancelled between two tiles
     */
    public double at(double[] theta, int[] samples, double[] gradient, CancelToken cancel) {
        if (theta.length != parameters || gradient.length != parameters) {
            throw new IllegalArgumentException(
                    theta.length + " weights and " + gradient.length + " derivatives for " + parameters);
        }
        NativeThreads.confineCurrentThread();
        NativeCopy.write(theta, plan.parameters());
        Arrays.fill(gradient, 0);
        double sum = 0;
        for (int from = 0; from < samples.length; from += tileSize) {
            cancel.check();
            sum += addTile(samples, from, Math.min(tileSize, samples.length - from), gradient);
        }
        for (int i = 0; i < gradient.length; i++) {
            gradient[i] /= samples.length;
        }
        return sum / samples.length;
    }

    private double addTile(int[] samples, int from, int count, double[] sum) {
        gather(samples, from, count);
        NativeCopy.write(tileInputs, plan.input(0));
        plan.forward();
        NativeCopy.read(plan.output(), outputs);
        Arrays.fill(outputGradient, 0);
        double total = 0;
        for (int i = 0; i < count; i++) {
            int target = samples[from + i] * targetsPerSample;
            int output = i * layout.size();
            total += loss.loss(outputs, output, layout, targets, target);
            loss.gradient(outputs, output, layout, targets, target, outputGradient);
        }
        NativeCopy.write(outputGradient, plan.outputGradient());
        plan.backward();
        NativeCopy.read(plan.parameterGradient(), tileGradient);
        for (int i = 0; i < sum.length; i++) {
            sum[i] += tileGradient[i];
        }
        return total;
    }

    private void gather(int[] samples, int from, int count) {
        int next = 0;
        for (int i = 0; i < count; i++) {
            int first = samples[from + i] * sampleSize;
            for (int j = 0; j < sampleSize; j++) {
                tileInputs[next++] = inputs.get(first + j);
            }
        }
        Arrays.fill(tileInputs, next, tileInputs.length, 0);
    }

    /** Frees the native memory. */
    @Override
    public void close() {
        plan.close();
    }
}
