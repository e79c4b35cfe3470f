package io.orograph.network.operators.kernel;

import io.orograph.network.NativeCopy;
import java.util.Optional;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Floats in native memory, stretched: to result i belongs number (first + i)/times of them, which begin again after the last one.
 *
 * @param place where they begin
 * @param count how many there are; {@link #ALL} if they do not begin again
 * @param times how many results one number is for; {@link #ALL} if it is for all
 */
record Stretched(long place, long count, long times, long first) {

    private static final long ALL = Long.MAX_VALUE;

    /** Returns numbers of which each is for one result. */
    static Stretched same(long place) {
        return new Stretched(place, ALL, 1, 0);
    }

    /** Returns an array stretched to a shape; empty if it is stretched along an axis between others that it has. */
    static Optional<Stretched> of(INDArray array, long... full) {
        long[] shape = array.shape();
        long times = 1;
        long count = 1;
        boolean repeats = false;
        for (int axis = full.length - 1; axis >= 0; axis--) {
            int own = axis - (full.length - shape.length);
            boolean isStretched = full[axis] > 1 && (own < 0 || shape[own] == 1);
            if (repeats && !isStretched && full[axis] > 1) {
                return Optional.empty();
            }
            repeats |= isStretched && count > 1;
            times *= isStretched && !repeats ? full[axis] : 1;
            count *= isStretched ? 1 : full[axis];
        }
        boolean isNumber = count == 1 && times > 1;
        return Optional.of(new Stretched(NativeCopy.address(array), repeats ? count : ALL, isNumber ? ALL : times, 0));
    }

    /** Returns the same for the results from one on. */
    Stretched from(long result) {
        return new Stretched(place, count, times, first + result);
    }

    /** Returns the same numbers for so many results each, where they are for one. */
    Stretched spread(long results) {
        return new Stretched(place, count, results, first);
    }

    /** Returns where the number of a result is. */
    long at(long result) {
        return place + (first + result) / times % count * Float.BYTES;
    }

    /** Tells whether each number is for several results. */
    boolean isSpread() {
        return times > 1;
    }

    /** Returns the most results for which a run has numbers side by side, or a single one, if all runs have so many; 0 for any. */
    long run() {
        long limit = isSpread() ? times : count;
        return limit == ALL ? 0 : divisor(limit, first);
    }

    /** Returns the largest common divisor, which is the other one if one is 0. */
    static long divisor(long a, long b) {
        return b == 0 ? a : divisor(b, a % b);
    }

    /** Returns the bytes from a number of a run to its next; 0 if it has one. */
    long width() {
        return isSpread() ? 0 : Float.BYTES;
    }
}
