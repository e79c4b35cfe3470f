package io.orograph.network.operators.resize;

/**
 * How neighbours along an axis are mixed: by their distance, and over a wider range where an axis shrinks and shall not
 * alias.
 *
 * @param cubic whether it is Keys' cubic (1981) rather than a linear one
 * @param bend the cubic's parameter
 * @param widens whether it is stretched where the axis shrinks
 * @param excludesOutside whether neighbours beyond the ends count nothing, instead of as the last one inside
 */
record InterpolationKernel(boolean cubic, double bend, boolean widens, boolean excludesOutside) {

    private int radius() {
        return cubic ? 2 : 1;
    }

    private double narrowing(double scale) {
        return widens ? Math.min(scale, 1) : 1;
    }

    /** Returns how far the first neighbour lies before a place rounded down, as a number of 0 or less. */
    private int first(double scale) {
        return (int) Math.floor(-radius() / narrowing(scale)) + 1;
    }

    /** Returns how many neighbours are mixed. */
    int taps(double scale) {
        return 2 - 2 * first(scale);
    }

    /**
     * Writes the neighbours of a place and their weights.
     *
     * @param size of the axis
     * @param at where in the arrays they begin
     */
    void mix(double place, int size, double scale, int[] neighbours, double[] weights, int at) {
        int base = (int) Math.floor(place);
        int taps = taps(scale);
        double sum = 0;
        for (int k = 0; k < taps; k++) {
            int neighbour = base + first(scale) + k;
            boolean outside = neighbour < 0 || neighbour >= size;
            double weight = outside && excludesOutside ? 0 : value(Math.abs(neighbour - place) * narrowing(scale));
            neighbours[at + k] = Math.max(0, Math.min(size - 1, neighbour));
            weights[at + k] = weight;
            sum += weight;
        }
        for (int k = 0; k < taps; k++) {
            weights[at + k] /= sum;
        }
    }

    private double value(double distance) {
        if (distance >= radius()) {
            return 0;
        }
        if (!cubic) {
            return 1 - distance;
        }
        return distance <= 1
                ? ((bend + 2) * distance - (bend + 3)) * distance * distance + 1
                : ((bend * distance - 5 * bend) * distance + 8 * bend) * distance - 4 * bend;
    }
}
