package io.orograph.network;

import java.util.ArrayList;
import java.util.List;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.openblas.global.openblas_nolapack;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * target = sum + factor·vector over native arrays of one type and length, row-major without gaps, by the BLAS. ND4J's
 * operation of that name costs an object a call and keeps every factor it ever saw.
 */
final class ScaledSum {

    private ScaledSum() {}

    /** Elements that are summed at once: 64 KB of floats stay in a core's caches from one addition to the next. */
    private static final int BLOCK = 1 << 14;

    /**
     * Writes sum + factor·vector into the target.
     *
     * @param sum may be the target
     */
    static void write(INDArray sum, double factor, INDArray vector, INDArray target) {
        write(sum, new double[] {factor}, List.of(vector), target);
    }

    /**
     * Writes sum + Σ factorᵢ·vectorᵢ into the target, the last vector added first; a factor of 0 adds nothing, whatever the
     * vector holds. Block by block, so that memory is read and written once however many vectors there are.
     *
     * @param sum may be the target
     */
    static void write(INDArray sum, double[] factors, List<INDArray> vectors, INDArray target) {
        int length = Math.toIntExact(target.length());
        int width = target.dataType().width();
        BytePointer from = bytes(sum);
        BytePointer to = bytes(target);
        long first = from.position();
        long firstWritten = to.position();
        Addition[] additions = additions(factors, vectors, target);
        for (int start = 0; start < length; start += BLOCK) {
            int count = Math.min(BLOCK, length - start);
            if (sum != target) {
                long offset = (long) start * width;
                Pointer.memcpy(to.position(firstWritten + offset), from.position(first + offset), (long) count * width);
            }
            for (Addition addition : additions) {
                addition.add(start, count);
            }
        }
    }

    private static Addition[] additions(double[] factors, List<INDArray> vectors, INDArray target) {
        List<Addition> additions = new ArrayList<>();
        for (int i = factors.length - 1; i >= 0; i--) {
            if (factors[i] != 0) {
                additions.add(
                        target.dataType() == DataType.DOUBLE
                                ? ofDoubles(factors[i], vectors.get(i), target)
                                : ofFloats((float) factors[i], vectors.get(i), target));
            }
        }
        return additions.toArray(Addition[]::new);
    }

    /** The addition of a vector, some elements at a time. */
    @FunctionalInterface
    private interface Addition {
        void add(int start, int count);
    }

    private static Addition ofFloats(float factor, INDArray vector, INDArray target) {
        FloatPointer from = NativeCopy.floats(vector);
        FloatPointer to = NativeCopy.floats(target);
        long first = from.position();
        long firstWritten = to.position();
        return (start, count) -> openblas_nolapack.cblas_saxpy(
                count, factor, from.position(first + start), 1, to.position(firstWritten + start), 1);
    }

    private static Addition ofDoubles(double factor, INDArray vector, INDArray target) {
        DoublePointer from = NativeCopy.doubles(vector);
        DoublePointer to = NativeCopy.doubles(target);
        long first = from.position();
        long firstWritten = to.position();
        return (start, count) -> openblas_nolapack.cblas_daxpy(
                count, factor, from.position(first + start), 1, to.position(firstWritten + start), 1);
    }

    /** Returns a pointer of bytes: as a mere address, the position of another one is taken for bytes too. */
    private static BytePointer bytes(INDArray array) {
        return new BytePointer(array.data().pointer())
                .position(array.offset() * array.dataType().width());
    }
}
