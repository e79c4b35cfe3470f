package io.orograph.network;

import java.lang.ref.Reference;
import java.util.Arrays;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.openblas.global.openblas_nolapack;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Tells whether the numbers of an array in single precision are such that a kernel computes rightly with them, by products of
 * the BLAS, which takes a tenth of a nanosecond a number.
 */
public final class NumberLimits {

    /** So many at a time that the ones stay in the first cache. */
    private static final int CHUNK = 1 << 12;

    /** Last as long as the process. */
    private static final FloatPointer ONES = ones();

    private final INDArray array;
    private final FloatPointer numbers;
    private final long first;

    /**
     * Looks at an array whenever it is asked.
     *
     * @param array row-major without gaps
     */
    public NumberLimits(INDArray array) {
        this.array = array;
        this.numbers = NativeCopy.floats(array);
        this.first = numbers.position();
    }

    private static FloatPointer ones() {
        float[] ones = new float[CHUNK];
        Arrays.fill(ones, 1);
        return new FloatPointer(ones);
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

    /**
     * Tells whether no number is NaN or +∞ now, and no sum of 4096 of them; −∞ may be there. A sum with NaN or +∞ is NaN or +∞,
     * whatever else is in it.
     */
    public boolean areBelowInfinity() {
        try {
            long length = array.length();
            for (long from = 0; from < length; from += CHUNK) {
                int count = (int) Math.min(CHUNK, length - from);
                float sum = openblas_nolapack.cblas_sdot(count, numbers.position(first + from), 1, ONES, 1);
                if (!(sum < Float.POSITIVE_INFINITY)) {
                    return false;
                }
            }
            return true;
        } finally {
            Reference.reachabilityFence(array);
        }
    }
}
