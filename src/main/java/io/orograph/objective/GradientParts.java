package io.orograph.objective;

/**
 * The division of tiles for a gradient, so that a data set of few tiles keeps several workers busy. The cut depends on
 * the data alone: with it the order of every sum, and so each bit of the result, is the same for any number of workers.
 *
 * <p>All parts are of one size; the last one of a tile begins earlier if it would reach beyond it, and the samples that
 * it has in common with the part before do not count in it.
 *
 * @param tiling of the samples
 * @param perTile parts of a tile
 * @param size samples a part
 */
record GradientParts(Tiling tiling, int perTile, int size) {

    /** Parts that are wanted: as many as the groups that are summed apart. */
    private static final int PARTS = 8;

    /** Samples below which a part costs more for its operators than it gains. */
    private static final int SMALLEST = 64;

    /**
     * Makes the division of a tiling.
     *
     * @param divisible whether the network takes fewer samples at once than a tile has
     */
    static GradientParts of(Tiling tiling, boolean divisible) {
        int wanted = divisible ? PARTS / tiling.count() : 1;
        int perTile = Math.max(1, Math.min(wanted, tiling.size() / SMALLEST));
        return new GradientParts(tiling, perTile, (tiling.size() + perTile - 1) / perTile);
    }

    int count() {
        return tiling.count() * perTile;
    }

    int tile(int part) {
        return part / perTile;
    }

    /** Returns the first sample of the tile that runs through the network in a part. */
    int start(int part) {
        return Math.min(part % perTile * size, tiling.size() - size);
    }

    /** Returns the first sample of the tile that counts in a part. */
    int from(int part) {
        return part % perTile * size;
    }

    /** Returns the one after the last that counts; not above {@link #from} if none does. */
    int to(int part) {
        return Math.min(from(part) + size, tiling.samplesIn(tile(part)));
    }
}
