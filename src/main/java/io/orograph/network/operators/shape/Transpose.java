package io.orograph.network.operators.shape;

import io.orograph.network.Binding;
import io.orograph.network.Kernel;
import io.orograph.network.NodeSpec;
import io.orograph.network.Operator;
import io.orograph.network.Shape;
import io.orograph.network.StridedView;
import io.orograph.network.operators.kernel.Arithmetic;
import io.orograph.network.operators.kernel.NativeCall;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Puts the axes in another order; without one given, the reverse. */
public final class Transpose implements Operator {

    private final long[] order;

    Transpose(NodeSpec node) {
        order = node.attributes().integers("perm");
    }

    @Override
    public List<long[]> outputShapes(List<long[]> inputs) {
        long[] shape = inputs.get(0);
        return List.of(
                Arrays.stream(order(shape)).map(axis -> shape[(int) axis]).toArray());
    }

    private long[] order(long[] shape) {
        int rank = shape.length;
        if (order.length == 0) {
            return LongStream.range(0, rank).map(i -> rank - 1 - i).toArray();
        }
        long[] sorted = order.clone();
        Arrays.sort(sorted);
        if (!Arrays.equals(sorted, LongStream.range(0, rank).toArray())) {
            throw new IllegalArgumentException(
                    "an order of axes " + Arrays.toString(order) + " for an input of shape " + Shape.text(shape));
        }
        return order;
    }

    /** The input's axis that each axis of the output is. */
    public int[] permutation(int rank) {
        return Arrays.stream(order(new long[rank])).mapToInt(Math::toIntExact).toArray();
    }

    @Override
    public Optional<int[]> passedAxes(int input, List<long[]> shapes) {
        return Optional.of(permutation(shapes.get(0).length));
    }

    @Override
    public Optional<StridedView> handedOn(StridedView input, Handing handing) {
        return Optional.of(input.permuted(permutation(input.rank())));
    }

    @Override
    public Optional<StridedView> handedBack(StridedView output, List<long[]> inputs) {
        return Optional.of(output.permuted(inverse(permutation(output.rank()))));
    }

    private static int[] inverse(int[] order) {
        int[] inverse = new int[order.length];
        for (int i = 0; i < order.length; i++) {
            inverse[order[i]] = i;
        }
        return inverse;
    }

    @Override
    public boolean isAffine(boolean[] moving) {
        return true;
    }

    @Override
    public Kernel forward(Binding binding) {
        long[] forth = order(binding.input(0).shape());
        return permute(binding.input(0), forth, binding.output(0));
    }

    @Override
    public Kernel backward(Binding binding) {
        if (binding.inputGradient(0) == null) {
            return Kernel.NOTHING;
        }
        int[] back = inverse(permutation(binding.input(0).rank()));
        return permute(
                binding.outputGradient(0), Arrays.stream(back).asLongStream().toArray(), binding.inputGradient(0));
    }

    private static Kernel permute(INDArray from, long[] order, INDArray to) {
        if (order.length < 2) {
            return Arithmetic.copy(from, to);
        }
        return new NativeCall("permute").read(from).write(to).integers(order);
    }
}
