package io.orograph.study;

import io.orograph.landscape.KnownCells;
import io.orograph.landscape.Landscape;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The landscapes that were evaluated last, by what their cells depend on, so that another evaluation takes the cells that it
 * shares with them: after a cancellation, over a longer range or a finer grid, after a setting was taken back. From any thread.
 */
public final class KnownLandscapes {

    /** Knows nothing, and learns nothing. */
    public static final KnownLandscapes NONE = new KnownLandscapes(0);

    /** So many cells are kept, of all landscapes together: some 130 MB. */
    private static final long MOST_CELLS = 4L << 20;

    private final long mostCells;
    private final Deque<Known> latest = new ArrayDeque<>();

    /** A landscape, or one that is being evaluated, to be looked at any time. */
    private record Known(String key, int samples, Supplier<Landscape> landscape) {}

    /** Makes one that knows nothing yet. */
    public KnownLandscapes() {
        this(MOST_CELLS);
    }

    KnownLandscapes(long mostCells) {
        this.mostCells = mostCells;
    }

    /** Tells whether anything is kept here at all. */
    boolean isOn() {
        return mostCells > 0;
    }

    /**
     * Returns what is known of a plane, that which is being evaluated included.
     *
     * @param key see {@link SubjectDigest}
     * @param samples of each cell
     */
    synchronized KnownCells cells(String key, int samples) {
        List<Landscape> found = latest.stream()
                .filter(known -> known.key().equals(key) && known.samples() == samples)
                .map(known -> known.landscape().get())
                .toList();
        return found.isEmpty() ? KnownCells.NONE : new KnownCells(found);
    }

    /** Takes an evaluation that begins. */
    synchronized void begin(String key, int samples, Supplier<Landscape> soFar) {
        if (isOn()) {
            latest.addFirst(new Known(key, samples, soFar));
        }
    }

    /** Takes what an evaluation ended with, in place of what it began with. */
    synchronized void end(Supplier<Landscape> soFar, String key, int samples, Landscape landscape) {
        latest.removeIf(known -> known.landscape() == soFar);
        if (landscape.evaluatedCells() > 0) {
            add(key, samples, landscape);
        }
    }

    /**
     * Takes a landscape that was evaluated before, in place of one over the same grid.
     *
     * @param key see {@link SubjectDigest}
     * @param samples of each cell
     */
    public synchronized void add(String key, int samples, Landscape landscape) {
        if (!isOn() || key.isEmpty()) {
            return;
        }
        latest.removeIf(known -> known.landscape() instanceof There there
                && known.key().equals(key)
                && known.samples() == samples
                && there.landscape.grid().equals(landscape.grid())
                && there.landscape.evaluatedCells() <= landscape.evaluatedCells());
        latest.addFirst(new Known(key, samples, new There(landscape.withoutVectors())));
        forgetOldest();
    }

    private void forgetOldest() {
        long cells = 0;
        for (Iterator<Known> known = latest.iterator(); known.hasNext(); ) {
            if (known.next().landscape() instanceof There there) {
                cells += there.landscape.grid().cells();
                if (cells > mostCells) {
                    known.remove();
                }
            }
        }
    }

    /**
     * Returns by what the cells of a landscape are known, which was evaluated or is being evaluated here; empty if it was
     * not. Of several it is the latest that has them.
     */
    public synchronized Optional<String> keyOf(Landscape landscape) {
        return latest.stream()
                .filter(known -> known.landscape().get().holds(landscape))
                .map(Known::key)
                .findFirst();
    }

    /** A landscape that is evaluated as far as it will be. */
    private record There(Landscape landscape) implements Supplier<Landscape> {
        @Override
        public Landscape get() {
            return landscape;
        }
    }
}
