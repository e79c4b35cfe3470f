package io.orograph.network;

import org.bytedeco.javacpp.Pointer;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The arrays that one node of a plan reads and writes, handed to its operator when the plan is compiled. All are in
 * row-major ({@code 'c'}) order without gaps, of the plan's floating type, and keep their address for the plan's
 * life, so that a kernel can hold on to them and to op objects bound to them.
 */
public interface Binding {

    /** Returns the floating type that the plan computes in. */
    DataType type();

    /** Returns how many inputs the node has; trailing optional ones may be absent. */
    int inputs();

    /** Returns input {@code i}; null if the optional input was left out. */
    INDArray input(int i);

    /** Returns output {@code i}; null if the node does not name it. */
    INDArray output(int i);

    /** Returns ∂L/∂output; only for a backward kernel. Null if that output does not reach the loss. */
    INDArray outputGradient(int i);

    /**
     * Returns where ∂L/∂input goes; null if nobody wants it. A backward kernel overwrites it: the plan does the summing
     * where a value is used more than once.
     */
    INDArray inputGradient(int i);

    /**
     * Tells whether ∂L/∂input is to be added to what the array of {@link #inputGradient} holds. Only an operator that says so by
     * {@link Operator#addsGradients} is asked for it; of an input that it reads twice, the gradient of the first comes first.
     */
    default boolean addsGradient(int i) {
        return false;
    }

    /** Returns an array of the plan's floating type for intermediate results; its content is arbitrary at every run. */
    INDArray scratch(long... shape);

    /** Returns an array of the plan's floating type full of one value; nobody else writes it. */
    INDArray filled(double value, long... shape);

    /** Returns so many bytes for the plan's life, full of zeros, for what is no array; nobody else writes them. */
    default Pointer memory(long bytes) {
        int width = type().width();
        return NativeCopy.place(filled(0, (bytes + width - 1) / width));
    }
}
