package io.orograph.network.operators.base;

import io.orograph.network.Shape;
import io.orograph.network.StridedView;
import io.orograph.network.operators.kernel.IndexMap;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;

/**
 * An operator each of whose outputs' elements is one of the input's, or a fixed number: slices, repetitions, padding,
 * reordering.
 */
public abstract class SelectionOperator extends LoopOperator {

    /** Constant inputs were read at creation. */
    @Override
    public int arity() {
        return 1;
    }

    @Override
    public Optional<int[]> passedAxes(int input, List<long[]> shapes) {
        return Optional.of(IntStream.range(0, shapes.get(0).length).toArray());
    }

    /** For each element of output {@code i} the input's element, or {@link IndexMap#NONE} for the fixed number. */
    protected abstract int[] source(int i, long[] input);

    /** What stands where there is no element of the input. */
    protected double fill() {
        return 0;
    }

    @Override
    public final Loops loops(List<long[]> shapes) {
        long[] input = shapes.get(0);
        int outputs = outputShapes(shapes).size();
        int[][] sources = new int[outputs][];
        Arrays.setAll(sources, i -> source(i, input));
        return new SelectionLoops(sources, fill(), Shape.size(input));
    }

    /**
     * One axis of an output.
     *
     * @param size its size
     * @param index the input's index at each of the output's, or {@link IndexMap#NONE}
     */
    public record AxisSelection(long size, IntUnaryOperator index) {

        private int[] indices() {
            return IntStream.range(0, (int) size).map(index).toArray();
        }
    }

    /** 0, 1, 2, … along each axis. */
    protected static AxisSelection[] identity(long[] shape) {
        return Arrays.stream(shape)
                .mapToObj(size -> new AxisSelection(size, i -> i))
                .toArray(AxisSelection[]::new);
    }

    /** Returns where the selected entries of an input lie; empty if they lie at no regular steps along some axis. */
    protected static Optional<StridedView> along(StridedView input, AxisSelection[] selections) {
        Optional<StridedView> view = Optional.of(input);
        for (int axis = 0; axis < selections.length; axis++) {
            int at = axis;
            long[] indices =
                    Arrays.stream(selections[axis].indices()).asLongStream().toArray();
            view = view.flatMap(found -> found.along(at, indices));
        }
        return view;
    }

    protected static int[] select(long[] input, AxisSelection[] selections) {
        return IndexMap.separable(
                input, Arrays.stream(selections).map(AxisSelection::indices).toArray(int[][]::new));
    }

    /** A selection whose indices along one axis do not depend on those along the others. */
    public abstract static class Separable extends SelectionOperator {

        /** The axes of the output. */
        protected abstract AxisSelection[] selections(long[] input);

        @Override
        public final List<long[]> outputShapes(List<long[]> inputs) {
            return List.of(Arrays.stream(selections(inputs.get(0)))
                    .mapToLong(AxisSelection::size)
                    .toArray());
        }

        @Override
        public final Optional<StridedView> handedOn(StridedView input, Handing handing) {
            return along(input, selections(input.shape()));
        }

        @Override
        protected final int[] source(int i, long[] input) {
            return select(input, selections(input));
        }
    }
}
