package io.orograph.network;

import io.orograph.network.Dependences.Group;
import io.orograph.network.Rewriting.Purpose;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Runs a network at many points θ₀ + Σ cᵢ·dᵢ of one affine subspace of weight space and over several tiles of data, and
 * computes nothing twice that does not change: what is free of θ once a tile; the first layers, which are affine in θ,
 * once for θ₀ and each dᵢ a tile, after which they cost an addition a direction; weights derived from θ once a point, or,
 * where they are affine in it, once for θ₀ and each dᵢ too ({@link DerivedWeights}).
 *
 * <p>The values kept for each tile take memory; where they would take more than is allowed, every point is computed in
 * full. Derived weights are kept where there is room beside them. Not safe for use by two threads at once; plans of several
 * threads share {@link SubspaceVectors}. Owns native memory; {@link #close} frees it.
 */
public final class SubspacePlan implements AutoCloseable {

    private final ExecutionPlan plan;
    private final SubspaceVectors vectors;
    private final IntFunction<INDArray[]> data;
    private final BufferPool memory;
    private final DerivedWeights derivedWeights;
    private final List<Part> moving;
    private final List<INDArray> derived;
    private final List<INDArray> free;
    /** Null where nothing is kept of tiles. */
    private final AffineValues affine;

    /** For each derived weight that is summed, what it is at θ₀, and by how much a step along each direction changes it. */
    private List<List<INDArray>> sums = List.of();

    private boolean prepared;
    private double[] placed;
    private int loaded = -1;

    /** A part of θ, with the same of θ₀ and of each direction. */
    private record Part(INDArray target, List<INDArray> vectors) {}

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
     * @param vectors of the subspace and as many tiles; used and closed by this plan
     */
    public SubspacePlan(Network network, Tiles over, SubspaceVectors vectors) {
        this.vectors = vectors;
        this.data = over.data();
        this.memory = new BufferPool(vectors.precision().type());
        ExecutionPlan made = null;
        try {
            made = plan(network, over, Purpose.FORWARD_FROM_KEPT);
            boolean keeps = keptBytes(made, over.count()) <= over.memoryLimit();
            if (!keeps) {
                made.close();
                made = plan(network, over, Purpose.FORWARD);
            }
            plan = made;
            free = plan.handedOn(Group.DATA).stream().map(plan::array).toList();
            affine = keeps ? new AffineValues(plan, over.count(), memory) : null;
            derivedWeights =
                    plan.derivedWeights(keeps && keptBytes(plan, over.count()) + summedBytes() <= over.memoryLimit());
            derived = derivedWeights.values().stream().map(plan::array).toList();
            moving = moving(network.layout().size());
        } catch (RuntimeException | Error e) {
            if (made != null) {
                made.close();
            }
            memory.close();
            vectors.close();
            throw e;
        }
    }

    private ExecutionPlan plan(Network network, Tiles over, Purpose purpose) {
        Rewriting.Result rewritten = vectors.rewritten(network, over.shapes(), purpose);
        return new ExecutionPlan(rewritten, vectors.precision(), purpose);
    }

    private List<Part> moving(int size) {
        List<int[]> ranges = affine != null ? derivedWeights.parameters() : List.of(new int[] {0, size});
        return ranges.stream()
                .filter(range -> range[0] < range[1])
                .map(range -> new Part(SubspaceVectors.part(plan.parameters(), range), vectors.parts(range)))
                .toList();
    }

    /**
     * Makes a plan that shares nothing.
     *
     * @param origin θ₀
     * @param directions d₁, d₂ …; parameters in which all of them are zero count as constants
     */
    public SubspacePlan(Network network, Tiles over, Precision precision, double[] origin, List<double[]> directions) {
        this(
                network,
                over,
                new SubspaceVectors(network.layout(), precision, origin, new double[0], directions, over.count()));
    }

    /** Returns how many bytes the values kept of all tiles take. */
    private long keptBytes(ExecutionPlan plan, int tiles) {
        long numbers = elements(plan, plan.handedOn(Group.DATA))
                + (vectors.directions() + 2) * elements(plan, plan.handedOn(Group.AFFINE));
        return tiles * numbers * vectors.precision().type().width();
    }

    /** Returns how many bytes the derived weights that can be summed take. */
    private long summedBytes() {
        return (vectors.directions() + 1)
                * elements(plan, plan.derivedWeights(true).values())
                * vectors.precision().type().width();
    }

    private static long elements(ExecutionPlan plan, List<Integer> values) {
        return values.stream().mapToLong(value -> plan.array(value).length()).sum();
    }

    /**
     * Returns the network's output at a point of the subspace for one tile; valid until the next call.
     *
     * @param coefficients one for each direction
     */
    public INDArray run(int tile, double... coefficients) {
        prepare();
        place(coefficients);
        if (affine == null) {
            if (loaded != tile) {
                load(tile);
                loaded = tile;
            }
            plan.forwardOnOtherInputs();
        } else {
            load(tile, coefficients);
            plan.run(Group.GENERAL);
        }
        return plan.output();
    }

    /** Puts θ in place, unless it is there since the last tile. */
    private void place(double[] coefficients) {
        if (Arrays.equals(placed, coefficients)) {
            return;
        }
        for (Part part : moving) {
            combine(part.vectors(), coefficients, part.target());
        }
        sum(coefficients);
        plan.runWeights(derivedWeights);
        placed = coefficients.clone();
    }

    /** Computes target = first + Σ cᵢ·vectorᵢ. */
    private static void combine(List<INDArray> vectors, double[] coefficients, INDArray target) {
        ScaledSum.write(vectors.get(0), coefficients, vectors.subList(1, vectors.size()), target);
    }

    private void load(int tile) {
        INDArray[] inputs = data.apply(tile);
        for (int i = 0; i < inputs.length; i++) {
            NativeCopy.copy(inputs[i], plan.input(i));
        }
    }

    /** Makes what is kept of the tiles, together with other threads that do so; does nothing if it was called before. */
    public void prepare() {
        if (prepared) {
            return;
        }
        if (affine != null) {
            NativeCopy.copy(vectors.origin(), plan.parameters());
            vectors.keep(this::kept);
            if (loaded < 0) {
                // Weights that stay are folded and brought into blocks by nodes that run with the data.
                plan.run(Group.DATA);
            }
            affine.prepare();
            sums = derived.isEmpty() ? List.of() : byValue(vectors.derived(this::derived));
        }
        prepared = true;
    }

    /** Computes what is kept of a tile, with the weights that it depends on alone. */
    private SubspaceVectors.Tile kept(int tile) {
        loaded = tile;
        load(tile);
        plan.run(Group.DATA);
        List<List<INDArray>> values = affine.arrays().isEmpty() ? List.of() : affine();
        return new SubspaceVectors.Tile(free.stream().map(vectors::copy).toList(), values);
    }

    /** Returns the affine values of the tile that is loaded: at θ₀, and what a step along each direction changes. */
    private List<List<INDArray>> affine() {
        int[] range = plan.affineParameters();
        INDArray weights = SubspaceVectors.part(plan.parameters(), range);
        List<INDArray> from = vectors.parts(range);
        List<List<INDArray>> values = new ArrayList<>();
        NativeCopy.copy(from.get(0), weights);
        plan.runAffine();
        List<INDArray> first = affine.arrays().stream().map(vectors::copy).toList();
        values.add(first);
        for (int i = 0; i < vectors.directions(); i++) {
            ScaledSum.write(from.get(0), vectors.step(i), from.get(i + 1), weights);
            plan.runAffine();
            List<INDArray> moved = affine.arrays().stream().map(vectors::copy).toList();
            for (int value = 0; value < moved.size(); value++) {
                ScaledSum.write(moved.get(value), -1, first.get(value), moved.get(value));
            }
            values.add(moved);
        }
        return values;
    }

    /** Puts the derived weights that are summed in place. */
    private void sum(double[] coefficients) {
        double[] steps = steps(coefficients);
        for (int i = 0; i < derived.size(); i++) {
            combine(sums.get(i), steps, derived.get(i));
        }
    }

    /** Returns how many of the steps, whose changes are kept, a point lies away. Their lengths are powers of two, which round nothing. */
    private double[] steps(double[] coefficients) {
        double[] steps = new double[coefficients.length];
        Arrays.setAll(steps, i -> coefficients[i] / vectors.step(i));
        return steps;
    }

    private List<List<INDArray>> byValue(List<List<INDArray>> byPoint) {
        return IntStream.range(0, derived.size())
                .mapToObj(value ->
                        byPoint.stream().map(values -> values.get(value)).toList())
                .toList();
    }

    /** Returns the derived weights that are summed: at θ₀ for index 0, for the others after a step along a direction. */
    private List<INDArray> derived(int index) {
        if (index == 0) {
            NativeCopy.copy(vectors.origin(), plan.parameters());
        } else {
            ScaledSum.write(vectors.origin(), vectors.step(index - 1), vectors.direction(index - 1), plan.parameters());
        }
        plan.run(Group.WEIGHTS);
        return derived.stream().map(vectors::copy).toList();
    }

    /** Puts the tile's kept values where the general nodes read them. */
    private void load(int index, double[] coefficients) {
        SubspaceVectors.Tile tile = vectors.tile(index);
        if (loaded != index) {
            for (int i = 0; i < free.size(); i++) {
                NativeCopy.copy(tile.free().get(i), free.get(i));
            }
            loaded = index;
        }
        affine.put(index, tile.affine(), steps(coefficients));
    }

    /** Returns the number of bytes of native memory that this plan holds, with what it shares. */
    public long bytes() {
        return plan.bytes() + memory.bytes() + vectors.bytes();
    }

    @Override
    public void close() {
        plan.close();
        memory.close();
        vectors.close();
    }
}
