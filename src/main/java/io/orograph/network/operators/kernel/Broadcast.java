package io.orograph.network.operators.kernel;

import io.orograph.network.Binding;
import io.orograph.network.ColumnSums;
import io.orograph.network.Kernel;
import io.orograph.network.Shape;
import java.util.ArrayList;
import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Stretches arrays to a larger shape and sums over the stretched axes. Neighbouring axes that are treated alike are
 * merged first: ND4J broadcasts over two or three axes more than twice as fast as over four.
 */
public final class Broadcast {

    /** Two operands and their result with merged axes; all three of the same rank. */
    public record Pair(INDArray a, INDArray b, INDArray out) {}

    private Broadcast() {}

    /** Merges the axes of two operands that broadcast to {@code out}. */
    public static Pair merge(INDArray a, INDArray b, INDArray out) {
        long[] full = out.shape();
        long[] first = padded(a.shape(), full.length);
        long[] second = padded(b.shape(), full.length);
        List<long[]> axes = new ArrayList<>();
        for (int i = 0; i < full.length; i++) {
            long[] axis = {first[i], second[i], full[i]};
            if (full[i] == 1) {
                continue;
            }
            long[] last = axes.isEmpty() ? null : axes.get(axes.size() - 1);
            if (last != null && (last[0] == 1) == (axis[0] == 1) && (last[1] == 1) == (axis[1] == 1)) {
                for (int k = 0; k < axis.length; k++) {
                    last[k] *= axis[k];
                }
            } else {
                axes.add(axis);
            }
        }
        if (axes.isEmpty()) {
            axes.add(new long[] {1, 1, 1});
        }
        return new Pair(
                ArrayViews.reshape(a, column(axes, 0)),
                ArrayViews.reshape(b, column(axes, 1)),
                ArrayViews.reshape(out, column(axes, 2)));
    }

    /** Repeats {@code from} along the axes in which {@code to} is larger. */
    public static Kernel stretch(INDArray from, INDArray to, Binding binding) {
        if (from.length() == to.length()) {
            return Arithmetic.copy(ArrayViews.reshape(from, to.length()), ArrayViews.reshape(to, to.length()));
        }
        Pair pair = merge(from, to, to);
        INDArray zeros = binding.filled(0, pair.out().shape());
        return Arithmetic.add(pair.a(), zeros, pair.out());
    }

    /**
     * Sums {@code from} over the axes in which {@code to} is smaller: the gradient of {@link #stretch}. Sums are
     * products with a vector of ones, which are several times faster than ND4J's reductions.
     */
    public static Kernel sum(INDArray from, INDArray to, Binding binding) {
        Pair pair = merge(to, from, from);
        long[] target = pair.a().shape();
        INDArray current = pair.b();
        List<Kernel> steps = new ArrayList<>();
        for (int axis = target.length - 1; axis >= 0; axis--) {
            long[] shape = current.shape().clone();
            if (shape[axis] == target[axis]) {
                continue;
            }
            long size = shape[axis];
            shape[axis] = 1;
            INDArray next = Shape.size(shape) == to.length() ? ArrayViews.reshape(to, shape) : binding.scratch(shape);
            steps.add(sumAxis(
                    current, size, product(shape, 0, axis), product(shape, axis + 1, shape.length), next, binding));
            current = next;
        }
        if (steps.isEmpty()) {
            return stretch(from, to, binding);
        }
        return Arithmetic.sequence(steps.toArray(Kernel[]::new));
    }

    private static Kernel sumAxis(INDArray from, long size, long before, long after, INDArray to, Binding binding) {
        INDArray ones = binding.filled(1, size);
        if (after == 1) {
            INDArray rows = ArrayViews.reshape(from, before, size);
            return Arithmetic.product(
                    rows, false, ArrayViews.reshape(ones, size, 1), false, 1, ArrayViews.reshape(to, before, 1));
        }
        if (before == 1) {
            return new ColumnSums(from, ones, to);
        }
        return new NativeCall("reduce_sum")
                .read(ArrayViews.reshape(from, before, size, after))
                .write(ArrayViews.reshape(to, before, after))
                .integers(1);
    }

    private static long[] padded(long[] shape, int rank) {
        long[] result = new long[rank];
        java.util.Arrays.fill(result, 1);
        System.arraycopy(shape, 0, result, rank - shape.length, shape.length);
        return result;
    }

    private static long[] column(List<long[]> axes, int index) {
        return axes.stream().mapToLong(axis -> axis[index]).toArray();
    }

    private static long product(long[] shape, int from, int to) {
        return Shape.size(java.util.Arrays.copyOfRange(shape, from, to));
    }
}
