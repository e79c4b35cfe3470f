package io.orograph.objective;

/**
 * The division of tiles for a gradient, so that a data set of few tiles keeps several workers busy, and the joining of tiles where
 * there are many and the weights' own gradient would take much of their time. The cut depends on the data alone: with it the
 * order of every sum, and so each bit of the result, is the same for any number of workers.
 *
 * <p>All parts are of one size; the last one of a tile begins earlier if it would reach beyond it, and the samples that
 * it has in common with the part before do not count in it.
 *
 * @param tiling of the samples
 * @param tiles that a part joins; 1 where tiles are divided
 * @param perTile parts of a tile; 1 where tiles are joined
 * @param size samples a part
 */
record GradientParts(Tiling tiling, int tiles, int perTile, int size) {

    /** Parts that are wanted: as many as the groups that are summed apart. */
    private static final int PARTS = 8;

    /** Samples below which a part costs more for its operators than it gains. */
    private static final int SMALLEST = 64;

    /**
     * Makes the division of a tiling.
     *
     * @param divisible whether the network takes fewer samples at once than a tile has, or more
     * @param joined tiles that a part may join
     * @param divided parts that a tile is divided into at least, where none are joined
     */
    static GradientParts of(Tiling tiling, boolean divisible, int joined, int divided) {
        int tiles = divisible ? Math.max(1, Math.min(joined, tiling.count() / PARTS)) : 1;
        int wanted = divisible ? PARTS / tiling.count() : 1;
        int least = divisible && tiles == 1 ? divided : 1;
        int perTile = Math.max(least, Math.min(wanted, tiling.size() / SMALLEST));
        return new GradientParts(tiling, tiles, perTile, (tiles * tiling.size() + perTile - 1) / perTile);
    }

    int count() {
        return (tiling.count() * perTile + tiles - 1) / tiles;
    }

    /** Returns the first tile of a part. */
    int tile(int part) {
        return part * tiles / perTile;
    }

    /** Returns the first sample, from that of its first tile on, that runs through the network in a part. */
    int start(int part) {
        return Math.min(part % perTile * size, tiles * tiling.size() - size);
    }

    /** Returns the first sample that counts in a part, likewise. */
    int from(int part) {
        return part % perTile * size;
    }

    /** Returns the one after the last that counts; not above {@link #from} if none does. */
    int to(int part) {
        int held = Math.min(tiles * tiling.size(), tiling.samples() - tiling.from(tile(part)));
        return Math.min(from(part) + size, held);
    }
}
