package io.orograph.objective;

/**
 * ln(1 + x) for x ≥ 0, without losing what is small: ln(u)·x/(u − 1) with u = 1 + x rounded, whose error is a few units
 * in the last place (Goldberg 1991, theorem 4). Java's own {@link Math#log1p} is a call into a library, which a loss
 * makes once a sample and cell; {@link Math#log} is an instruction sequence of the compiler.
 */
final class Log1p {

    private Log1p() {}

    /**
     * Returns log(1 + x).
     *
     * @param x 0 or more
     * @return NaN for NaN, ∞ for ∞
     */
    static double of(double x) {
        double u = 1 + x;
        return u == 1 || u == Double.POSITIVE_INFINITY ? x : Math.log(u) * (x / (u - 1));
    }
}
