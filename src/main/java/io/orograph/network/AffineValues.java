package io.orograph.network;

import io.orograph.network.Dependences.Group;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The values of a plan that are affine in θ, put where its general nodes read them, for a tile and a point of a subspace. What the
 * points of a row have in common, whose first coordinates alone differ, is summed once for them. Where loops are compiled, a
 * point takes one pass, in which a value that nothing but a rectifier reads is rectified too.
 */
final class AffineValues {

    private final List<INDArray> arrays;
    private final List<OptionalDouble> caps;
    private final BufferPool memory;
    private final boolean isCompiled;
    private final Row[] rows;

    /** The values of a tile at the beginning of a row of points, and how many steps along the other directions that is. */
    private static final class Row {
        private final List<INDArray> values;
        private double[] others;
        private Optional<StepLoops> steps = Optional.empty();

        Row(List<INDArray> values) {
            this.values = values;
        }
    }

    /**
     * Finds the values of a plan, whose rectifiers this does from now on.
     *
     * @param tiles how many there are
     * @param memory takes what is kept of each tile
     */
    AffineValues(ExecutionPlan plan, int tiles, BufferPool memory) {
        List<Integer> values = plan.handedOn(Group.AFFINE);
        this.arrays = values.stream().map(plan::array).toList();
        this.memory = memory;
        this.rows = new Row[tiles];
        Set<Long> places = new HashSet<>();
        boolean areApart = arrays.stream().allMatch(array -> places.add(NativeCopy.address(array)));
        this.isCompiled = areApart && StepLoops.canDo(arrays);
        this.caps = values.stream()
                .map(value -> isCompiled ? plan.leaveRectifier(value) : OptionalDouble.empty())
                .toList();
    }

    /** Returns where they are. */
    List<INDArray> arrays() {
        return arrays;
    }

    /** Takes the memory for all tiles. */
    void prepare() {
        Arrays.setAll(
                rows,
                tile -> new Row(arrays.stream()
                        .map(array -> memory.permanent(array.shape()))
                        .toList()));
    }

    /**
     * Puts the values in place.
     *
     * @param tile its index
     * @param vectors of the tile: the values at θ₀, and by how much a step along each direction changes them
     * @param steps along each direction, from θ₀ to the point
     */
    void put(int tile, List<List<INDArray>> vectors, double... steps) {
        Row row = rows[tile];
        begin(row, vectors, steps);
        if (isCompiled && row.steps.isEmpty()) {
            row.steps = Optional.of(new StepLoops(row.values, vectors.get(1), arrays, caps, memory));
        }
        if (row.steps.isPresent()) {
            row.steps.get().run(steps[0]);
            return;
        }
        for (int i = 0; i < arrays.size(); i++) {
            ScaledSum.write(row.values.get(i), steps[0], vectors.get(1).get(i), arrays.get(i));
        }
    }

    /** Sums what a row has in common, unless it is there since the last point. */
    private void begin(Row row, List<List<INDArray>> vectors, double... steps) {
        double[] others = Arrays.copyOfRange(steps, 1, steps.length);
        if (Arrays.equals(others, row.others)) {
            return;
        }
        row.others = others;
        for (int i = 0; i < arrays.size(); i++) {
            List<INDArray> along = new ArrayList<>();
            for (List<INDArray> vector : vectors.subList(2, vectors.size())) {
                along.add(vector.get(i));
            }
            ScaledSum.write(vectors.get(0).get(i), others, along, row.values.get(i));
        }
    }
}
