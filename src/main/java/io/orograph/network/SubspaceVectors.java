package io.orograph.network;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
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

    private final double[] norms;
    private final Set<String> fixed;
    private final SharedWork<INDArray> vectors;
    private final SharedWork<Tile> tiles;
    private final SharedWork<List<INDArray>> derived;
    private int users = 1;

    /**
     * The values that are kept of one tile.
     *
     * @param free those that no parameter changes
     * @param affine those that are affine in θ: at θ₀, and by how much a step of 1 along each direction changes them
     */
    record Tile(List<INDArray> free, List<List<INDArray>> affine) {}

    /**
     * Makes a subspace with one user. Its vectors are made by {@link #make}.
     *
     * @param origin θ₀
     * @param directions d₁, d₂ …; parameters in which all of them are zero count as constants
     * @param tiles how many tiles of data there are
     */
    public SubspaceVectors(
            ParameterLayout layout, Precision precision, double[] origin, List<double[]> directions, int tiles) {
        this.precision = precision;
        this.sources = Stream.concat(Stream.of(origin), directions.stream()).toArray(double[][]::new);
        this.norms = new double[sources.length];
        this.fixed = fixed(layout, directions);
        this.vectors = new SharedWork<>(sources.length);
        this.tiles = new SharedWork<>(tiles);
        this.derived = new SharedWork<>(sources.length);
    }

    /** Has the native vectors made once, by all threads that come: each before it asks for one, or for a step. */
    void make() {
        vectors.run(this::vector);
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
        for (int i = parameter.offset(); i < parameter.end(); i++) {
            if (direction[i] != 0) {
                return false;
            }
        }
        return true;
    }

    private static double norm(double[] vector) {
        double sum = 0;
        for (double x : vector) {
            sum += x * x;
        }
        return Math.sqrt(sum);
    }

    /** Returns θ₀ for index 0, direction i for index i + 1. */
    private INDArray vector(int index) {
        INDArray vector = allocated(Math.max(1, sources[index].length));
        NativeCopy.write(sources[index], vector);
        norms[index] = norm(sources[index]);
        sources[index] = null;
        return vector;
    }

    /**
     * Counts one more user, who closes it too.
     *
     * @return whether it can be used: it is not freed yet, and nothing went wrong with what is kept
     */
    public synchronized boolean open() {
        if (users == 0 || vectors.hasFailed() || tiles.hasFailed() || derived.hasFailed()) {
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
     * is rounded.
     */
    double step(int direction) {
        double ratio = norms[0] / norms[direction + 1];
        return Double.isFinite(ratio) && ratio > 0 ? Math.scalb(1, Math.getExponent(ratio)) : 1;
    }

    /** Returns the names of parameters in which all directions are zero. */
    Set<String> fixed() {
        return fixed;
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
     * Has what is made of weights that are derived from θ made once, by all threads that come.
     *
     * @param make makes them of θ₀, which has index 0, or what a step of some length along direction i changes, index i + 1
     */
    List<List<INDArray>> derived(IntFunction<List<INDArray>> make) {
        derived.run(make);
        return derived.all();
    }

    /** Returns a copy that lives as long as this. */
    INDArray copy(INDArray array) {
        INDArray copy = allocated(array.shape());
        NativeCopy.copy(array, copy);
        return copy;
    }

    private synchronized INDArray allocated(long... shape) {
        return memory.zeros(precision.type(), Shape.size(shape)).reshape('c', shape);
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
