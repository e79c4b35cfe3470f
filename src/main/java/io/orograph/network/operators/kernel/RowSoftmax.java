package io.orograph.network.operators.kernel;

import io.orograph.network.Binding;
import io.orograph.network.Kernel;
import io.orograph.network.LayerEngines;
import io.orograph.network.NativeCopy;
import io.orograph.network.jit.CallList;
import io.orograph.network.jit.SoftmaxRows;
import java.util.List;
import java.util.Optional;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** eˣ/Σeˣ over rows in single precision, with the largest x of the row taken off, so that nothing overflows. */
public final class RowSoftmax {

    private RowSoftmax() {}

    /**
     * Binds machine code for all rows of a matrix; empty in double precision, where no loops are compiled, and for rows of one
     * number, which is 1 whatever it is of.
     *
     * @param y takes the results; may be x
     * @param isLogarithm whether the logarithm is wanted
     */
    public static Optional<Kernel> compiled(Binding binding, INDArray x, INDArray y, boolean isLogarithm) {
        boolean areRows = x.length() > 0 && x.size(1) > 1;
        boolean isCompiled = areRows && x.dataType() == DataType.FLOAT && LayerEngines.compiles();
        return isCompiled ? Optional.of(bound(binding, x, y, isLogarithm)) : Optional.empty();
    }

    private static Kernel bound(Binding binding, INDArray x, INDArray y, boolean isLogarithm) {
        CallList.Builder calls = new CallList.Builder().keep(List.of(x, y));
        new SoftmaxRows(x.size(0), (int) x.size(1), isLogarithm)
                .call(calls, NativeCopy.address(x), NativeCopy.address(y));
        return calls.build(binding::memory)::run;
    }

    /** y = eˣ/Σeˣ of each row. NaN in a row makes all of it NaN. */
    public static void run(float[][] x, float[] y, int rows, int length) {
        for (int row = 0; row < rows; row++) {
            subtract(x[0], largest(x[0], row * length, length), y, row * length, length);
        }
        FloatExponential.run(y, y, rows * length);
        for (int row = 0; row < rows; row++) {
            divide(y, (float) RowSums.sum(y, row * length, length), row * length, length);
        }
    }

    /**
     * Returns the largest number, or NaN if there is one without a sign; one with a sign is below all numbers here, and makes
     * the row NaN by its own power. It is found by the bits, which are in the order of the numbers once those of negative
     * ones are turned: comparing numbers takes a guess of the processor for each, which is wrong at each new largest one. Four
     * at a time do not wait for each other.
     */
    private static float largest(float[] x, int from, int length) {
        int a = Integer.MIN_VALUE;
        int b = a;
        int c = a;
        int d = a;
        int end = from + length;
        int whole = from + length / 4 * 4;
        for (int i = from; i < whole; i += 4) {
            a = Math.max(a, ordered(Float.floatToRawIntBits(x[i])));
            b = Math.max(b, ordered(Float.floatToRawIntBits(x[i + 1])));
            c = Math.max(c, ordered(Float.floatToRawIntBits(x[i + 2])));
            d = Math.max(d, ordered(Float.floatToRawIntBits(x[i + 3])));
        }
        for (int i = whole; i < end; i++) {
            a = Math.max(a, ordered(Float.floatToRawIntBits(x[i])));
        }
        return Float.intBitsToFloat(ordered(Math.max(Math.max(a, b), Math.max(c, d))));
    }

    /** Turns all bits but the sign of a negative number; twice, it changes nothing. */
    private static int ordered(int bits) {
        return bits ^ (bits >> Integer.SIZE - 1) >>> 1;
    }

    private static void subtract(float[] x, float number, float[] y, int from, int length) {
        for (int i = from; i < from + length; i++) {
            y[i] = x[i] - number;
        }
    }

    private static void divide(float[] y, float number, int from, int length) {
        for (int i = from; i < from + length; i++) {
            y[i] /= number;
        }
    }
}
