package io.orograph.network.operators.product;

import io.orograph.network.Binding;
import io.orograph.network.Kernel;
import io.orograph.network.LayerForm;
import io.orograph.network.Operator;
import io.orograph.network.Parameter.Role;
import io.orograph.network.Shape;
import io.orograph.network.StridedView;
import io.orograph.network.operators.kernel.Arithmetic;
import io.orograph.network.operators.kernel.ArrayViews;
import io.orograph.network.operators.kernel.Broadcast;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The matrix product over the last two axes, the axes before them broadcast, as NumPy's {@code matmul}: a first
 * operand of one axis is a row, a second one a column, and that axis is missing in the result.
 */
final class MatMul implements Operator {

    @Override
    public int arity() {
        return 2;
    }

    @Override
    public List<long[]> outputShapes(List<long[]> inputs) {
        if (inputs.get(0).length == 0 || inputs.get(1).length == 0) {
            throw new IllegalArgumentException("a matrix product of a single number; multiply it instead");
        }
        long[] a = asMatrices(inputs.get(0), true);
        long[] b = asMatrices(inputs.get(1), false);
        if (a[a.length - 1] != b[b.length - 2]) {
            throw new IllegalArgumentException("the matrices " + Shape.text(inputs.get(0)) + " and "
                    + Shape.text(inputs.get(1)) + " have no product: the inner sizes differ");
        }
        long[] batch = Shape.broadcast(batch(a), batch(b));
        List<Long> out = new ArrayList<>();
        Arrays.stream(batch).forEach(out::add);
        if (inputs.get(0).length > 1) {
            out.add(a[a.length - 2]);
        }
        if (inputs.get(1).length > 1) {
            out.add(b[b.length - 1]);
        }
        return List.of(out.stream().mapToLong(Long::longValue).toArray());
    }

    private static long[] asMatrices(long[] shape, boolean row) {
        if (shape.length > 1) {
            return shape;
        }
        return row ? new long[] {1, shape[0]} : new long[] {shape[0], 1};
    }

    private static long[] batch(long[] shape) {
        return Arrays.copyOf(shape, shape.length - 2);
    }

    @Override
    public boolean isAffine(boolean[] moving) {
        return !(moving[0] && moving[1]);
    }

    @Override
    public Role role(int input, long[] shape) {
        return Role.WEIGHT;
    }

    @Override
    public int outputAxis(int input, int rank) {
        if (rank < 2) {
            return -1;
        }
        return input == 0 ? rank - 2 : rank - 1;
    }

    /** Each matrix of a stack is a layer of its own, as of several heads or experts. */
    @Override
    public int outputGroups(int input, long[] shape) {
        return shape.length < 3 ? 1 : Shape.size(Arrays.copyOf(shape, shape.length - 2));
    }

    @Override
    public Optional<LayerForm> layerForm(List<long[]> inputs) {
        boolean isOneMatrix = inputs.get(0).length > 1 && inputs.get(1).length == 2;
        return isOneMatrix ? Optional.of(new LayerForm.Dense(false)) : Optional.empty();
    }

    @Override
    public boolean isDense() {
        return true;
    }

    /** The operands as stacks of equally many matrices; those that {@code stretches} fill at a run are copies. */
    private record Operands(INDArray a, INDArray b, long[] out, List<Kernel> stretches) {}

    private static Operands operands(Binding binding) {
        long[] a = asMatrices(binding.input(0).shape(), true);
        long[] b = asMatrices(binding.input(1).shape(), false);
        long[] batch = Shape.broadcast(batch(a), batch(b));
        long rows = a[a.length - 2];
        long inner = a[a.length - 1];
        long columns = b[b.length - 1];
        long count = Shape.size(batch);
        if (Shape.size(batch(b)) == 1) {
            // One matrix on the right: all rows on the left make one tall matrix.
            return new Operands(
                    ArrayViews.reshape(binding.input(0), count * rows, inner),
                    ArrayViews.reshape(binding.input(1), inner, columns),
                    new long[] {count * rows, columns},
                    List.of());
        }
        List<Kernel> stretches = new ArrayList<>();
        INDArray left = stretch(binding, 0, a, batch, stretches);
        INDArray right = stretch(binding, 1, b, batch, stretches);
        return new Operands(left, right, new long[] {count, rows, columns}, stretches);
    }

    private static INDArray stretch(Binding binding, int input, long[] shape, long[] batch, List<Kernel> steps) {
        INDArray array = binding.input(input);
        long[] stack = stack(shape, batch);
        if (Shape.size(batch(shape)) == Shape.size(batch)) {
            return ArrayViews.reshape(array, stack);
        }
        long[] full = Arrays.copyOf(batch, batch.length + 2);
        System.arraycopy(shape, shape.length - 2, full, batch.length, 2);
        INDArray copy = binding.scratch(full);
        steps.add(Broadcast.stretch(ArrayViews.reshape(array, shape), copy, binding));
        return ArrayViews.reshape(copy, stack);
    }

    private static long[] stack(long[] shape, long[] batch) {
        return new long[] {Shape.size(batch), shape[shape.length - 2], shape[shape.length - 1]};
    }

    @Override
    public Optional<Operator> strided(Strides strides) {
        boolean areMatrices = strides.inputs().stream().allMatch(view -> view.rank() > 1);
        return areMatrices ? StridedProduct.of(strides) : Optional.empty();
    }

    @Override
    public Kernel forward(Binding binding) {
        return stretched(binding).map(operator -> operator.forward(binding)).orElseGet(() -> plain(binding));
    }

    /** Returns the product by strides if matrices are repeated, which then are not copied as often. */
    private Optional<Operator> stretched(Binding binding) {
        long[] a = binding.input(0).shape();
        long[] b = binding.input(1).shape();
        long[] out = binding.output(0).shape();
        boolean areStacks = a.length > 1 && b.length > 2 && Shape.size(batch(b)) > 1;
        boolean isStretched = areStacks
                && (Shape.size(batch(a)) < Shape.size(batch(out)) || Shape.size(batch(b)) < Shape.size(batch(out)));
        return isStretched
                ? strided(new Strides(List.of(StridedView.of(a), StridedView.of(b)), 1, StridedView.of(out), out))
                : Optional.empty();
    }

    private static Kernel plain(Binding binding) {
        Operands operands = operands(binding);
        INDArray out = ArrayViews.reshape(binding.output(0), operands.out());
        List<Kernel> steps = new ArrayList<>(operands.stretches());
        steps.add(Arithmetic.product(operands.a(), false, operands.b(), false, 1, out));
        return Arithmetic.sequence(steps.toArray(Kernel[]::new));
    }

    @Override
    public Kernel backward(Binding binding) {
        Operands operands = operands(binding);
        INDArray g = ArrayViews.reshape(binding.outputGradient(0), operands.out());
        List<Kernel> steps = new ArrayList<>(operands.stretches());
        if (binding.inputGradient(0) != null) {
            INDArray full = target(binding, 0, operands.a());
            steps.add(Arithmetic.product(g, false, operands.b(), true, 1, full));
            reduce(binding, 0, full, steps);
        }
        if (binding.inputGradient(1) != null) {
            INDArray full = target(binding, 1, operands.b());
            steps.add(Arithmetic.product(operands.a(), true, g, false, 1, full));
            reduce(binding, 1, full, steps);
        }
        return Arithmetic.sequence(steps.toArray(Kernel[]::new));
    }

    private static INDArray target(Binding binding, int input, INDArray operand) {
        INDArray wanted = binding.inputGradient(input);
        return wanted.length() == operand.length()
                ? ArrayViews.reshape(wanted, operand.shape())
                : binding.scratch(operand.shape());
    }

    private static void reduce(Binding binding, int input, INDArray full, List<Kernel> steps) {
        INDArray wanted = binding.inputGradient(input);
        if (wanted.length() == full.length()) {
            return;
        }
        long[] a = asMatrices(binding.input(0).shape(), true);
        long[] b = asMatrices(binding.input(1).shape(), false);
        long[] shape = input == 0 ? a : b;
        long[] batch = Shape.broadcast(batch(a), batch(b));
        long[] stretched = Arrays.copyOf(batch, batch.length + 2);
        System.arraycopy(shape, shape.length - 2, stretched, batch.length, 2);
        steps.add(Broadcast.sum(ArrayViews.reshape(full, stretched), ArrayViews.reshape(wanted, shape), binding));
    }
}
