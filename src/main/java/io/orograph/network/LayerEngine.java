package io.orograph.network;

import java.util.Optional;

/**
 * A library of kernels for products of matrices, for convolutional layers, whose values it keeps in a layout of its own from layer
 * to layer, and for some functions of rows. It serves beside ND4J's kernels, in single precision, and is found as a service.
 */
public interface LayerEngine {

    /** Returns the name by which a person chooses it. */
    String id();

    /** Returns name and version, as provenance says them. */
    String version();

    /** Returns the instructions of the processor that its kernels are made for. */
    String instructions();

    /**
     * Returns a network that computes the same in the engine's layouts where that is faster. Inputs, parameters and
     * outputs stay as they are; the indices of all values keep their meaning, but one that nobody needs in rows may be
     * computed no longer.
     *
     * @param dependences of the network
     * @param shapes of its values, for the batch that will run through it
     * @param gradients whether it will also be run backwards
     */
    Network laidOut(Network network, Dependences dependences, long[][] shapes, boolean gradients);

    /**
     * Returns a network that computes the same by the engine's own kernels where it has faster ones for rows: a softmax, a layer
     * normalisation, a GELU, a sum with a row. Values stay in rows.
     *
     * @param dependences of the network
     * @param shapes of its values, for the batch that will run through it
     * @param gradients whether it will also be run backwards
     */
    Network byRows(Network network, Dependences dependences, long[][] shapes, boolean gradients);

    /** Tells whether loops may be compiled to machine code, which processor and system have to run. */
    boolean compiles();

    /** Returns how to multiply matrices where the engine is faster than the BLAS; empty where it is not. */
    Optional<MatrixProduct> product(MatrixProduct.Form form);
}
