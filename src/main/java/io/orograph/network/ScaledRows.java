package io.orograph.network;

import java.lang.ref.Reference;
import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.openblas.global.openblas_nolapack;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * outᵢ = factorᵢ·rowᵢ for the rows of a matrix, by a call of the BLAS for each: what is done a few times, with many numbers, is over
 * before Java's compiler has made fast code of a loop.
 */
public final class ScaledRows implements Kernel {

    private final INDArray matrix;
    private final INDArray factors;
    private final INDArray out;
    private final Row row;
    private final int rows;

    /** The product for one row. */
    @FunctionalInterface
    private interface Row {
        void write(int index);
    }

    /**
     * Binds the product.
     *
     * @param matrix as many rows as there are factors, without gaps
     * @param factors of the matrix's type
     * @param out as the matrix; not the same memory
     */
    public ScaledRows(INDArray matrix, INDArray factors, INDArray out) {
        this.matrix = matrix;
        this.factors = factors;
        this.out = out;
        this.rows = Math.toIntExact(factors.length());
        int columns = Math.toIntExact(matrix.length() / Math.max(1, rows));
        this.row =
                out.dataType() == DataType.DOUBLE ? ofDoubles(factors, out, columns) : ofFloats(factors, out, columns);
    }

    private static Row ofFloats(INDArray factors, INDArray out, int columns) {
        FloatPointer by = NativeCopy.floats(factors);
        FloatPointer to = NativeCopy.floats(out);
        long first = to.position();
        return index -> {
            to.position(first + (long) index * columns);
            float factor = by.get(index);
            if (!(Math.abs(factor) > 0)) {
                // Of what is no number the BLAS would make 0, and by what is none.
                for (int i = 0; i < columns; i++) {
                    to.put(i, to.get(i) * factor);
                }
            } else {
                openblas_nolapack.cblas_sscal(columns, factor, to, 1);
            }
        };
    }

    private static Row ofDoubles(INDArray factors, INDArray out, int columns) {
        DoublePointer by = NativeCopy.doubles(factors);
        DoublePointer to = NativeCopy.doubles(out);
        long first = to.position();
        return index -> {
            to.position(first + (long) index * columns);
            double factor = by.get(index);
            if (!(Math.abs(factor) > 0)) {
                for (int i = 0; i < columns; i++) {
                    to.put(i, to.get(i) * factor);
                }
            } else {
                openblas_nolapack.cblas_dscal(columns, factor, to, 1);
            }
        };
    }

    @Override
    public void run() {
        NativeCopy.copy(matrix, out);
        try {
            for (int i = 0; i < rows; i++) {
                row.write(i);
            }
        } finally {
            Reference.reachabilityFence(factors);
            Reference.reachabilityFence(out);
        }
    }
}
