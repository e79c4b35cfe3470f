package io.orograph.network;

import java.lang.ref.Reference;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.openblas.global.openblas_nolapack;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Tells whether the numbers of an array in single precision are finite, or even their squares, by products of the BLAS, which
 * takes a tenth of a nanosecond a number.
 */
public final class FiniteNumbers {

    /** So many at a time that the zeros stay in the first cache. */
    private static final int CHUNK = 1 << 12;

    /** Lasts as long as the process. */
    private static final FloatPointer ZEROS = new FloatPointer(new float[CHUNK]);

    private final INDArray array;
    private final FloatPointer numbers;
    private final long first;

    /**
     * @param array row-major without gaps
     */
    public FiniteNumbers(INDArray array) {
        this.array = array;
        this.numbers = NativeCopy.floats(array);
        this.first = numbers.position();
    }

    /** Tells whether the sum of the squares of all numbers is finite now, and so that of some of them. */
    public boolean haveFiniteSquares() {
        try {
            FloatPointer all = numbers.position(first);
            return Float.isFinite(openblas_nolapack.cblas_sdot((int) array.length(), all, 1, all, 1));
        } finally {
            Reference.reachabilityFence(array);
        }
    }

    /** Tells whether no number is NaN or infinite now: those times 0 are not 0. */
    public boolean areFinite() {
        try {
            long length = array.length();
            for (long from = 0; from < length; from += CHUNK) {
                int count = (int) Math.min(CHUNK, length - from);
                if (openblas_nolapack.cblas_sdot(count, numbers.position(first + from), 1, ZEROS, 1) != 0) {
                    return false;
                }
            }
            return true;
        } finally {
            Reference.reachabilityFence(array);
        }
    }
}
