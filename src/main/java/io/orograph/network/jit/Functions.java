package io.orograph.network.jit;

import java.util.Optional;

/** Functions of doubles as what a {@link StreamLoop} does, to a few units in the last place. */
public final class Functions {

    /** ln 2 in two parts, of which the first times any exponent is exact (fdlibm). */
    private static final double LN2_HIGH = 0.6931471803691238;

    private static final double LN2_LOW = 1.9082149292705877e-10;

    /** What of e^x is still a normal number. */
    private static final double LEAST_EXPONENT = -708;

    /** Terms of the series of e^r for |r| ≤ ln(2)/2: the next one is 4e-18. */
    private static final int EXPONENTIAL_TERMS = 13;

    /** Terms of the series of the logarithm in w ≤ 0.0295: the next one is 6e-19. */
    private static final int LOGARITHM_TERMS = 10;

    /** Bits of a double behind those of its exponent. */
    static final int FRACTION_BITS = 52;

    static final int BIAS = 1023;

    /** A number whose last bits count whole ones. */
    static final double COUNTING = 0x1p52;

    /** Quarters of the largest power that is made of roots. */
    private static final int MOST_QUARTERS = 8;

    private Functions() {}

    /**
     * Returns e^x: 2ⁿ·e^r with n·ln 2 + r = x and |r| ≤ ln(2)/2.
     *
     * @param x 0 or less; below −708 the result is 0. NaN for NaN
     */
    public static Value exponential(Value x) {
        Value within = x.atLeast(LEAST_EXPONENT);
        // The sum is rounded to a whole number, and ends in the bits of 2ⁿ's exponent.
        Value counted = x.constant(1.5 * COUNTING + BIAS).plus(1 / Math.log(2), within);
        Value n = counted.minus(x.constant(1.5 * COUNTING + BIAS));
        Value r = within.minus(LN2_HIGH, n).minus(LN2_LOW, n);
        Value sum = Series.exponential(r, 0, EXPONENTIAL_TERMS);
        return sum.times(counted.shifted(FRACTION_BITS)).onlyWhere(x.isNotBelow(LEAST_EXPONENT));
    }

    /**
     * Returns ln(1 + x) without losing what is small: ln(u)·x/(u − 1) with u = 1 + x rounded (Goldberg 1991, theorem 4).
     *
     * @param x 0 or more; NaN for NaN, ∞ for ∞
     */
    public static Value logarithmOfOnePlus(Value x) {
        Value u = x.constant(1).plus(x);
        Value found = logarithm(u).times(x.over(u.minus(x.constant(1))));
        return found.orWhere(u.isEqual(x.constant(1)), x).orWhere(u.isEqual(x.constant(Double.POSITIVE_INFINITY)), x);
    }

    /** Returns 4p where {@link #power} makes xᵖ of square roots and products; empty for other p. */
    public static Optional<Integer> quarters(double p) {
        double quarters = 4 * p;
        boolean isOfRoots = quarters == Math.rint(quarters) && quarters != 0 && Math.abs(quarters) <= MOST_QUARTERS;
        return isOfRoots ? Optional.of((int) quarters) : Optional.empty();
    }

    /**
     * Returns x to the power of quarters/4, by square roots and products: NaN where x is, and below 0 where the power is not whole.
     *
     * @param quarters not 0, as {@link #quarters} gives them
     */
    public static Value power(Value x, int quarters) {
        return quarters < 0 ? x.constant(1).over(positivePower(x, -quarters)) : positivePower(x, quarters);
    }

    private static Value positivePower(Value x, int quarters) {
        // As C has it: the power of −0 is 0, and that of −∞ is ∞ where it is not whole.
        Value base = quarters % 4 == 0
                ? x
                : x.plus(0)
                        .orWhere(x.isEqual(x.constant(Double.NEGATIVE_INFINITY)), x.constant(Double.POSITIVE_INFINITY));
        Value power = null;
        for (int factor = 0; factor < quarters / 4; factor++) {
            power = times(power, base);
        }
        if (quarters % 4 == 0) {
            return power;
        }
        Value root = base.root();
        if (quarters % 4 >= 2) {
            power = times(power, root);
        }
        return quarters % 2 == 1 ? times(power, root.root()) : power;
    }

    private static Value times(Value product, Value factor) {
        return product == null ? factor : product.times(factor);
    }

    /** Returns ln u of finite u ≥ 1: k·ln 2 + 2·artanh f, with u = 2ᵏ·m, √½ ≤ m &lt; √2, and f = (m − 1)/(m + 1). */
    private static Value logarithm(Value u) {
        Value biased = u.shifted(-FRACTION_BITS).orBits(u.constant(COUNTING)).minus(u.constant(COUNTING + BIAS));
        Value fraction = u.andBits(u.constant(Double.longBitsToDouble((1L << FRACTION_BITS) - 1)))
                .orBits(u.constant(1));
        Value isLarge = fraction.isNotBelow(Math.sqrt(2));
        Value k = biased.orWhere(isLarge, biased.plus(u.constant(1)));
        Value m = fraction.orWhere(isLarge, fraction.times(0.5));
        Value f = m.minus(u.constant(1)).over(m.plus(u.constant(1)));
        Value w = f.times(f);
        Value sum = Series.areaTangent(w, LOGARITHM_TERMS);
        return f.times(2).times(sum).plus(LN2_LOW, k).plus(LN2_HIGH, k);
    }
}
