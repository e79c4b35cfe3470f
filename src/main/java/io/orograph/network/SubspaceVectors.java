package io.orograph.network;

import io.orograph.network.Rewriting.Purpose;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.IntFunction;
import java.util.stream.Stream;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * What the plans of several threads over one affine subspace have in common: θ₀ and the directions as native vectors, and
 * the values that are kept of each tile of data, which the threads make together. Nobody writes to them once they are made.
 *
 * <p>Safe for use by several threads. Owns native memory, which the last one that closes it frees.
 */
public final class SubspaceVectors implements AutoCloseable {

    private final Precision precision;
    private final NativeArrays memory = new NativeArrays();
    /** θ₀ and the directions in Java's memory, each until its native vector is there. */
    private final double[][] sources;

    /** What of θ₀ follows its source. */
    private final double[] rest;

    private final int size;
    private final double[] norms;
    private final Set<String> fixed;
    private final Map<Purpose, SharedWork<Rewriting.Result>> rewritten = new ConcurrentHashMap<>();
    private final SharedWork<INDArray> vectors;
    private final SharedWork<Tile> tiles;
    private final SharedWork<List<INDArray>> derived;
    private final SharedWork<List<INDArray>> changes;
    private int users = 1;

    /**
     * The values that are kept of one tile.
     *
     * @param free those that no parameter changes
     * @param affine those that are affine in θ: at θ₀, and by how much a {@link #step} along each direction changes them
     */
    record Tile(List<INDArray> free, List<List<INDArray>> affine) {}

    /**
     * Makes a subspace with one user. Its vectors are made by {@link #rewritten}.
     *
     * @param origin θ₀, or what it begins with
     * @param rest what follows that; nothing behind a whole θ₀
     * @param directions d₁, d₂ …, zero behind what is given of them; parameters in which all of them are zero count as constants
     * @param tiles how many tiles of data there are
     * @throws IllegalArgumentException if there are other than as many numbers as the layout has
     */
    public SubspaceVectors(
            ParameterLayout layout,
            Precision precision,
            double[] origin,
            double[] rest,
            List<double[]> directions,
            int tiles) {
        if (origin.length + rest.length != layout.size()) {
            throw new IllegalArgumentException(
                    origin.length + rest.length + " weights for " + layout.size() + " parameters");
        }
        this.precision = precision;
        this.rest = rest;
        this.size = layout.size();
        this.sources = Stream.concat(Stream.of(origin), directions.stream()).toArray(double[][]::new);
        this.norms = new double[sources.length];
        this.fixed = fixed(layout, directions);
        this.vectors = new SharedWork<>(sources.length);
        this.tiles = new SharedWork<>(tiles);
        this.derived = new SharedWork<>(sources.length);
        this.changes = new SharedWork<>(directions.size());
    }

    /** Has the native vectors made once, by all threads that come. */
    private void make() {
        vectors.run(this::vector);
    }

    /**
     * Returns the network as plans for a purpose run it, before anything else is asked for. The first thread that asks rewrites
     * it; others make the native vectors meanwhile.
     */
    Rewriting.Result rewritten(Network network, List<long[]> inputShapes, Purpose purpose) {
        SharedWork<Rewriting.Result> work = rewritten.computeIfAbsent(purpose, none -> new SharedWork<>(1));
        work.run(only -> Rewriting.of(network, inputShapes, fixed, precision, purpose), this::make);
        return work.get(0);
    }

    private static Set<String> fixed(ParameterLayout layout, List<double[]> directions) {
        Set<String> fixed = new HashSet<>();
        for (Parameter parameter : layout.parameters()) {
            if (directions.stream().allMatch(direction -> isZero(direction, parameter))) {
                fixed.add(parameter.name());
            }
        }
        return fixed;
    }

    private static boolean isZero(double[] direction, Parameter parameter) {
        for (int i = parameter.offset(); i < Math.min(parameter.end(), direction.length); i++) {
            if (direction[i] != 0) {
                return false;
            }
        }
        return true;
    }

    /** Returns θ₀ for index 0, direction i for index i + 1. */
    private INDArray vector(int index) {
        double[] source = sources[index];
        INDArray vector = allocated(Math.max(1, size));
        write(source, vector, 0);
        if (index == 0) {
            write(rest, vector, source.length);
        }
        norms[index] = EuclideanNorm.of(vector);
        sources[index] = null;
        return vector;
    }

    private static void write(double[] source, INDArray vector, int from) {
        if (source.length > 0) {
            NativeCopy.write(source, NativeArrays.part(vector, from, source.length));
        }
    }

    /**
     * Counts one more user, who closes it too.
     *
     * @return whether it can be used: it is not freed yet, and nothing went wrong with what is kept
     */
    public synchronized boolean open() {
        Stream<SharedWork<?>> works =
                Stream.concat(rewritten.values().stream(), Stream.of(vectors, tiles, derived, changes));
        if (users == 0 || works.anyMatch(SharedWork::hasFailed)) {
            return false;
        }
        users++;
        return true;
    }

    Precision precision() {
        return precision;
    }

    /** Returns how many directions there are. */
    int directions() {
        return norms.length - 1;
    }

    /**
     * Returns how far to go along a direction to see what changes: about as far as the weights are long, where the
     * rounding of the difference is no larger than that of the values themselves. A power of two, so that nothing else
     * is rounded; 1 where a length is 0, infinite or no number.
     */
    double step(int direction) {
        double ratio = norms[0] / norms[direction + 1];
        return Double.isFinite(ratio) && ratio > 0 ? Math.scalb(1, Math.getExponent(ratio)) : 1;
    }

    /** Returns the same part of θ₀ and of each direction, in this order; null for an empty part. */
    List<INDArray> parts(int[] range) {
        return range[0] >= range[1]
                ? null
                : vectors.all().stream().map(vector -> part(vector, range)).toList();
    }

    /** Returns a part of a vector that is not empty: from, to. */
    static INDArray part(INDArray vector, int[] range) {
        return NativeArrays.part(vector, range[0], range[1] - range[0]);
    }

    /** Returns θ₀. */
    INDArray origin() {
        return vectors.get(0);
    }

    /** Returns the i-th direction. */
    INDArray direction(int i) {
        return vectors.get(i + 1);
    }

    /**
     * Has weights that are derived from θ made once, by all threads that come. Returns what they are at θ₀, and then by how much a
     * step along each direction changes them.
     *
     * @param make makes them of θ₀, which has index 0, or of θ₀ and a step of some length along direction i, index i + 1
     */
    List<List<INDArray>> derived(IntFunction<List<INDArray>> make) {
        derived.run(make);
        changes.run(direction -> {
            List<INDArray> moved = derived.get(direction + 1);
            for (int i = 0; i < moved.size(); i++) {
                ScaledSum.write(moved.get(i), -1, derived.get(0).get(i), moved.get(i));
            }
            return moved;
        });
        return derived.all();
    }

    /** Returns a copy that lives as long as this. */
    INDArray copy(INDArray array) {
        INDArray copy = allocated(array.shape());
        NativeCopy.copy(array, copy);
        return copy;
    }

    private synchronized INDArray allocated(long... shape) {
        return memory.zeros(precision.type(), shape);
    }

    /**
     * Has the values of each tile made once, by all threads that come.
     *
     * @param make makes those of a tile, by its index
     */
    void keep(IntFunction<Tile> make) {
        tiles.run(make);
    }

    /** Returns the values of a tile, after {@link #keep}. */
    Tile tile(int index) {
        return tiles.get(index);
    }

    /** Returns the number of bytes of native memory that this holds. */
    synchronized long bytes() {
        return memory.bytes();
    }

    @Override
    public synchronized void close() {
        users--;
        if (users == 0) {
            memory.close();
        }
    }
}
