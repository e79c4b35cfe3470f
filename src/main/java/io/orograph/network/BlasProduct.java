package io.orograph.network;

import static org.bytedeco.openblas.global.openblas_nolapack.CblasNoTrans;
import static org.bytedeco.openblas.global.openblas_nolapack.CblasRowMajor;
import static org.bytedeco.openblas.global.openblas_nolapack.CblasTrans;

import java.lang.ref.Reference;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.openblas.global.openblas_nolapack;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * out = α·a′·b′ + β·out for matrices, or for stacks of as many, row-major without gaps, by a call of the BLAS for each. ND4J's
 * own product takes some 25 µs before it begins, and reaches the BLAS for no stack of them.
 */
public final class BlasProduct implements Kernel {

    /** Families of processors, as OpenBLAS names them, that have vectors of 512 bits. */
    private static final Set<String> WIDE = Set.of("SkylakeX", "Cooperlake", "SapphireRapids");

    /**
     * Multiplications in single precision from which on ND4J's product, which is oneDNN's, is the faster one. With one thread
     * of an AVX2 EPYC it takes 309 µs for 1000×64×128 where OpenBLAS takes 241, and 1.59 ms for 1024×512×128 where that
     * takes 1.73.
     */
    private static final long LARGE = 32_000_000;

    /** The same on processors of {@link #WIDE}: oneDNN computes 155 to 181 GFLOP/s there, OpenBLAS 103. */
    private static final long LARGE_IF_WIDE = 2_500_000;

    private static final int MATRIX = 2;

    /** The factors, whose memory would be freed if nobody referred to them but by its address. */
    private final List<INDArray> factors;

    private final INDArray out;
    private final long count;
    private final boolean isEmpty;
    private final double beta;
    private final Product product;

    /** What suits this processor, looked up when first needed. */
    private static final class Processor {
        private static final long LARGE_HERE =
                BlasLookup.processor().filter(WIDE::contains).isPresent() ? LARGE_IF_WIDE : LARGE;
    }

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
    private record Form(int rows, int inner, int columns, Operand left, Operand right, double alpha, double beta) {}

    private record Operand(int order, int stride) {

        static Operand of(boolean transposed, int rows, int columns) {
            return new Operand(transposed ? CblasTrans : CblasNoTrans, transposed ? rows : columns);
        }
    }

    /**
     * Binds a product.
     *
     * @param a [rows, inner], or a stack [count, rows, inner]; [inner, rows] if it is transposed
     * @param b [inner, columns]; [columns, inner] if it is transposed
     * @param out [rows, columns], of single or double precision as the others
     * @param beta 0 for a product that takes the place of what the array held, whatever that was; 1 for one that is added
     */
    public BlasProduct(
            INDArray a, boolean transposeA, INDArray b, boolean transposeB, double alpha, double beta, INDArray out) {
        int last = out.rank() - 1;
        int rows = Math.toIntExact(out.size(last - 1));
        int columns = Math.toIntExact(out.size(last));
        int inner = Math.toIntExact(a.size(transposeA ? last - 1 : last));
        Form form = new Form(
                rows,
                inner,
                columns,
                Operand.of(transposeA, rows, inner),
                Operand.of(transposeB, inner, columns),
                alpha,
                beta);
        this.factors = List.of(a, b);
        this.out = out;
        this.count = out.rank() == MATRIX ? 1 : out.size(0);
        this.beta = beta;
        this.isEmpty = out.length() == 0 || inner == 0;
        this.product = isEmpty ? place -> {} : product(form, a, b, out);
    }

    /**
     * Tells whether this is the way to a product: its arrays are matrices or stacks of them, row-major without gaps, and not
     * so large that ND4J is faster.
     */
    public static boolean isFor(INDArray a, INDArray b, INDArray out) {
        boolean plain = a.rank() == out.rank() && b.rank() == out.rank() && isPlain(a) && isPlain(b) && isPlain(out);
        return plain && (out.rank() == MATRIX + 1 || out.rank() == MATRIX && !isLarge(a, out));
    }

    private static boolean isLarge(INDArray a, INDArray out) {
        long inner = a.length() / Math.max(1, Math.min(a.length(), out.size(0)));
        return out.dataType() == DataType.FLOAT && out.length() * inner >= Processor.LARGE_HERE;
    }

    private static boolean isPlain(INDArray array) {
        return Arrays.equals(array.stride(), Nd4j.getStrides(array.shape(), 'c'));
    }

    @Override
    public void run() {
        if (isEmpty) {
            if (beta == 0) {
                out.assign(0);
            }
            return;
        }
        try {
            for (long place = 0; place < count; place++) {
                product.write(place);
            }
        } finally {
            Reference.reachabilityFence(factors);
            Reference.reachabilityFence(out);
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
                (float) form.beta(),
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
                form.beta(),
                to.position(firstTo + place * form.rows() * form.columns()),
                form.columns());
    }
}
