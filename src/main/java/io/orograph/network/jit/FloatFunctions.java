package io.orograph.network.jit;

/**
 * Functions of floats as what a {@link StreamLoop} does, to a few units in the last place, of any number: what is too large or too
 * small for a float becomes infinite or 0, NaN stays NaN.
 */
public final class FloatFunctions {

    /** ln 2 in two parts, the first with so few digits that its product with an exponent is exact. */
    static final double LN2_HIGH = 355 / 512.0;

    static final double LN2_LOW = Math.log(2) - LN2_HIGH;

    /** Beyond these eˣ is 0 or infinite. */
    static final double LOWEST = -104;

    private static final double HIGHEST = 89;

    /** Terms of the series of e^r for |r| ≤ ln(2)/2: the next one is 5e-9. */
    static final int EXPONENTIAL_TERMS = 7;

    /** Terms behind the first of the series of ln(1 + u) in (u/(2 + u))² ≤ 1/9: the next one is 1e-9. */
    private static final int LOGARITHM_TERMS = 7;

    /** Bits of a float behind those of its exponent. */
    static final int FRACTION_BITS = 23;

    static final int BIAS = 127;

    /** A number whose last bits count whole ones, below and above 0. */
    static final double COUNTING = 1.5 * (1 << FRACTION_BITS);

    /** From here on tanh is 1 to the last digit of a float. */
    private static final double TANH_IS_ONE = 10;

    /** From here on e²ˣ alone counts in Mish. */
    private static final double MISH_IS_LINE = 20;

    private FloatFunctions() {}

    /** Returns eˣ: 2ⁿ·e^r with n·ln 2 + r = x and |r| ≤ ln(2)/2, by two powers of two, since 2ⁿ may be no normal number. */
    public static Value exponential(Value x) {
        Value within = x.within(LOWEST, HIGHEST);
        Value n = x.constant(COUNTING).plus(1 / Math.log(2), within).minus(x.constant(COUNTING));
        Value sum = Series.exponential(remainder(within, n), 0, EXPONENTIAL_TERMS);
        // Both end in the bits of an exponent.
        Value half = x.constant(COUNTING + BIAS).plus(0.5, n);
        Value others = n.minus(half.minus(x.constant(COUNTING + BIAS))).plus(COUNTING + BIAS);
        return sum.times(half.shifted(FRACTION_BITS)).times(others.shifted(FRACTION_BITS));
    }

    private static Value remainder(Value x, Value n) {
        return x.minus(LN2_HIGH, n).minus(LN2_LOW, n);
    }

    /** Returns tanh x as t/(t + 2) with t = e²ˣ − 1 = 2ⁿ·(e^r − 1) + (2ⁿ − 1), which loses nothing of small x. */
    public static Value tanh(Value x) {
        Value twice = x.within(-TANH_IS_ONE, TANH_IS_ONE).times(2);
        Value counted = x.constant(COUNTING + BIAS).plus(1 / Math.log(2), twice);
        Value r = remainder(twice, counted.minus(x.constant(COUNTING + BIAS)));
        Value power = counted.shifted(FRACTION_BITS);
        Value t = power.minus(x.constant(1)).plus(power, r.times(Series.exponential(r, 1, EXPONENTIAL_TERMS)));
        return t.over(t.plus(2));
    }

    /** Returns the logistic function, 1/(1 + e⁻ˣ); below 0 as eˣ/(1 + eˣ), which is as exact however small it is. */
    public static Value logistic(Value x) {
        Value power = exponential(x.size().times(-1));
        return power.orWhere(x.isNotBelow(0), x.constant(1)).over(power.plus(1));
    }

    /** Returns ln(1 + eˣ) as max(x, 0) + ln(1 + e^(−|x|)), which does not overflow. */
    public static Value softplus(Value x) {
        Value u = exponential(x.size().times(-1));
        return x.atLeast(0).plus(logarithmOfOnePlus(u));
    }

    /** Returns ln(1 + u) as 2·artanh(u/(2 + u)), for u from 0 to 1. */
    private static Value logarithmOfOnePlus(Value u) {
        Value f = u.over(u.plus(2));
        return f.times(2).times(Series.areaTangent(f.times(f), LOGARITHM_TERMS));
    }

    /** Returns x·tanh(ln(1 + eˣ)) as x·m/(m + 2) with m = e²ˣ + 2eˣ (Misra 2019, arXiv 1908.08681). */
    public static Value mish(Value x) {
        Value power = exponential(x.atMost(MISH_IS_LINE));
        Value m = power.times(power.plus(2));
        return x.times(m.over(m.plus(2)));
    }
}
