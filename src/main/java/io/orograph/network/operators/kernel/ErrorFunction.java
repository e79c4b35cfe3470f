package io.orograph.network.operators.kernel;

import io.orograph.network.Kernel;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.impl.transforms.strict.Erf;
import org.nd4j.linalg.factory.Nd4j;

/** The error function erf x = 2/√π·∫₀ˣ e^(−t²) dt. */
public final class ErrorFunction {

    /** From here on the difference to 1 is less than half a unit in the last place. */
    private static final double ONE_FROM = 6;

    private ErrorFunction() {}

    /**
     * Returns erf x of one number as 2/√π·e^(−x²)·Σ 2ⁿ·x^(2n+1)/(1·3·…·(2n+1)), whose terms are all of one sign
     * (Abramowitz and Stegun 1964, 7.1.6). NaN stays NaN.
     */
    public static double value(double x) {
        if (!(Math.abs(x) < ONE_FROM)) {
            return Math.signum(x);
        }
        double term = x;
        double sum = x;
        for (int odd = 3; sum + term != sum; odd += 2) {
            term *= 2 * x * x / odd;
            sum += term;
        }
        return 2 / Math.sqrt(Math.PI) * Math.exp(-x * x) * sum;
    }

    /** Returns erf x in single precision. */
    public static FloatLoop loop() {
        return FloatErrorFunction.LOOP;
    }

    /** Binds out = erf x. */
    public static Kernel kernel(INDArray x, INDArray out) {
        return FloatErrorFunction.LOOP.kernel(out, x).orElseGet(() -> inDoubles(x, out));
    }

    private static Kernel inDoubles(INDArray x, INDArray out) {
        Erf erf = new Erf(x, out);
        return () -> Nd4j.getExecutioner().exec(erf);
    }
}
