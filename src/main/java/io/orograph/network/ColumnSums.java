package io.orograph.network;

import static org.bytedeco.openblas.global.openblas_nolapack.CblasRowMajor;
import static org.bytedeco.openblas.global.openblas_nolapack.CblasTrans;

import java.lang.ref.Reference;
import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.openblas.global.openblas_nolapack;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The sum of the rows of a matrix, by the BLAS's product of a matrix and a vector of ones. As a product of matrices of which one
 * has a single row it takes four times as long.
 */
public final class ColumnSums implements Kernel {

    private final INDArray rows;
    private final INDArray ones;
    private final INDArray sums;
    private final Runnable product;

    /**
     * Binds the sum.
     *
     * @param rows [count, length] in rows without gaps, of single or double precision
     * @param ones as many as there are rows, of the same type
     * @param sums takes {@code length} numbers of that type
     */
    public ColumnSums(INDArray rows, INDArray ones, INDArray sums) {
        this.rows = rows;
        this.ones = ones;
        this.sums = sums;
        int count = Math.toIntExact(ones.length());
        int length = Math.toIntExact(sums.length());
        this.product = sums.dataType() == DataType.DOUBLE ? ofDoubles(count, length) : ofFloats(count, length);
    }

    private Runnable ofFloats(int count, int length) {
        FloatPointer from = NativeCopy.floats(rows);
        FloatPointer one = NativeCopy.floats(ones);
        FloatPointer to = NativeCopy.floats(sums);
        return () -> openblas_nolapack.cblas_sgemv(
                CblasRowMajor, CblasTrans, count, length, 1, from, length, one, 1, 1, to, 1);
    }

    private Runnable ofDoubles(int count, int length) {
        DoublePointer from = NativeCopy.doubles(rows);
        DoublePointer one = NativeCopy.doubles(ones);
        DoublePointer to = NativeCopy.doubles(sums);
        return () -> openblas_nolapack.cblas_dgemv(
                CblasRowMajor, CblasTrans, count, length, 1, from, length, one, 1, 1, to, 1);
    }

    @Override
    public void run() {
        try {
            NativeCopy.clear(sums);
            if (rows.length() > 0) {
                product.run();
            }
        } finally {
            Reference.reachabilityFence(this);
        }
    }
}
