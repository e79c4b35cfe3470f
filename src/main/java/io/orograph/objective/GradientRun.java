package io.orograph.objective;

import io.orograph.network.ExecutionPlan;
import io.orograph.network.NativeCopy;
import io.orograph.network.Network;
import io.orograph.network.Precision;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntUnaryOperator;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Forward and backward passes of so many samples at once: the sum of their losses and its gradient. Used by one thread
 * at a time; owns native memory.
 */
final class GradientRun implements AutoCloseable, OrderedSum.Addend {

    private final Loss loss;
    private final OutputLayout layout;
    private final ExecutionPlan plan;
    private final double[] outputs;
    private final double[] outputGradient;
    private final int parameters;
    private boolean isNewPoint;

    /**
     * Makes a run with a plan of its own.
     *
     * @param layout of the network's outputs
     * @param inputShapes of the samples, one for each input
     */
    GradientRun(Network network, Loss loss, OutputLayout layout, List<long[]> inputShapes, Precision precision) {
        this.loss = loss;
        this.layout = layout;
        this.plan = ExecutionPlan.gradient(network, inputShapes, precision);
        this.outputs = new double[(int) plan.output().length()];
        this.outputGradient = new double[outputs.length];
        this.parameters = network.layout().size();
    }

    /**
     * Sets θ.
     *
     * @throws IllegalArgumentException if it has not as many numbers as the network has parameters
     */
    void place(double[] theta) {
        if (theta.length != parameters) {
            throw new IllegalArgumentException(theta.length + " weights for " + parameters + " parameters");
        }
        NativeCopy.write(theta, plan.parameters());
        isNewPoint = true;
    }

    /** Returns the array that the samples of an input go into. */
    INDArray input(int input) {
        return plan.input(input);
    }

    /** Returns a value that the network computed on the way, in row-major order. */
    double[] read(int value) {
        return plan.read(value);
    }

    /**
     * Runs both passes for the sum of some of the samples' losses; its gradient stays for {@link #read} or {@link #addTo}.
     *
     * @param targets the targets of the data set
     * @param target where in them those of the sample at a place of the input begin
     * @param from the first place that counts
     * @param to the one after the last
     * @return the sum of these losses
     */
    double run(double[] targets, IntUnaryOperator target, int from, int to) {
        if (isNewPoint) {
            plan.forward();
            isNewPoint = false;
        } else {
            plan.forwardOnOtherInputs();
        }
        NativeCopy.read(plan.output(), outputs);
        Arrays.fill(outputGradient, 0);
        double total = 0;
        for (int i = from; i < to; i++) {
            int begin = i * layout.size();
            total += loss.loss(outputs, begin, layout, targets, target.applyAsInt(i));
            loss.gradient(outputs, begin, layout, targets, target.applyAsInt(i), outputGradient);
        }
        NativeCopy.write(outputGradient, plan.outputGradient());
        plan.backward();
        return total;
    }

    /** Writes the gradient of the last {@link #run}. */
    @Override
    public void read(double[] target) {
        NativeCopy.read(plan.parameterGradient(), target);
    }

    /** Adds the gradient to what is there. */
    @Override
    public void addTo(double[] sum) {
        NativeCopy.add(plan.parameterGradient(), sum);
    }

    @Override
    public void close() {
        plan.close();
    }
}
