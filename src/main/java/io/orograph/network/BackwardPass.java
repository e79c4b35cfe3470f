package io.orograph.network;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The way back through a plan: for each node, last first, the gradients of its inputs from those of its outputs
 * (reverse-mode differentiation). Only values on a path from a parameter to the output have a gradient.
 */
final class BackwardPass {

    private final Network network;
    private final long[][] shapes;
    private final INDArray[] arrays;
    private final BufferPool pool;
    private final INDArray parameterGradient;
    private final INDArray outputGradient;
    private final INDArray[] gradients;
    private final INDArray[] parameterViews;
    private final boolean[] wanted;
    private final List<Kernel> kernels = new ArrayList<>();

    BackwardPass(Network network, long[][] shapes, INDArray[] arrays, BufferPool pool, int output) {
        this.network = network;
        this.shapes = shapes;
        this.arrays = arrays;
        this.pool = pool;
        this.parameterGradient = pool.permanent(Math.max(1, network.layout().size()));
        this.gradients = new INDArray[arrays.length];
        this.parameterViews = new INDArray[arrays.length];
        this.wanted = new boolean[arrays.length];
        markWanted();
        this.outputGradient = pool.acquire(shapes[output]);
        gradients[output] = outputGradient;
        List<Network.Node> reversed = new ArrayList<>(network.nodes());
        Collections.reverse(reversed);
        reversed.forEach(this::bind);
    }

    INDArray parameterGradient() {
        return parameterGradient;
    }

    INDArray outputGradient() {
        return outputGradient;
    }

    void run() {
        for (Kernel kernel : kernels) {
            kernel.run();
        }
    }

    private void markWanted() {
        for (Parameter parameter : network.layout().parameters()) {
            int value = network.values().indexOf(parameter.name());
            wanted[value] = true;
            parameterViews[value] = ExecutionPlan.view(parameterGradient, parameter);
        }
        for (Network.Node node : network.nodes()) {
            if (node.inputs().stream().anyMatch(value -> value >= 0 && wanted[value])) {
                node.outputs().stream().filter(value -> value >= 0).forEach(value -> wanted[value] = true);
            }
        }
    }

    private void bind(Network.Node node) {
        INDArray[] outputGradients = new INDArray[node.outputs().size()];
        boolean reached = false;
        for (int i = 0; i < outputGradients.length; i++) {
            int value = node.outputs().get(i);
            outputGradients[i] = value < 0 ? null : gradients[value];
            reached |= outputGradients[i] != null;
        }
        if (!reached) {
            return;
        }
        if (node.inputs().stream().anyMatch(value -> value >= 0 && wanted[value])) {
            bindReached(node, outputGradients);
        }
        for (INDArray gradient : outputGradients) {
            if (gradient != outputGradient) {
                pool.release(gradient);
            }
        }
    }

    private void bindReached(Network.Node node, INDArray[] outputGradients) {
        INDArray[] targets = new INDArray[node.inputs().size()];
        List<Kernel> sums = new ArrayList<>();
        List<INDArray> parts = new ArrayList<>();
        for (int i = 0; i < targets.length; i++) {
            int value = node.inputs().get(i);
            if (value < 0 || !wanted[value]) {
                continue;
            }
            if (gradients[value] == null) {
                gradients[value] = parameterViews[value] != null ? parameterViews[value] : pool.acquire(shapes[value]);
                targets[i] = gradients[value];
            } else {
                INDArray sum = gradients[value];
                INDArray part = pool.acquire(shapes[value]);
                targets[i] = part;
                parts.add(part);
                sums.add(() -> sum.addi(part));
            }
        }
        if (node.operator().isView()) {
            INDArray target = targets[0];
            INDArray source = outputGradients[0].reshape('c', target.shape());
            kernels.add(() -> target.assign(source));
        } else {
            var binding = new NodeBinding(node, arrays, pool, outputGradients, targets);
            kernels.add(
                    NodeKernel.bind(network, node, shapes, () -> node.operator().backward(binding)));
            binding.releaseScratch();
        }
        kernels.addAll(sums);
        parts.forEach(pool::release);
    }
}
