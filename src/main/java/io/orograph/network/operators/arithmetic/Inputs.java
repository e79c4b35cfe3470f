package io.orograph.network.operators.arithmetic;

import io.orograph.network.NodeSpec;

/** Counts the inputs of a node that takes any number of them. */
final class Inputs {

    private Inputs() {}

    /**
     * @throws IllegalArgumentException if there are none
     */
    static int count(NodeSpec node) {
        if (node.inputs().isEmpty()) {
            throw new IllegalArgumentException(node.label() + " has no inputs");
        }
        return node.inputs().size();
    }
}
