package io.orograph.network.operators.kernel;

/**
 * erf x in single precision, to 1.5 units in the last place, by loops that the compiler makes vector instructions of, which
 * choose nothing by branches; ND4J's kernel takes seven times as long. With m the number next to x from −1 to 1, and r = m − x,
 * at most 3 in size, erf x = m + (m·P(m²) − r·U(|r| − 1½)). The first summand holds most of the result, so that what
 * is rounded in the others hardly counts; beyond ±4 the sum is ±1 to the last digit. NaN stays NaN, and −0 stays −0.
 *
 * <p>P is the polynomial of degree 6 next to erf √t/√t − 1 on [0, 1], relative to erf √t/√t; U that of degree 14 next to
 * (erf(1 + d) − erf 1)/d at z = d − 1½, d in [0, 3], where d times the distance counts. Both minimise the largest distance,
 * found in double precision by Lawson's weights on 600 and 900 Chebyshev nodes (Lawson 1961); coefficients were rounded to
 * floats one after the other from the constant on, and the rest fitted anew after each. The largest distances are 3e-9 of the
 * result.
 */
final class FloatErrorFunction implements FloatLoop {

    static final FloatLoop LOOP = new FloatErrorFunction();

    private static final float INNER = 1;
    private static final float OUTER = 3;
    private static final float MIDDLE = 1.5f;

    /** A thread's m and r. */
    private static final ThreadLocal<float[][]> PARTS = ThreadLocal.withInitial(() -> new float[2][FlatArray.CHUNK]);

    private FloatErrorFunction() {}

    @Override
    public void run(float[][] x, float[] y, int length) {
        float[][] parts = PARTS.get();
        split(x[0], parts[0], parts[1], length);
        inner(parts[0], y, length);
        outer(parts[0], parts[1], y, length);
    }

    private static void split(float[] x, float[] m, float[] r, int length) {
        for (int i = 0; i < length; i++) {
            float near = Math.max(-INNER, Math.min(INNER, x[i]));
            m[i] = near;
            r[i] = Math.max(-OUTER, Math.min(OUTER, near - x[i]));
        }
    }

    /** y = m·P(m²), the even and the odd powers for themselves. */
    private static void inner(float[] m, float[] y, int length) {
        for (int i = 0; i < length; i++) {
            float t = m[i] * m[i];
            float q = t * t;
            float even = ((7.806903e-05f * q + 0.005187162f) * q + 0.11283579f) * q + 0.12837917f;
            float odd = (-0.0007997853f * q - 0.026853347f) * q - 0.37612626f;
            y[i] = m[i] * (odd * t + even);
        }
    }

    /** y = m + (y − r·U(|r| − 1½)), from the square on the even and the odd powers for themselves. */
    private static void outer(float[] m, float[] r, float[] y, int length) {
        for (int i = 0; i < length; i++) {
            float z = Math.abs(r[i]) - MIDDLE;
            float q = z * z;
            float even = (((((-3.6228863e-07f * q + 1.2732065e-06f) * q + 3.4947614e-05f) * q - 0.00029925717f) * q
                                                    - 0.00051213184f)
                                            * q
                                    + 0.009156636f)
                            * q
                    + 0.04188811f;
            float odd = ((((1.5297948e-06f * q - 1.8390756e-05f) * q + 3.1047206e-05f) * q + 0.0007039661f) * q
                                    - 0.0020264715f)
                            * q
                    - 0.022358643f;
            float u = ((odd * z + even) * z - 0.0682777f) * z + 0.104594834f;
            y[i] = m[i] + (y[i] - r[i] * u);
        }
    }
}
