package io.orograph.network.operators.product;

import io.orograph.network.Binding;
import io.orograph.network.BlasProduct;
import io.orograph.network.Kernel;
import io.orograph.network.NativeCopy;
import io.orograph.network.Operator;
import io.orograph.network.Shape;
import io.orograph.network.StridedView;
import io.orograph.network.operators.kernel.Arithmetic;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * The product of stacks of matrices that lie at regular steps in the arrays of other values: heads of an attention in the rows of
 * the layer before it. The result goes likewise into the array of a value that is made of it.
 */
final class StridedProduct implements Operator {

    private final StridedView a;
    private final StridedView b;
    private final double factor;
    private final StridedView out;
    private final long[] written;

    private StridedProduct(StridedView a, StridedView b, double factor, StridedView out, long[] written) {
        this.a = a;
        this.b = b;
        this.factor = factor;
        this.out = out;
        this.written = written.clone();
    }

    /**
     * Returns the product of matrices in views.
     *
     * @param strides […, rows, inner] by […, inner, columns] to […, rows, columns], its axes before the last two those of the
     *     factors broadcast
     * @return empty if there is nothing to multiply, or the BLAS does not read or write matrices where they lie, or not as fast
     *     as others do when they are brought in order
     */
    static Optional<Operator> of(Strides strides) {
        StridedView a = strides.inputs().get(0);
        StridedView b = strides.inputs().get(1);
        if (Stream.of(a, b, strides.output()).anyMatch(view -> Shape.size(view.shape()) == 0)) {
            return Optional.empty();
        }
        return Optional.of(isOne(b) ? matrix(a, b, strides) : stack(a, b, strides))
                .filter(StridedProduct::isRead)
                .filter(product -> product.isPlain() || !product.isLarge())
                .map(Operator.class::cast);
    }

    private boolean isRead() {
        return Stream.of(a, b, out).allMatch(BlasProduct::isRead);
    }

    private static StridedProduct stack(StridedView a, StridedView b, Strides strides) {
        StridedView out = strides.output();
        long[] batch = Arrays.copyOf(out.shape(), out.rank() - 2);
        return new StridedProduct(stretched(a, batch), stretched(b, batch), strides.factor(), out, strides.written());
    }

    private static StridedView stretched(StridedView matrices, long[] batch) {
        long[] shape = Arrays.copyOf(batch, batch.length + 2);
        System.arraycopy(matrices.shape(), matrices.rank() - 2, shape, batch.length, 2);
        return matrices.stretched(shape);
    }

    /**
     * Returns the product as that of two matrices, where there is one on the right: all rows on the left make a tall one, which is
     * faster than many of few rows even with a copy first.
     */
    private static StridedProduct matrix(StridedView a, StridedView b, Strides strides) {
        return new StridedProduct(tall(a), tall(b), strides.factor(), tall(strides.output()), strides.written());
    }

    /** Returns a stack of matrices as one, the rows of the next behind those of each. */
    private static StridedView tall(StridedView stack) {
        long columns = stack.axis(-1).size();
        return stack.reshaped(Shape.size(stack.shape()) / columns, columns).orElseThrow();
    }

    private static boolean isOne(StridedView matrices) {
        return Arrays.stream(matrices.shape(), 0, matrices.rank() - 2).allMatch(size -> size == 1);
    }

    /** Tells whether others multiply two matrices of these sizes faster than the BLAS. */
    private boolean isLarge() {
        return out.rank() == 2
                && BlasProduct.isLarge(Shape.size(a.shape()) * b.axis(-1).size());
    }

    /** Tells whether this is one product of matrices without gaps, of which factors may be transposed: what others compute too. */
    private boolean isPlain() {
        return out.rank() == 2
                && (isDense(a) || isDense(a.transposed()))
                && (isDense(b) || isDense(b.transposed()))
                && isDense(out);
    }

    private static boolean isDense(StridedView view) {
        return view.axes().equals(StridedView.of(view.shape()).axes());
    }

    /** Returns a dense matrix, or the transposed one of a matrix that lies transposed, as an array. */
    private static INDArray plain(INDArray array, StridedView view) {
        StridedView dense = isDense(view) ? view : view.transposed();
        long[] shape = dense.shape();
        return Nd4j.create(array.data(), shape, Nd4j.getStrides(shape, 'c'), array.offset() + dense.offset(), 'c');
    }

    @Override
    public int arity() {
        return 2;
    }

    @Override
    public List<long[]> outputShapes(List<long[]> inputs) {
        return List.of(written.clone());
    }

    @Override
    public boolean isAffine(boolean[] moving) {
        return !(moving[0] && moving[1]);
    }

    @Override
    public boolean addsGradients() {
        return true;
    }

    @Override
    public Kernel forward(Binding binding) {
        return product(
                new BlasProduct.Operand(binding.input(0), a),
                new BlasProduct.Operand(binding.input(1), b),
                0,
                new BlasProduct.Operand(binding.output(0), out));
    }

    /** ∂L/∂a = g·bᵀ and ∂L/∂b = aᵀ·g, each where the factor lies in the array that it was read from. */
    @Override
    public Kernel backward(Binding binding) {
        BlasProduct.Operand left = new BlasProduct.Operand(binding.input(0), a);
        BlasProduct.Operand right = new BlasProduct.Operand(binding.input(1), b);
        BlasProduct.Operand gradient = new BlasProduct.Operand(binding.outputGradient(0), out);
        return Arithmetic.sequence(
                toFactor(binding, 0, gradient, right.transposed(), a),
                toFactor(binding, 1, left.transposed(), gradient, b));
    }

    /** Where the factor is but a part of the array, or repeated, its gradient is added to what was there, or to zeros. */
    private Kernel toFactor(
            Binding binding, int input, BlasProduct.Operand left, BlasProduct.Operand right, StridedView factorView) {
        INDArray target = binding.inputGradient(input);
        if (target == null) {
            return Kernel.NOTHING;
        }
        BlasProduct.Operand written = new BlasProduct.Operand(target, factorView);
        if (binding.addsGradient(input)) {
            return product(left, right, 1, written);
        }
        return factorView.isEachOnce(target.length())
                ? product(left, right, 0, written)
                : Arithmetic.sequence(() -> NativeCopy.clear(target), product(left, right, 1, written));
    }

    /** Returns the product times the factor, which is added to {@code beta} times what was there. */
    private Kernel product(BlasProduct.Operand left, BlasProduct.Operand right, double beta, BlasProduct.Operand to) {
        if (!isPlain()) {
            return new BlasProduct(left, right, factor, beta, to);
        }
        boolean isTurned = !isDense(to.view());
        BlasProduct.Operand first = isTurned ? right.transposed() : left;
        BlasProduct.Operand second = isTurned ? left.transposed() : right;
        return Arithmetic.product(
                plain(first.array(), first.view()),
                !isDense(first.view()),
                plain(second.array(), second.view()),
                !isDense(second.view()),
                factor,
                beta,
                plain(to.array(), to.view()));
    }
}
