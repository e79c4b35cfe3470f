package io.orograph.objective;

import io.orograph.math.Shuffle;
import java.util.Arrays;
import java.util.Random;

/**
 * Groups of the samples for a jackknife, of equal size, to one sample. They are drawn by a fixed seed, so that data in the
 * order of their classes do not make groups of one class, and all networks on the same data have the same groups.
 */
public final class SampleGroups {

    /** How many are usual: enough for 19 degrees of freedom. */
    public static final int USUAL = 20;

    private static final long SEED = 1;

    private final int[][] members;

    private SampleGroups(int[][] members) {
        this.members = members;
    }

    /** Draws so many groups; fewer if there are fewer samples. */
    public static SampleGroups of(int samples, int wanted) {
        int count = Math.min(wanted, samples);
        int[] order = Shuffle.order(samples, new Random(SEED));
        int[][] groups = new int[count][];
        for (int group = 0; group < count; group++) {
            // In the order of the data, the larger groups first, so that a part that takes the first takes all.
            int from = group * (samples / count) + Math.min(group, samples % count);
            int size = samples / count + (group < samples % count ? 1 : 0);
            groups[group] = Arrays.copyOfRange(order, from, from + size);
            Arrays.sort(groups[group]);
        }
        return new SampleGroups(groups);
    }

    /** Returns how many groups there are. */
    public int count() {
        return members.length;
    }

    /** Returns how many samples each group has. */
    public int[] sizes() {
        return Arrays.stream(members).mapToInt(group -> group.length).toArray();
    }

    /** Returns the samples of a group, ascending; not to be written to. */
    int[] members(int group) {
        return members[group];
    }

    /** Returns the mean loss of each group; NaN if the losses are not known. */
    public double[] means(SampleLosses losses) {
        return Arrays.stream(members)
                .mapToDouble(group -> losses.isEmpty()
                        ? Double.NaN
                        : Arrays.stream(group).mapToDouble(losses::loss).sum() / group.length)
                .toArray();
    }
}
