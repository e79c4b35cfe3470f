package io.orograph.network;

import io.orograph.network.Dependences.Group;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.IntFunction;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.indexing.NDArrayIndex;

/**
 * Runs a network at many points θ₀ + Σ cᵢ·dᵢ of one affine subspace of weight space and over several tiles of data, and
 * computes nothing twice that does not change: what is free of θ once a tile; the first layers, which are affine in θ,
 * once for θ₀ and each dᵢ a tile, after which they cost an addition a direction; weights derived from θ once a point.
 *
 * <p>The values kept for each tile take memory; where they would take more than is allowed, every point is computed in
 * full. Not safe for use by two threads at once. Owns native memory; {@link #close} frees it.
 */
public final class SubspacePlan implements AutoCloseable {

    private final ExecutionPlan plan;
    private final IntFunction<INDArray[]> data;
    private final BufferPool memory;
    private final List<INDArray> vectors = new ArrayList<>();
    private final double[] steps;
    private final INDArray movingParameters;
    private final List<INDArray> movingVectors = new ArrayList<>();
    private final Tile[] tiles;
    private final List<INDArray> free;
    private final List<INDArray> affine;
    private double[] placed;
    private int loaded = -1;

    /**
     * The values that are kept of one tile: the θ-free values, and the affine ones at θ₀, at each direction, and for
     * the row.
     */
    private static final class Tile {
        private final List<INDArray> free = new ArrayList<>();
        private final List<List<INDArray>> affine = new ArrayList<>();
        private final List<INDArray> row = new ArrayList<>();
        private double[] rowCoefficients;
    }

    /**
     * The tiles of data that a plan runs over.
     *
     * @param shapes of a tile, one an input of the network, its samples as the first axis
     * @param count how many tiles there are
     * @param data the data of a tile, one array for each input of the network
     * @param memoryLimit bytes that the values kept for all tiles may take
     */
    public record Tiles(List<long[]> shapes, int count, IntFunction<INDArray[]> data, long memoryLimit) {}

    /**
     * Makes a plan of an affine subspace.
     *
     * @param origin θ₀
     * @param directions d₁, d₂ …; parameters in which all of them are zero count as constants
     */
    public SubspacePlan(Network network, Tiles over, Precision precision, double[] origin, List<double[]> directions) {
        Set<String> fixed = fixed(network.layout(), directions);
        ExecutionPlan keeping = ExecutionPlan.forward(network, over.shapes(), precision, fixed, true);
        long kept = over.count() * keptByTile(keeping, directions.size());
        boolean keeps = kept * precision.type().width() <= over.memoryLimit();
        if (!keeps) {
            keeping.close();
        }
        plan = keeps ? keeping : ExecutionPlan.forward(network, over.shapes(), precision, fixed, false);
        data = over.data();
        memory = new BufferPool(precision.type());
        try {
            vectors.add(vector(origin));
            directions.forEach(direction -> vectors.add(vector(direction)));
            steps = directions.stream()
                    .mapToDouble(direction -> step(origin, direction))
                    .toArray();
            free = plan.handedOn(Group.DATA);
            affine = plan.handedOn(Group.AFFINE);
            tiles = keeps ? new Tile[over.count()] : null;
            int[] moving = tiles == null ? new int[] {0, network.layout().size()} : plan.generalParameters();
            movingParameters = part(plan.parameters(), moving);
            vectors.forEach(vector -> movingVectors.add(part(vector, moving)));
        } catch (RuntimeException | Error e) {
            close();
            throw e;
        }
    }

    /** Returns how many numbers are kept of a tile. */
    private static long keptByTile(ExecutionPlan plan, int directions) {
        return elements(plan.handedOn(Group.DATA)) + (directions + 2) * elements(plan.handedOn(Group.AFFINE));
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

    /**
     * Returns how far to go along a direction to see what changes: about as far as the weights are long, where the
     * rounding of the difference is no larger than that of the values themselves. A power of two, so that nothing else
     * is rounded.
     */
    private static double step(double[] origin, double[] direction) {
        double ratio = norm(origin) / norm(direction);
        return Double.isFinite(ratio) && ratio > 0 ? Math.scalb(1, Math.getExponent(ratio)) : 1;
    }

    private static double norm(double[] vector) {
        double sum = 0;
        for (double x : vector) {
            sum += x * x;
        }
        return Math.sqrt(sum);
    }

    private static boolean isZero(double[] direction, Parameter parameter) {
        for (int i = parameter.offset(); i < parameter.end(); i++) {
            if (direction[i] != 0) {
                return false;
            }
        }
        return true;
    }

    private INDArray vector(double[] values) {
        INDArray vector = memory.permanent(Math.max(1, values.length));
        NativeCopy.write(values, vector);
        return vector;
    }

    private static INDArray part(INDArray vector, int[] range) {
        if (range[0] >= range[1]) {
            return null;
        }
        return vector.get(NDArrayIndex.interval(range[0], range[1]));
    }

    private static long elements(List<INDArray> arrays) {
        return arrays.stream().mapToLong(INDArray::length).sum();
    }

    /**
     * Returns the network's output at a point of the subspace for one tile; valid until the next call.
     *
     * @param coefficients one for each direction
     */
    public INDArray run(int tile, double... coefficients) {
        if (tiles == null) {
            if (loaded != tile) {
                load(tile);
                loaded = tile;
            }
            place(coefficients);
            plan.forward();
            return plan.output();
        }
        if (tiles[0] == null) {
            prepare();
        }
        place(coefficients);
        load(tile, coefficients);
        plan.run(Group.GENERAL);
        return plan.output();
    }

    /** Puts θ in place, unless it is there since the last tile. */
    private void place(double[] coefficients) {
        if (Arrays.equals(placed, coefficients)) {
            return;
        }
        if (movingParameters != null) {
            combine(movingVectors, coefficients, movingParameters);
            plan.run(Group.WEIGHTS);
        }
        placed = coefficients.clone();
    }

    /** Computes target = first + Σ cᵢ·vectorᵢ. */
    private static void combine(List<INDArray> vectors, double[] coefficients, INDArray target) {
        ScaledSum.write(vectors.get(0), coefficients, vectors.subList(1, vectors.size()), target);
    }

    private void load(int tile) {
        INDArray[] inputs = data.apply(tile);
        for (int i = 0; i < inputs.length; i++) {
            plan.input(i).assign(inputs[i]);
        }
    }

    /** Computes what is kept of all tiles, with the weights that it depends on alone. */
    private void prepare() {
        plan.parameters().assign(vectors.get(0));
        int[] range = plan.affineParameters();
        INDArray weights = part(plan.parameters(), range);
        List<INDArray> from =
                vectors.stream().map(vector -> part(vector, range)).toList();
        for (int i = 0; i < tiles.length; i++) {
            loaded = i;
            load(i);
            plan.run(Group.DATA);
            tiles[i] = affine.isEmpty() ? new Tile() : prepared(from, weights);
            tiles[i].free.addAll(free.stream().map(this::copy).toList());
        }
    }

    /**
     * Returns the affine values of the tile that is loaded.
     *
     * @param from the weights that they depend on, at θ₀ and of each direction
     * @param weights where the plan reads them
     */
    private Tile prepared(List<INDArray> from, INDArray weights) {
        Tile tile = new Tile();
        weights.assign(from.get(0));
        plan.runAffine();
        tile.affine.add(affine.stream().map(this::copy).toList());
        for (int i = 1; i < from.size(); i++) {
            ScaledSum.write(from.get(0), steps[i - 1], from.get(i), weights);
            plan.runAffine();
            tile.affine.add(changes(tile.affine.get(0), steps[i - 1]));
        }
        tile.row.addAll(affine.stream().map(this::copy).toList());
        return tile;
    }

    /**
     * Returns what the affine values change by for a step of 1, from what they are now after a step of another length.
     */
    private List<INDArray> changes(List<INDArray> before, double step) {
        List<INDArray> changes = new ArrayList<>();
        for (int i = 0; i < affine.size(); i++) {
            INDArray change = copy(affine.get(i));
            change.subi(before.get(i)).muli(1 / step);
            changes.add(change);
        }
        return changes;
    }

    private INDArray copy(INDArray array) {
        INDArray copy = memory.permanent((int) array.length()).reshape('c', array.shape());
        copy.assign(array);
        return copy;
    }

    /** Puts the tile's kept values where the general nodes read them. */
    private void load(int index, double[] coefficients) {
        Tile tile = tiles[index];
        if (loaded != index) {
            for (int i = 0; i < free.size(); i++) {
                free.get(i).assign(tile.free.get(i));
            }
            loaded = index;
        }
        double[] rest = coefficients.clone();
        rest[0] = 0;
        boolean sameRow = Arrays.equals(rest, tile.rowCoefficients);
        tile.rowCoefficients = rest;
        for (int i = 0; i < affine.size(); i++) {
            INDArray row = tile.row.get(i);
            if (!sameRow) {
                int value = i;
                combine(tile.affine.stream().map(vector -> vector.get(value)).toList(), rest, row);
            }
            if (coefficients[0] == 0) {
                affine.get(i).assign(row);
            } else {
                ScaledSum.write(row, coefficients[0], tile.affine.get(1).get(i), affine.get(i));
            }
        }
    }

    /** Returns the number of bytes of native memory that this plan holds. */
    public long bytes() {
        return plan.bytes() + memory.bytes();
    }

    @Override
    public void close() {
        plan.close();
        memory.close();
    }
}
