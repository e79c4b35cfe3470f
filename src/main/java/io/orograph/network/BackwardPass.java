package io.orograph.network;

import java.util.ArrayList;
import java.util.BitSet;
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

    /**
     * Binds the way back.
     *
     * @param output the value whose gradient is given
     */
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
            int value = network.indexOf(parameter.name());
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
            if (gradient != null && gradient != outputGradient) {
                pool.release(gradient);
            }
        }
    }

    private void bindReached(Network.Node node, INDArray[] outputGradients) {
        INDArray[] known = outputGradients.clone();
        INDArray[] targets = new INDArray[node.inputs().size()];
        BitSet added = new BitSet();
        List<Kernel> sums = new ArrayList<>();
        List<INDArray> parts = new ArrayList<>();
        for (int i = 0; i < targets.length; i++) {
            int value = node.inputs().get(i);
            if (value < 0 || !wanted[value] || isHandedBack(node, i, outputGradients)) {
                continue;
            }
            if (gradients[value] == null) {
                targets[i] = firstGradient(value);
            } else if (node.operator().isView()) {
                sums.add(sum(gradients[value], known[0]));
            } else if (node.operator().addsGradients()) {
                targets[i] = gradients[value];
                added.set(i);
            } else {
                targets[i] = pool.acquire(shapes[value]);
                parts.add(targets[i]);
                sums.add(sum(gradients[value], targets[i]));
            }
        }
        if (!node.operator().isView()) {
            var binding = new NodeBinding(node, arrays, pool, known, targets, added);
            kernels.add(
                    NodeKernel.bind(network, node, shapes, () -> node.operator().backward(binding)));
            binding.releaseScratch();
        } else if (targets[0] != null) {
            kernels.add(() -> NativeCopy.copy(known[0], targets[0]));
        }
        kernels.addAll(sums);
        parts.forEach(pool::release);
    }

    private INDArray firstGradient(int value) {
        gradients[value] = parameterViews[value] != null ? parameterViews[value] : pool.acquire(shapes[value]);
        return gradients[value];
    }

    private static Kernel sum(INDArray sum, INDArray part) {
        return () -> ScaledSum.write(sum, 1, part, sum);
    }

    /**
     * Lets the gradient of an output, which nobody reads after this node, be the first part of an input's, where both are the
     * same; tells whether it could.
     */
    private boolean isHandedBack(Network.Node node, int input, INDArray[] outputGradients) {
        int value = node.inputs().get(input);
        boolean isSame = outputGradients.length == 1
                && gradients[value] == null
                && parameterViews[value] == null
                && outputGradients[0] != null
                && outputGradients[0] != outputGradient
                && Collections.frequency(node.inputs(), value) == 1
                && node.operator().handsBackGradient(input, node.inputShapes(shapes));
        INDArray handed = isSame ? pool.handOn(outputGradients[0], shapes[value]) : null;
        if (handed != null) {
            gradients[value] = handed;
            outputGradients[0] = null;
        }
        return handed != null;
    }
}
