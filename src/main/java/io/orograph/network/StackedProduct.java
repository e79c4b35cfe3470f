package io.orograph.network;

import static org.bytedeco.openblas.global.openblas_nolapack.CblasNoTrans;
import static org.bytedeco.openblas.global.openblas_nolapack.CblasRowMajor;
import static org.bytedeco.openblas.global.openblas_nolapack.CblasTrans;

import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.openblas.global.openblas_nolapack;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * out = α·a′·b′ for stacks of as many matrices, row-major without gaps, by a call of the BLAS for each. ND4J's product of
 * stacks does not reach the BLAS: for the heads of a transformer's attention it takes many times as long.
 */
public final class StackedProduct implements Kernel {

    private final INDArray out;
    private final boolean isEmpty;
    private final Product product;

    /** The product of the matrices at one place of the stacks. */
    @FunctionalInterface
    private interface Product {
        void write(long place);
    }

    /**
     * How the BLAS is to read the matrices.
     *
     * @param left whether and how a is transposed, and the length of its rows as they lie
     * @param right the same of b
     */
    private record Form(int rows, int inner, int columns, Operand left, Operand right, double alpha) {}

    private record Operand(int order, int stride) {

        static Operand of(boolean transposed, int rows, int columns) {
            return new Operand(transposed ? CblasTrans : CblasNoTrans, transposed ? rows : columns);
        }
    }

    /**
     * Binds a product.
     *
     * @param a [count, rows, inner]; [count, inner, rows] if it is transposed
     * @param b [count, inner, columns]; [count, columns, inner] if it is transposed
     * @param out [count, rows, columns], of single or double precision as the others
     */
    public StackedProduct(INDArray a, boolean transposeA, INDArray b, boolean transposeB, double alpha, INDArray out) {
        int rows = Math.toIntExact(out.size(1));
        int columns = Math.toIntExact(out.size(2));
        int inner = Math.toIntExact(transposeA ? a.size(1) : a.size(2));
        Form form = new Form(
                rows,
                inner,
                columns,
                Operand.of(transposeA, rows, inner),
                Operand.of(transposeB, inner, columns),
                alpha);
        this.out = out;
        this.isEmpty = out.length() == 0 || inner == 0;
        this.product = isEmpty ? place -> {} : product(form, a, b, out);
    }

    @Override
    public void run() {
        if (isEmpty) {
            out.assign(0);
            return;
        }
        for (long place = 0; place < out.size(0); place++) {
            product.write(place);
        }
    }

    private static Product product(Form form, INDArray a, INDArray b, INDArray out) {
        return out.dataType() == DataType.DOUBLE ? ofDoubles(form, a, b, out) : ofFloats(form, a, b, out);
    }

    private static Product ofFloats(Form form, INDArray a, INDArray b, INDArray out) {
        FloatPointer left = NativeCopy.floats(a);
        FloatPointer right = NativeCopy.floats(b);
        FloatPointer to = NativeCopy.floats(out);
        long firstLeft = left.position();
        long firstRight = right.position();
        long firstTo = to.position();
        return place -> openblas_nolapack.cblas_sgemm(
                CblasRowMajor,
                form.left().order(),
                form.right().order(),
                form.rows(),
                form.columns(),
                form.inner(),
                (float) form.alpha(),
                left.position(firstLeft + place * form.rows() * form.inner()),
                form.left().stride(),
                right.position(firstRight + place * form.inner() * form.columns()),
                form.right().stride(),
                0,
                to.position(firstTo + place * form.rows() * form.columns()),
                form.columns());
    }

    private static Product ofDoubles(Form form, INDArray a, INDArray b, INDArray out) {
        DoublePointer left = NativeCopy.doubles(a);
        DoublePointer right = NativeCopy.doubles(b);
        DoublePointer to = NativeCopy.doubles(out);
        long firstLeft = left.position();
        long firstRight = right.position();
        long firstTo = to.position();
        return place -> openblas_nolapack.cblas_dgemm(
                CblasRowMajor,
                form.left().order(),
                form.right().order(),
                form.rows(),
                form.columns(),
                form.inner(),
                form.alpha(),
                left.position(firstLeft + place * form.rows() * form.inner()),
                form.left().stride(),
                right.position(firstRight + place * form.inner() * form.columns()),
                form.right().stride(),
                0,
                to.position(firstTo + place * form.rows() * form.columns()),
                form.columns());
    }
}
