package io.orograph.network.blocked;

import io.orograph.network.Dependences;
import io.orograph.network.LayerForm;
import io.orograph.network.Network;
import io.orograph.network.Shape;
import java.util.List;
import java.util.Optional;

/**
 * A product of data and weights as a convolution of images of one place, whose numbers lie in rows: only the weights are brought
 * into another order.
 *
 * @param isTransposed whether the weights are [O, C]; else they are [C, O]
 */
record DenseLayer(ConvolutionProblem problem, boolean isTransposed) {

    /**
     * Returns a node's layer if it is done so.
     *
     * @param bias a row that is added to the product behind the node
     */
    static Optional<DenseLayer> of(
            Network.Node node, LayerForm.Dense form, Dependences dependences, long[][] shapes, Optional<Integer> bias) {
        List<Integer> inputs = node.inputs();
        long[] x = shapes[inputs.get(0)];
        long in = x[x.length - 1];
        if (in == 0 || !dependences.onData(inputs.get(0)) || dependences.onData(inputs.get(1))) {
            return Optional.empty();
        }
        long out = shapes[inputs.get(1)][form.isTransposed() ? 0 : 1];
        boolean hasBias = bias.isPresent() || biasOf(node).isPresent();
        ConvolutionProblem problem = ConvolutionProblem.ofOnePlace(Shape.size(x) / in, in, out, hasBias);
        return IndirectConvolution.isForDense(problem)
                ? Optional.of(new DenseLayer(problem, form.isTransposed()))
                : Optional.empty();
    }

    /** Returns the bias that a node reads. */
    static Optional<Integer> biasOf(Network.Node node) {
        return node.inputs().stream()
                .skip(2)
                .limit(1)
                .filter(value -> value >= 0)
                .findFirst();
    }

    ForwardConvolution with(Following following, boolean overwritesSkip) {
        return new IndirectConvolution(problem, following, overwritesSkip, isTransposed);
    }
}
