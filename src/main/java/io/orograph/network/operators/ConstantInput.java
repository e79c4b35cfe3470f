package io.orograph.network.operators;

import io.orograph.network.NodeSpec;
import io.orograph.network.Tensor;
import io.orograph.network.UnsupportedOperatorException;
import java.util.Optional;

/** Reads integers that newer operator sets give as an input and that must be known before the network runs. */
final class ConstantInput {

    private ConstantInput() {}

    /**
     * The integers of an input; empty if it is left out.
     *
     * @param what names the input in the message
     * @throws UnsupportedOperatorException if the input is computed
     */
    static Optional<long[]> integers(NodeSpec node, int input, String what) {
        if (!node.hasInput(input)) {
            return Optional.empty();
        }
        Tensor tensor = node.constant(input)
                .orElseThrow(() -> new UnsupportedOperatorException(
                        node.label() + " computes its " + what + "; supported is a constant one"));
        return Optional.of(tensor.longs().clone());
    }
}
