package io.orograph.model.onnx.check;

import io.orograph.network.ExecutionPlan;
import io.orograph.network.NativeCopy;
import io.orograph.network.NativeThreads;
import io.orograph.network.Network;
import io.orograph.network.Precision;
import io.orograph.network.Shape;
import io.orograph.network.Tensor;
import java.util.List;

/** A run of a network on one batch: all of what is given, whatever the axes mean. */
final class SingleRun {

    private SingleRun() {}

    /**
     * Returns the network's first output at its own weights.
     *
     * @param inputs one an input of the network
     * @throws IllegalArgumentException if the network cannot take them
     */
    static Tensor of(Network network, List<Tensor> inputs, Precision precision) {
        NativeThreads.confineCurrentThread();
        List<long[]> shapes = inputs.stream().map(Tensor::shape).toList();
        try (ExecutionPlan plan = ExecutionPlan.forward(network, shapes, precision)) {
            NativeCopy.write(network.weights(), plan.parameters());
            for (int i = 0; i < inputs.size(); i++) {
                NativeCopy.write(inputs.get(i).doubles(), plan.input(i));
            }
            plan.forward();
            double[] outputs = new double[Shape.size(plan.outputShape())];
            NativeCopy.read(plan.output(), outputs);
            return Tensor.of(outputs, plan.outputShape());
        }
    }
}
