package io.orograph.network;

/** Makes the operators of a graph's nodes. Which there are is the business of whoever reads the graph. */
public interface OperatorSource {

    /** Tells whether there is an operator of that name, with some settings at least. */
    boolean supports(String type);

    /**
     * Returns the operator that does what a node asks.
     *
     * @throws UnsupportedOperatorException if there is none, or not with these settings
     * @throws IllegalArgumentException if the node's settings are not valid
     */
    Operator create(NodeSpec node);
}
