package io.orograph.landscape;

import io.orograph.objective.Objective;
import io.orograph.objective.SampleLosses;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The losses of the samples at cells that were evaluated, so that cells can be compared without evaluating them again; none
 * where those of a whole grid would take more memory than is given them. For use by several threads.
 */
final class CellLosses {

    private static final long MOST_BYTES = 64L << 20;

    private final Map<Integer, SampleLosses> losses = new ConcurrentHashMap<>();
    private final boolean keeps;

    CellLosses(Grid grid, Objective objective) {
        keeps = (long) grid.cells() * objective.samples() * Double.BYTES <= MOST_BYTES;
    }

    void put(int cell, SampleLosses found) {
        if (keeps) {
            losses.put(cell, found);
        }
    }

    /** Returns what the samples' losses at a cell are, which may not be known there; empty where nothing is kept. */
    Optional<SampleLosses> find(int cell) {
        return Optional.ofNullable(losses.get(cell));
    }
}
