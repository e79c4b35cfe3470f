package io.orograph.network.operators.base;

import io.orograph.network.Binding;
import io.orograph.network.Kernel;
import io.orograph.network.Operator;
import io.orograph.network.operators.kernel.RowLoop;
import java.util.List;
import java.util.Optional;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * An operator that computes each row of its output, or one number for each row, from the same rows of its inputs, so that
 * several of them one after the other can be one pass over memory ({@link RowSequence}). A row is what lies along the last
 * axis.
 */
public interface RowOperator extends Operator {

    /**
     * Returns a loop over rows that does in single precision what the operator does. Empty if there is none, or not for these
     * shapes.
     *
     * @param inputs shapes of the inputs; null for an optional input left out
     */
    Optional<RowLoop> rowLoop(List<long[]> inputs);

    /**
     * Tells whether each element depends on the elements at the same place alone. If not, the loop gets whole rows of the shape
     * of its first input, to which the others are stretched.
     */
    default boolean isElementwise() {
        return true;
    }

    /**
     * Binds machine code that does the same to the rows of an array, where they are; empty if there is none. A sequence that ends
     * with it is cut before it: the loop in Java takes more time than reading and writing memory once more.
     */
    default Optional<Kernel> inPlace(Binding binding, INDArray rows) {
        return Optional.empty();
    }

    /** Binds the loop of an operator alone, in single precision; empty if it has none for these shapes. */
    static Optional<Kernel> kernel(RowOperator operator, Binding binding) {
        return RowSequence.kernel(operator, binding);
    }

    @Override
    default Optional<Operator> joined(Operator first, Join join) {
        return RowSequence.join(first, this, join);
    }
}
