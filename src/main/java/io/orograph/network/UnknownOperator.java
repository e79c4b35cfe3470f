package io.orograph.network;

import java.util.List;
import java.util.Optional;

/**
 * Keeps the place of a node that nothing here can compute, so that the rest of its network can be described: it reads
 * what the node reads, and tells nothing of what it writes.
 *
 * @param refusal see {@link UnsupportedOperator#refusal}
 */
record UnknownOperator(Optional<String> refusal) implements Operator {

    @Override
    public int arity() {
        return Integer.MAX_VALUE;
    }

    @Override
    public List<long[]> outputShapes(List<long[]> inputs) {
        return List.of();
    }

    @Override
    public Kernel forward(Binding binding) {
        throw new IllegalStateException("this network can be described only: it has operators that are not supported");
    }

    @Override
    public Kernel backward(Binding binding) {
        return forward(binding);
    }
}
