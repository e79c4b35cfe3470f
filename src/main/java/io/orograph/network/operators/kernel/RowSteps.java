package io.orograph.network.operators.kernel;

import io.orograph.network.Kernel;
import java.util.List;
import java.util.Optional;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Takes down steps over the rows of arrays in single precision, one after the other, and binds them.
 *
 * @param <R> what stands for the numbers that a step reads or makes
 */
public interface RowSteps<R> {

    /**
     * Adds the numbers of an array.
     *
     * @param shape what it is stretched to: that of all rows, or of one number a row
     * @param width how many numbers of each row that is
     */
    R read(INDArray array, long[] shape, int width);

    /** Adds a row of equal numbers for each number that a step made. */
    R spread(R from);

    /**
     * Adds a loop.
     *
     * @param width how many numbers it writes for each row
     * @param from its arguments, of as many numbers each; null for one left out
     */
    R run(RowLoop loop, int width, List<R> from);

    /** Adds the result, and binds all; empty if these steps do not do it for such arrays. Nothing may be added afterwards. */
    Optional<Kernel> write(R from, INDArray out);
}
