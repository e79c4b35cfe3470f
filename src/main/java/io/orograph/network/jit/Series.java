package io.orograph.network.jit;

/** Power series that functions of floats and of doubles are made of, by as many terms as each of them needs. */
final class Series {

    private Series() {}

    /** Returns Σ r^(k − first)/k! for k from a first to a last one: with 0 as the first that of e^r. */
    static Value exponential(Value r, int first, int last) {
        Value sum = r.constant(1 / factorial(last));
        for (int k = last - 1; k >= first; k--) {
            sum = r.constant(1 / factorial(k)).plus(r, sum);
        }
        return sum;
    }

    private static double factorial(int n) {
        return n < 2 ? 1 : n * factorial(n - 1);
    }

    /** Returns Σ wᵏ/(2k + 1) for k from 0 to a last one: that of artanh f is f times it at w = f². */
    static Value areaTangent(Value w, int last) {
        Value sum = w.constant(1.0 / (2 * last + 1));
        for (int k = last - 1; k >= 0; k--) {
            sum = w.constant(1.0 / (2 * k + 1)).plus(w, sum);
        }
        return sum;
    }
}
