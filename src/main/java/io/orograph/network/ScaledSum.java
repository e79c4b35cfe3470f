package io.orograph.network;

import org.bytedeco.javacpp.BytePointer;
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

    /**
     * Writes sum + factor·vector into the target.
     *
     * @param sum may be the target
     */
    static void write(INDArray sum, double factor, INDArray vector, INDArray target) {
        int length = Math.toIntExact(target.length());
        if (sum != target) {
            Pointer.memcpy(
                    bytes(target), bytes(sum), (long) length * target.dataType().width());
        }
        if (target.dataType() == DataType.DOUBLE) {
            openblas_nolapack.cblas_daxpy(length, factor, NativeCopy.doubles(vector), 1, NativeCopy.doubles(target), 1);
        } else {
            openblas_nolapack.cblas_saxpy(
                    length, (float) factor, NativeCopy.floats(vector), 1, NativeCopy.floats(target), 1);
        }
    }

    /** Returns a pointer of bytes: as a mere address, the position of another one is taken for bytes too. */
    private static BytePointer bytes(INDArray array) {
        return new BytePointer(array.data().pointer())
                .position(array.offset() * array.dataType().width());
    }
}
