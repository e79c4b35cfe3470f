package io.orograph.study;

import io.orograph.landscape.Grid;
import io.orograph.network.ProcessMemory;
import io.orograph.task.TimeText;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;

/**
 * What is said of a landscape that takes long: its time and memory, and what would take less.
 *
 * @param grid of it
 * @param samples of every cell
 * @param seconds of the whole
 * @param resident bytes of memory that it takes; 0 where that is not known
 * @param installed bytes that the computer has; 0 where that is not known
 */
public record LandscapeForecast(Grid grid, int samples, double seconds, long resident, long installed) {

    /** From here on something else is offered. */
    public static final double LONG_SECONDS = 3600;

    private static final double MUCH_MEMORY = 0.75;
    private static final double GIGABYTE = 1e9;

    /** Fewer would say nothing of the loss. */
    private static final int FEWEST_SAMPLES = 100;

    private static final int FEWEST_CELLS = 5;

    /** Returns one of what the process takes now, when all that an evaluation needs is there. */
    public static LandscapeForecast now(Grid grid, int samples, double seconds) {
        return new LandscapeForecast(grid, samples, seconds, ProcessMemory.resident(), ProcessMemory.installed());
    }

    /** Returns time and memory in a sentence. */
    public String sentence() {
        return String.format(
                Locale.ROOT,
                "%,d cells over %,d samples take about %s%s.",
                grid.cells(),
                samples,
                TimeText.about(seconds),
                resident == 0 ? "" : String.format(Locale.ROOT, " and %.1f GB of memory", resident / GIGABYTE));
    }

    /** Tells whether it takes most of the memory that the computer has. */
    public boolean takesMuchMemory() {
        return installed > 0 && resident > MUCH_MEMORY * installed;
    }

    /** Returns how many samples take so long; empty where those would be too few to say anything. */
    public OptionalInt samplesFor(double wanted) {
        int few = (int) (samples * wanted / seconds);
        return few >= FEWEST_SAMPLES ? OptionalInt.of(rounded(few)) : OptionalInt.empty();
    }

    /** Returns how many cells a side take so long, an odd number, so that one lies at the middle; empty for too few. */
    public OptionalInt sideFor(double wanted) {
        int side = (int) Math.sqrt(grid.cells() * wanted / seconds) - 1 | 1;
        return side >= FEWEST_CELLS ? OptionalInt.of(side) : OptionalInt.empty();
    }

    /** Returns the sentences of the command line. */
    public List<String> sentences() {
        List<String> sentences = new ArrayList<>();
        sentences.add(sentence());
        if (seconds > LONG_SECONDS) {
            sentences.add(less());
        }
        if (takesMuchMemory()) {
            sentences.add(String.format(
                    Locale.ROOT,
                    "That is most of the %.1f GB that this computer has; fewer --workers or --samples take less.",
                    installed / GIGABYTE));
        }
        return sentences;
    }

    private String less() {
        List<String> offers = new ArrayList<>();
        samplesFor(LONG_SECONDS).ifPresent(few -> offers.add("--samples " + few));
        sideFor(LONG_SECONDS).ifPresent(side -> offers.add("--resolution " + side));
        if (offers.isEmpty()) {
            offers.add("--samples " + FEWEST_SAMPLES + " with --resolution " + FEWEST_CELLS);
            return "That is long: " + offers.get(0) + " takes about "
                    + TimeText.about(seconds * FEWEST_SAMPLES / samples * FEWEST_CELLS * FEWEST_CELLS / grid.cells())
                    + " instead.";
        }
        return "That is long: " + String.join(" or ", offers)
                + " takes about an hour instead, and --precision 0.01 only as many samples as the surface needs.";
    }

    /** Returns a number with two digits that are not 0, not above it. */
    private static int rounded(int number) {
        int unit = 1;
        while (number / unit >= 100) {
            unit *= 10;
        }
        return number / unit * unit;
    }
}
