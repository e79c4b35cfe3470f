package io.orograph.network.operators.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** The error function in both precisions, against values from tables and against each other. */
class ErrorFunctionTest {

    private static float[] single(float... x) {
        try (INDArray in = Nd4j.createFromArray(x);
                INDArray out = Nd4j.create(DataType.FLOAT, x.length)) {
            ErrorFunction.kernel(in, out).run();
            return out.toFloatVector();
        }
    }

    /** mpmath 1.3: erf of 0.1, 0.5, 1, 2, 3 and 5. */
    @Test
    void inDoublePrecisionItAgreesWithTables() {
        double[] x = {0.1, 0.5, 1, 2, 3, 5};
        double[] y = {
            0.1124629160182849,
            0.5204998778130465,
            0.8427007929497149,
            0.9953222650189527,
            0.9999779095030014,
            0.9999999999984626
        };
        for (int i = 0; i < x.length; i++) {
            assertThat(Math.abs(ErrorFunction.value(x[i]) - y[i])).isLessThan(1e-15);
        }
    }

    /**
     * Every 499th float of size 1e-30 to 6.5, both signs: 1.8 million. Three roundings of half a unit are to be expected,
     * the polynomials' distances come to 0.1.
     */
    @Test
    void inSinglePrecisionItErrsByTwoUnitsAtMost() {
        int first = Float.floatToRawIntBits(1e-30f);
        int end = Float.floatToRawIntBits(6.5f);
        int stride = 499;
        float[] x = new float[2 * ((end - first) / stride)];
        for (int i = 0; i < x.length; i += 2) {
            x[i] = Float.intBitsToFloat(first + i / 2 * stride);
            x[i + 1] = -x[i];
        }
        float[] y = single(x);
        double worst = 0;
        for (int i = 0; i < x.length; i++) {
            double exact = ErrorFunction.value(x[i]);
            worst = Math.max(worst, Math.abs(y[i] - exact) / Math.ulp((float) exact));
        }
        assertThat(worst).isLessThan(1.5);
    }

    @Test
    void inSinglePrecisionExtremesAreRight() {
        float[] y = single(
                0f,
                -0f,
                Float.MIN_VALUE,
                -Float.MIN_VALUE,
                1e-40f,
                6f,
                -1e30f,
                Float.POSITIVE_INFINITY,
                Float.NEGATIVE_INFINITY,
                Float.NaN);
        assertThat(y)
                .containsExactly(
                        0f,
                        -0f,
                        Float.MIN_VALUE,
                        -Float.MIN_VALUE,
                        (float) (1e-40f * 2 / Math.sqrt(Math.PI)),
                        1f,
                        -1f,
                        1f,
                        -1f,
                        Float.NaN);
    }
}
