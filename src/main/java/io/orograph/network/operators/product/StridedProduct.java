package io.orograph.network.operators.product;

import io.orograph.network.Binding;
import io.orograph.network.BlasProduct;
import io.orograph.network.Kernel;
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
 * the layer before it. The result goes likewise into the array of a value that is made of it. It only goes forward.
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
    public Kernel forward(Binding binding) {
        INDArray left = binding.input(0);
        INDArray right = binding.input(1);
        INDArray to = binding.output(0);
        if (isPlain()) {
            return Arithmetic.product(
                    plain(left, a), !isDense(a), plain(right, b), !isDense(b), factor, plain(to, out));
        }
        return new BlasProduct(
                new BlasProduct.Operand(left, a),
                new BlasProduct.Operand(right, b),
                factor,
                0,
                new BlasProduct.Operand(to, out));
    }

    @Override
    public Kernel backward(Binding binding) {
        throw new UnsupportedOperationException("products read by strides in plans that only go forward");
    }
}
