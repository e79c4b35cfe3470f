package io.orograph.network.operators.product;

import io.orograph.network.Binding;
import io.orograph.network.Kernel;
import io.orograph.network.Shape;
import io.orograph.network.operators.kernel.Arithmetic;
import io.orograph.network.operators.kernel.ArrayViews;
import io.orograph.network.operators.kernel.NativeCall;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The {@link Einsum} of two inputs that is a stack of matrix products once the axes are in order: each axis belongs to
 * the stack, to the rows, to the columns, or is summed over. This is what attention layers write, and it runs some
 * hundred times faster than product by product.
 */
final class EinsumProduct {

    private final String first;
    private final String second;
    private final String result;
    private final String stack;
    private final String rows;
    private final String columns;
    private final String inner;

    private EinsumProduct(String first, String second, String result) {
        this.first = first;
        this.second = second;
        this.result = result;
        stack = common(common(result, first, true), second, true);
        rows = common(common(result, first, true), second, false);
        columns = common(common(result, second, true), first, false);
        inner = common(common(first, second, true), result, false);
    }

    /** What an equation without dots says, as products of matrices if it can be. */
    static Optional<EinsumProduct> of(EinsumEquation equation) {
        List<String> terms = equation.terms();
        if (terms.size() != 2) {
            return Optional.empty();
        }
        EinsumProduct product = new EinsumProduct(terms.get(0), terms.get(1), equation.result());
        boolean complete =
                product.stack.length() + product.rows.length() + product.inner.length() == product.first.length()
                        && product.stack.length() + product.inner.length() + product.columns.length()
                                == product.second.length();
        return complete && !product.result.isEmpty() ? Optional.of(product) : Optional.empty();
    }

    /** The letters that another word has too, or has not. */
    private static String common(String word, String other, boolean wanted) {
        StringBuilder letters = new StringBuilder();
        word.chars()
                .filter(letter -> other.indexOf(letter) >= 0 == wanted)
                .forEach(letter -> letters.append((char) letter));
        return letters.toString();
    }

    /** An array with its axes in another order, and the steps that copy there and back. */
    private record Ordered(INDArray array, INDArray original, long[] forth, long[] back) {

        static Ordered of(Binding binding, INDArray array, String axes, String wanted) {
            long[] forth = IntStream.range(0, wanted.length())
                    .mapToLong(i -> axes.indexOf(wanted.charAt(i)))
                    .toArray();
            long[] back = IntStream.range(0, axes.length())
                    .mapToLong(i -> wanted.indexOf(axes.charAt(i)))
                    .toArray();
            if (axes.equals(wanted)) {
                return new Ordered(array, array, forth, back);
            }
            long[] shape = new long[forth.length];
            for (int i = 0; i < shape.length; i++) {
                shape[i] = array.size((int) forth[i]);
            }
            return new Ordered(binding.scratch(shape), array, forth, back);
        }

        void addFill(List<Kernel> steps) {
            if (array != original) {
                steps.add(new NativeCall("permute").read(original).write(array).integers(forth));
            }
        }

        void addReturn(List<Kernel> steps) {
            if (array != original) {
                steps.add(new NativeCall("permute").read(array).write(original).integers(back));
            }
        }

        /** As a stack of matrices. */
        INDArray matrices(int stackAxes, int rowAxes) {
            long[] shape = array.shape();
            long stack = Shape.size(java.util.Arrays.copyOf(shape, stackAxes));
            long rows = Shape.size(java.util.Arrays.copyOfRange(shape, stackAxes, stackAxes + rowAxes));
            long columns = array.length() / (stack * rows);
            return stack == 1
                    ? ArrayViews.reshape(array, rows, columns)
                    : ArrayViews.reshape(array, stack, rows, columns);
        }
    }

    private Ordered left(Binding binding, INDArray array) {
        return Ordered.of(binding, array, first, stack + rows + inner);
    }

    private Ordered right(Binding binding, INDArray array) {
        return Ordered.of(binding, array, second, stack + inner + columns);
    }

    private Ordered out(Binding binding, INDArray array) {
        return Ordered.of(binding, array, result, stack + rows + columns);
    }

    Kernel forward(Binding binding) {
        Ordered a = left(binding, binding.input(0));
        Ordered b = right(binding, binding.input(1));
        Ordered y = out(binding, binding.output(0));
        List<Kernel> steps = new ArrayList<>();
        a.addFill(steps);
        b.addFill(steps);
        int depth = stack.length();
        INDArray left = a.matrices(depth, rows.length());
        INDArray right = b.matrices(depth, inner.length());
        steps.add(Arithmetic.product(left, false, right, false, 1, y.matrices(depth, rows.length())));
        y.addReturn(steps);
        return Arithmetic.sequence(steps.toArray(Kernel[]::new));
    }

    Kernel backward(Binding binding) {
        Ordered g = out(binding, binding.outputGradient(0));
        int depth = stack.length();
        INDArray gradient = g.matrices(depth, rows.length());
        List<Kernel> steps = new ArrayList<>();
        g.addFill(steps);
        if (binding.inputGradient(0) != null) {
            Ordered b = right(binding, binding.input(1));
            Ordered toA = left(binding, binding.inputGradient(0));
            b.addFill(steps);
            INDArray right = b.matrices(depth, inner.length());
            steps.add(Arithmetic.product(gradient, false, right, true, 1, toA.matrices(depth, rows.length())));
            toA.addReturn(steps);
        }
        if (binding.inputGradient(1) != null) {
            Ordered a = left(binding, binding.input(0));
            Ordered toB = right(binding, binding.inputGradient(1));
            a.addFill(steps);
            INDArray left = a.matrices(depth, rows.length());
            steps.add(Arithmetic.product(left, true, gradient, false, 1, toB.matrices(depth, inner.length())));
            toB.addReturn(steps);
        }
        return Arithmetic.sequence(steps.toArray(Kernel[]::new));
    }
}
