package io.orograph.network;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A point of a network's weight space, θ, with its name and source, and with the running statistics of batch
 * normalisations that belong to it. A value: the arrays are not copied, and nobody writes to them.
 */
public final class Weights {

    private static final double[] NONE = {};

    private final String name;
    private final WeightsSource source;
    private final double[] theta;
    private final double[] statistics;

    /**
     * Makes weights with running statistics of their own.
     *
     * @param name what a person calls them: a file's name, "step 180", "bend"
     * @param theta in the layout of the network
     * @param statistics in the order of {@link RunningStatistics}; empty where the network has none, or these weights
     *     none of their own
     */
    public Weights(String name, WeightsSource source, double[] theta, double[] statistics) {
        this.name = name;
        this.source = source;
        this.theta = theta;
        this.statistics = statistics;
    }

    /** Makes weights without running statistics. */
    public Weights(String name, WeightsSource source, double[] theta) {
        this(name, source, theta, NONE);
    }

    /**
     * Returns weights from one vector of θ and perhaps running statistics.
     *
     * @param parameters how many of the numbers are θ
     */
    public static Weights of(String name, WeightsSource source, double[] vector, int parameters) {
        return vector.length == parameters
                ? new Weights(name, source, vector)
                : new Weights(
                        name,
                        source,
                        Arrays.copyOf(vector, parameters),
                        Arrays.copyOfRange(vector, parameters, vector.length));
    }

    public String name() {
        return name;
    }

    public WeightsSource source() {
        return source;
    }

    /** Returns θ; not to be written to. */
    public double[] theta() {
        return theta;
    }

    /** Returns the running statistics of these weights' own; empty where they have none. Not to be written to. */
    public double[] statistics() {
        return statistics;
    }

    public boolean hasStatistics() {
        return statistics.length > 0;
    }

    /**
     * Returns the vector that is evaluated: θ, and behind it the statistics where the policy takes each weights' own and
     * these have any.
     */
    public double[] vector(StatisticsPolicy policy) {
        return policy.isOwn() && hasStatistics() ? RunningStatistics.state(theta, statistics) : theta;
    }

    /** Returns the file that they come from; empty for weights that are in no file. */
    public Optional<Path> file() {
        return source instanceof WeightsSource.InFile known ? Optional.of(known.file()) : Optional.empty();
    }

    /** Returns the digest of that file. */
    public Optional<String> sha256() {
        return source instanceof WeightsSource.InFile known ? Optional.of(known.sha256()) : Optional.empty();
    }

    /** Tells whether they are those of the open model's file. */
    public boolean areOfModel() {
        return source instanceof WeightsSource.ModelFile;
    }

    /** Returns the same under another name. */
    public Weights named(String other) {
        return new Weights(other, source, theta, statistics);
    }

    /** Returns the same with running statistics, which are these weights' own from now on. */
    public Weights with(double[] ownStatistics) {
        return new Weights(name, source, theta, ownStatistics);
    }

    /** Returns what a provenance says about them: name, kind and what there is to find them again by. */
    public Map<String, Object> entries() {
        Map<String, Object> entries = new LinkedHashMap<>();
        entries.put("name", name);
        entries.putAll(source.entries());
        return entries;
    }

    @Override
    public String toString() {
        return name;
    }
}
