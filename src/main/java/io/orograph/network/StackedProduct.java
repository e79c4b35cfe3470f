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

    private final INDArray a;
    private final INDArray b;
    private final INDArray out;
    private final boolean transposeA;
    private final boolean transposeB;
    private final double alpha;
    private final int rows;
    private final int inner;
    private final int columns;

    /**
     * Binds a product.
     *
     * @param a [count, rows, inner]; [count, inner, rows] if it is transposed
     * @param b [count, inner, columns]; [count, columns, inner] if it is transposed
     * @param out [count, rows, columns], of single or double precision as the others
     */
    public StackedProduct(INDArray a, boolean transposeA, INDArray b, boolean transposeB, double alpha, INDArray out) {
        this.a = a;
        this.b = b;
        this.out = out;
        this.transposeA = transposeA;
        this.transposeB = transposeB;
        this.alpha = alpha;
        this.rows = Math.toIntExact(out.size(1));
        this.columns = Math.toIntExact(out.size(2));
        this.inner = Math.toIntExact(transposeA ? a.size(1) : a.size(2));
    }

    @Override
    public void run() {
        if (out.length() == 0 || inner == 0) {
            out.assign(0);
        } else if (out.dataType() == DataType.DOUBLE) {
            doubles();
        } else {
            floats();
        }
    }

    private void floats() {
        FloatPointer left = NativeCopy.floats(a);
        FloatPointer right = NativeCopy.floats(b);
        FloatPointer to = NativeCopy.floats(out);
        long firstLeft = left.position();
        long firstRight = right.position();
        long firstTo = to.position();
        for (long i = 0; i < out.size(0); i++) {
            openblas_nolapack.cblas_sgemm(
                    CblasRowMajor,
                    transposeA ? CblasTrans : CblasNoTrans,
                    transposeB ? CblasTrans : CblasNoTrans,
                    rows,
                    columns,
                    inner,
                    (float) alpha,
                    left.position(firstLeft + i * rows * inner),
                    transposeA ? rows : inner,
                    right.position(firstRight + i * inner * columns),
                    transposeB ? inner : columns,
                    0,
                    to.position(firstTo + i * rows * columns),
                    columns);
        }
    }

    private void doubles() {
        DoublePointer left = NativeCopy.doubles(a);
        DoublePointer right = NativeCopy.doubles(b);
        DoublePointer to = NativeCopy.doubles(out);
        long firstLeft = left.position();
        long firstRight = right.position();
        long firstTo = to.position();
        for (long i = 0; i < out.size(0); i++) {
            openblas_nolapack.cblas_dgemm(
                    CblasRowMajor,
                    transposeA ? CblasTrans : CblasNoTrans,
                    transposeB ? CblasTrans : CblasNoTrans,
                    rows,
                    columns,
                    inner,
                    alpha,
                    left.position(firstLeft + i * rows * inner),
                    transposeA ? rows : inner,
                    right.position(firstRight + i * inner * columns),
                    transposeB ? inner : columns,
                    0,
                    to.position(firstTo + i * rows * columns),
                    columns);
        }
    }
}
