package io.orograph.network;

import java.lang.ref.Reference;
import java.util.Arrays;
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
    private final double[] values;
    private final int columns;
    private final Row row;

    /** The multiplication of one row, where it begins in the memory that the array is a part of. */
    @FunctionalInterface
    private interface Row {
        void scale(long begin, double factor);
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
        this.values = new double[Math.toIntExact(factors.length())];
        this.columns = Math.toIntExact(matrix.length() / Math.max(1, values.length));
        this.row = out.dataType() == DataType.DOUBLE ? ofDoubles() : ofFloats();
    }

    private Row ofFloats() {
        FloatPointer to = NativeCopy.floats(out);
        return (begin, factor) -> openblas_nolapack.cblas_sscal(columns, (float) factor, to.position(begin), 1);
    }

    private Row ofDoubles() {
        DoublePointer to = NativeCopy.doubles(out);
        return (begin, factor) -> openblas_nolapack.cblas_dscal(columns, factor, to.position(begin), 1);
    }

    /** Multiplies by 0, or by what is no number: the BLAS would make 0 of all that is none, and ND4J a number. */
    private static void multiply(INDArray row, double factor) {
        double[] numbers = new double[(int) row.length()];
        NativeCopy.read(row, numbers);
        Arrays.setAll(numbers, i -> numbers[i] * factor);
        NativeCopy.write(numbers, row);
    }

    @Override
    public void run() {
        NativeCopy.copy(matrix, out);
        NativeCopy.read(factors, values);
        try {
            for (int i = 0; i < values.length; i++) {
                long begin = (long) i * columns;
                if (Math.abs(values[i]) > 0) {
                    row.scale(out.offset() + begin, values[i]);
                } else {
                    multiply(NativeArrays.part(out, begin, columns), values[i]);
                }
            }
        } finally {
            Reference.reachabilityFence(out);
        }
    }
}
