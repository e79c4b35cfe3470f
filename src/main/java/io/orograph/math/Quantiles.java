package io.orograph.math;

/** Quantiles of given values, linear between order statistics (type 7 of Hyndman and Fan 1996). */
public final class Quantiles {

    private Quantiles() {}

    /**
     * Returns a quantile.
     *
     * @param ascending the values in ascending order, at least one; none is NaN, infinite ones may be
     * @param share 0 for the least to 1 for the greatest
     */
    public static double of(double[] ascending, double share) {
        double rank = share * (ascending.length - 1);
        int below = (int) Math.floor(rank);
        double low = ascending[below];
        double high = ascending[Math.min(below + 1, ascending.length - 1)];
        // Between infinities there is no difference to take a part of.
        return low == high || rank == below ? low : low + (rank - below) * (high - low);
    }
}
