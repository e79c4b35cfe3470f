package io.orograph.network.operators.index;

import io.orograph.network.Binding;
import io.orograph.network.Kernel;
import io.orograph.network.LayerEngines;
import io.orograph.network.NativeCopy;
import io.orograph.network.NodeSpec;
import io.orograph.network.Parameter.Role;
import io.orograph.network.Shape;
import io.orograph.network.StridedView;
import io.orograph.network.Tensor;
import io.orograph.network.jit.Piece;
import io.orograph.network.jit.PieceTable;
import io.orograph.network.operators.base.LoopOperator;
import io.orograph.network.operators.kernel.FlatArray;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Entries of the first input along one axis at the indices in the second: rows of an embedding table, for which that
 * table is a weight with one unit a row. Indices may be counted from the back. They have no gradient.
 */
final class Gather extends LoopOperator {

    /** From so many numbers on, copying them at once is faster than one by one. */
    private static final int MANY = 16;

    private final long axis;

    Gather(NodeSpec node) {
        axis = node.attributes().integer("axis", 0);
    }

    @Override
    public int arity() {
        return 2;
    }

    @Override
    public List<long[]> outputShapes(List<long[]> inputs) {
        long[] data = inputs.get(0);
        int along = Shape.axis(axis, data.length);
        List<Long> shape = new ArrayList<>();
        Arrays.stream(data, 0, along).forEach(shape::add);
        Arrays.stream(inputs.get(1)).forEach(shape::add);
        Arrays.stream(data, along + 1, data.length).forEach(shape::add);
        return List.of(shape.stream().mapToLong(Long::longValue).toArray());
    }

    @Override
    public Role role(int input, long[] shape) {
        return input == 0 && shape.length == 2 ? Role.WEIGHT : Role.NONE;
    }

    @Override
    public int outputAxis(int input, int rank) {
        return input == 0 && rank == 2 ? Shape.axis(axis, rank) : -1;
    }

    /** One matrix of a stack, or one row of a matrix, is that part of it; several rows are an embedding. */
    @Override
    public Optional<int[]> passedAxes(int input, List<long[]> shapes) {
        long[] data = shapes.get(0);
        long[] indices = shapes.get(1);
        if (input > 0 || indices == null || data.length == 2 && indices.length > 0) {
            return Optional.empty();
        }
        int along = Shape.axis(axis, data.length);
        int[] axes = new int[data.length - 1 + indices.length];
        Arrays.setAll(axes, i -> i < along ? i : i < along + indices.length ? -1 : i - indices.length + 1);
        return Optional.of(axes);
    }

    @Override
    public Optional<StridedView> handedOn(StridedView input, Handing handing) {
        Tensor indices = handing.constants().get(1);
        int along = Shape.axis(axis, input.rank());
        if (indices == null || indices.rank() > 1) {
            return Optional.empty();
        }
        long[] entries = Arrays.stream(indices.doubles())
                .mapToLong(index -> (long) (index < 0 ? index + input.shape()[along] : index))
                .toArray();
        return input.along(along, entries).map(found -> indices.rank() == 0 ? found.at(along, 0) : found);
    }

    /**
     * An index as a kernel finds it among the numbers.
     *
     * @throws IllegalArgumentException if there is no such entry
     */
    static int index(double number, int size) {
        long index = (long) number;
        long fromFront = index < 0 ? index + size : index;
        if (fromFront < 0 || fromFront >= size) {
            throw new IllegalArgumentException(
                    "an index of " + index + " where there are " + size + " entries (0 to " + (size - 1) + ")");
        }
        return (int) fromFront;
    }

    @Override
    public Loops loops(List<long[]> shapes) {
        long[] data = shapes.get(0);
        int along = Shape.axis(axis, data.length);
        return new GatherLoops(
                Shape.size(Arrays.copyOf(data, along)),
                (int) data[along],
                Shape.size(Arrays.copyOfRange(data, along + 1, data.length)),
                Shape.size(shapes.get(1)));
    }

    /** The data are [before, size, after]. */
    private record GatherLoops(int before, int size, int after, int count) implements Loops {

        @Override
        public void forward(FlatArray[] in, FlatArray[] out) {
            int to = 0;
            for (int i = 0; i < before; i++) {
                for (int k = 0; k < count; k++) {
                    int from = (i * size + index(in[1].get(k), size)) * after;
                    move(in[0], from, out[0], to);
                    to += after;
                }
            }
        }

        /** Java finds the entries, of which the copies are then made at once; short ones it copies as well. */
        @Override
        public Optional<Kernel> compiled(Binding binding) {
            if (after < MANY || before == 0 || count == 0 || !LayerEngines.compiles()) {
                return Optional.empty();
            }
            INDArray out = binding.output(0);
            long bytes = (long) after * out.dataType().width();
            long data = NativeCopy.address(binding.input(0));
            List<Piece> pieces = LongStream.range(0, (long) before * count)
                    .mapToObj(row -> new Piece(data, NativeCopy.address(out) + row * bytes, bytes))
                    .toList();
            PieceTable table = new PieceTable(binding::memory, pieces, List.of(binding.input(0), out));
            FlatArray indices = FlatArray.of(binding.input(1));
            return Optional.of(() -> {
                for (int i = 0, row = 0; i < before; i++) {
                    for (int k = 0; k < count; k++, row++) {
                        table.setFrom(row, data + ((long) i * size + index(indices.get(k), size)) * bytes);
                    }
                }
                table.run();
            });
        }

        private void move(FlatArray source, int from, FlatArray target, int to) {
            if (after >= MANY) {
                target.copy(source, from, to, after);
                return;
            }
            for (int j = 0; j < after; j++) {
                target.set(to + j, source.get(from + j));
            }
        }

        @Override
        public void backward(FlatArray[] in, FlatArray[] out, FlatArray[] gradients, FlatArray[] wanted) {
            if (wanted[1] != null) {
                wanted[1].fill(0);
            }
            if (wanted[0] == null) {
                return;
            }
            wanted[0].fill(0);
            double[] sums = new double[Math.min(after, FlatArray.CHUNK)];
            double[] terms = new double[sums.length];
            int from = 0;
            for (int i = 0; i < before; i++) {
                for (int k = 0; k < count; k++) {
                    int to = (i * size + index(in[1].get(k), size)) * after;
                    if (after >= MANY) {
                        add(gradients[0], from, terms, wanted[0], to, sums);
                    } else {
                        for (int j = 0; j < after; j++) {
                            wanted[0].add(to + j, gradients[0].get(from + j));
                        }
                    }
                    from += after;
                }
            }
        }

        /** Adds numbers to others by way of Java arrays, as many at a time as these hold. */
        private void add(FlatArray source, int from, double[] terms, FlatArray target, int to, double[] sums) {
            for (int first = 0; first < after; first += sums.length) {
                int length = Math.min(sums.length, after - first);
                target.read(to + first, sums, length);
                source.read(from + first, terms, length);
                for (int j = 0; j < length; j++) {
                    sums[j] += terms[j];
                }
                target.write(sums, to + first, length);
            }
        }
    }
}
