package io.orograph.network;

import java.lang.ref.Reference;
import org.bytedeco.openblas.global.openblas_nolapack;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The length √Σxᵢ² of a native vector, by the BLAS: of single precision to ten digits, since long sums are made in double
 * precision, but infinite where the square of a number is beyond floats, from 1.8·10¹⁹ on. NaN if a number is.
 */
final class EuclideanNorm {

    private EuclideanNorm() {}

    /**
     * Returns the length.
     *
     * @param vector row-major without gaps, with fewer than 2³¹ numbers
     */
    static double of(INDArray vector) {
        int length = Math.toIntExact(vector.length());
        try {
            double square = vector.dataType() == DataType.DOUBLE
                    ? openblas_nolapack.cblas_ddot(length, NativeCopy.doubles(vector), 1, NativeCopy.doubles(vector), 1)
                    : openblas_nolapack.cblas_dsdot(length, NativeCopy.floats(vector), 1, NativeCopy.floats(vector), 1);
            return Math.sqrt(square);
        } finally {
            Reference.reachabilityFence(vector);
        }
    }
}
