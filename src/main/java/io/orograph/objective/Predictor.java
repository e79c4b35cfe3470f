package io.orograph.objective;

import io.orograph.data.Inputs;
import io.orograph.network.ExecutionPlan;
import io.orograph.network.NativeCopy;
import io.orograph.network.NativeThreads;
import io.orograph.network.Network;
import io.orograph.network.Precision;
import io.orograph.network.Shape;
import io.orograph.network.Tensor;
import io.orograph.task.CancelToken;
import java.util.List;
import java.util.stream.Collectors;

/** Runs a network as it is, without a loss: what it says about inputs. */
public final class Predictor {

    private Predictor() {}

    /**
     * Returns the network's first output for all inputs.
     *
     * @param theta the weights
     * @param inputs fitted to the network
     * @return [n, …] as doubles
     * @throws IllegalArgumentException if the network cannot take the inputs
     * @throws java.util.concurrent.CancellationException if cancelled between two tiles
     */
    public static Tensor predict(
            Network network, double[] theta, Inputs inputs, Precision precision, CancelToken cancel) {
        NativeThreads.confineCurrentThread();
        Tiling tiling = Tiling.choose(network, inputs, inputs.samples());
        List<long[]> shapes = inputs.shapes(tiling.size());
        try (ExecutionPlan plan = ExecutionPlan.forward(network, shapes, precision)) {
            NativeCopy.write(theta, plan.parameters());
            long[] outputShape = plan.outputShape();
            if (outputShape.length == 0 || outputShape[0] != tiling.size()) {
                throw new IllegalArgumentException("the network's output has the shape " + Shape.text(outputShape)
                        + " for inputs " + shapes.stream().map(Shape::text).collect(Collectors.joining(", "))
                        + ": its first axis does not count the samples");
            }
            return run(plan, tiling, inputs, outputShape, cancel);
        }
    }

    private static Tensor run(
            ExecutionPlan plan, Tiling tiling, Inputs inputs, long[] outputShape, CancelToken cancel) {
        int outputSize = Shape.sizePerEntry(outputShape);
        double[] all = new double[Math.multiplyExact(tiling.samples(), outputSize)];
        double[] tileOutputs = new double[tiling.size() * outputSize];
        for (int tile = 0; tile < tiling.count(); tile++) {
            cancel.check();
            load(plan, tiling, inputs, tile);
            if (tile == 0) {
                plan.forward();
            } else {
                plan.forwardOnOtherInputs();
            }
            NativeCopy.read(plan.output(), tileOutputs);
            int first = tiling.from(tile) * outputSize;
            System.arraycopy(tileOutputs, 0, all, first, tiling.samplesIn(tile) * outputSize);
        }
        outputShape[0] = tiling.samples();
        return Tensor.of(all, outputShape);
    }

    private static void load(ExecutionPlan plan, Tiling tiling, Inputs inputs, int tile) {
        for (int input = 0; input < inputs.count(); input++) {
            if (tile == 0 || inputs.get(input).isBySample()) {
                double[] values = new double[(int) plan.input(input).length()];
                tiling.fill(inputs.get(input), tile, values);
                NativeCopy.write(values, plan.input(input));
            }
        }
    }
}
