package io.orograph.network;

import static org.bytedeco.openblas.global.openblas_nolapack.CblasNoTrans;
import static org.bytedeco.openblas.global.openblas_nolapack.CblasRowMajor;
import static org.bytedeco.openblas.global.openblas_nolapack.CblasTrans;

import java.lang.ref.Reference;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.openblas.global.openblas_nolapack;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * out = α·a·b + β·out for matrices, or for stacks of as many, by a call for each of the BLAS or, in single precision, of the engine
 * where that is faster: they may lie in memory with gaps from row to row, transposed, and anywhere from place to place. ND4J's
 * own product takes some 25 µs before it begins, and reaches the BLAS for no stack of them.
 *
 * <p>With one thread of an AVX2 EPYC, whose best is some 100 GFLOP/s, oneDNN 2.5.2 multiplies 53×400×120 at 92 where OpenBLAS
 * 0.3.19 reaches 55, 167×784×128 at 94 (73), 1000×128×64 at 95 (67), 64×32×64 at 78 (42), 8×784×128 at 60 (21).
 */
public final class BlasProduct implements Kernel {

    /** Families of processors, as OpenBLAS names them, that have vectors of 512 bits. */
    private static final Set<String> WIDE = Set.of("SkylakeX", "Cooperlake", "SapphireRapids");

    /**
     * Multiplications in single precision from which on ND4J's product, which is that of the oneDNN within it, is faster than
     * OpenBLAS's. With one thread of an AVX2 EPYC it takes 309 µs for 1000×64×128 where OpenBLAS takes 241, and 1.59 ms for
     * 1024×512×128 where that takes 1.73.
     */
    private static final long LARGE = 32_000_000;

    /** The same on processors of {@link #WIDE}: oneDNN computes 155 to 181 GFLOP/s there, OpenBLAS 103. */
    private static final long LARGE_IF_WIDE = 2_500_000;

    private static final int MATRIX = 2;

    /** The arrays, whose memory would be freed if nobody referred to them but by its address. */
    private final List<INDArray> arrays;

    private final INDArray out;
    private final int count;
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
        void write(int place);
    }

    /**
     * Matrices in the memory of an array.
     *
     * @param array row-major without gaps
     * @param view of its elements: [rows, columns], behind them in front any axes that count matrices
     */
    public record Operand(INDArray array, StridedView view) {

        /** Returns a matrix that lies without gaps, or what it is transposed. */
        public static Operand of(INDArray array, boolean transposed) {
            StridedView view = StridedView.of(array.shape());
            return new Operand(array, transposed ? view.transposed() : view);
        }

        /** Returns the same matrices with their axes the other way round. */
        public Operand transposed() {
            return new Operand(array, view.transposed());
        }
    }

    /**
     * How the BLAS is to read matrices.
     *
     * @param order whether they lie transposed
     * @param stride from row to row, as they lie
     */
    private record Layout(int order, int stride) {

        private MatrixProduct.Factor factor() {
            return new MatrixProduct.Factor(order == CblasTrans, stride);
        }

        static Optional<Layout> of(StridedView view) {
            return rows(view, CblasNoTrans).or(() -> rows(view.transposed(), CblasTrans));
        }

        /** Returns the layout of rows whose numbers follow each other; empty if they do not, or if rows overlap. */
        private static Optional<Layout> rows(StridedView view, int order) {
            StridedView.Axis rows = view.axis(-2);
            StridedView.Axis columns = view.axis(-1);
            long least = Math.max(1, columns.size());
            long stride = rows.size() == 1 ? least : rows.step();
            boolean isRead = rows.isRegular() && columns.isRegular() && columns.step() == 1 && stride >= least;
            return isRead && stride <= Integer.MAX_VALUE
                    ? Optional.of(new Layout(order, (int) stride))
                    : Optional.empty();
        }
    }

    /** What does not change from place to place. */
    private record Form(int rows, int inner, int columns, Layout left, Layout right, Layout out, double alpha) {

        private MatrixProduct floats(float beta, Optional<LayerEngine> engine) {
            MatrixProduct.Form form = new MatrixProduct.Form(
                    rows, inner, columns, left.factor(), right.factor(), out.stride(), (float) alpha, beta);
            return engine.flatMap(found -> found.product(form)).orElseGet(() -> byBlas(beta));
        }

        private MatrixProduct byBlas(float beta) {
            return (a, b, c) -> openblas_nolapack.cblas_sgemm(
                    CblasRowMajor,
                    left.order(),
                    right.order(),
                    rows,
                    columns,
                    inner,
                    (float) alpha,
                    a,
                    left.stride(),
                    b,
                    right.stride(),
                    beta,
                    c,
                    out.stride());
        }
    }

    /**
     * Binds a product of arrays that lie without gaps.
     *
     * @param a [rows, inner], or a stack [count, rows, inner]; [inner, rows] if it is transposed
     * @param b [inner, columns]; [columns, inner] if it is transposed
     * @param out [rows, columns], of single or double precision as the others
     * @param beta 0 for a product that takes the place of what the array held, whatever that was; 1 for one that is added
     */
    public BlasProduct(
            INDArray a, boolean transposeA, INDArray b, boolean transposeB, double alpha, double beta, INDArray out) {
        this(Operand.of(a, transposeA), Operand.of(b, transposeB), alpha, beta, Operand.of(out, false));
    }

    /**
     * Binds a product of views.
     *
     * @param a […, rows, inner]
     * @param b […, inner, columns], with the same axes before them
     * @param beta as above
     * @param out […, rows, columns], every element once unless it is added to; all three as {@link #isRead} says
     */
    public BlasProduct(Operand a, Operand b, double alpha, double beta, Operand out) {
        this(a, b, alpha, beta, out, LayerEngines.multiplying());
    }

    /**
     * Binds a product of views.
     *
     * @param engine multiplies in the BLAS's place where it is faster, in single precision
     */
    BlasProduct(Operand a, Operand b, double alpha, double beta, Operand out, Optional<LayerEngine> engine) {
        this.arrays = List.of(a.array(), b.array(), out.array());
        this.out = out.array();
        this.beta = beta;
        this.isEmpty = out.array().length() == 0 || a.array().length() == 0;
        this.count = isEmpty ? 0 : out.view().begins(MATRIX).length;
        // The BLAS writes rows: a result that lies transposed is the product of the transposed factors, the other way
        // round.
        this.product = isEmpty
                ? place -> {}
                : Layout.of(out.view()).orElseThrow().order() == CblasNoTrans
                        ? product(a, b, alpha, beta, out, engine)
                        : product(b.transposed(), a.transposed(), alpha, beta, out.transposed(), engine);
    }

    /** Tells whether the BLAS can read or write matrices where they lie. */
    public static boolean isRead(StridedView view) {
        return Layout.of(view).isPresent();
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
        return out.dataType() == DataType.FLOAT && isLarge(out.length() * inner);
    }

    /** Tells whether ND4J is faster than this at so many multiplications for one matrix in single precision. */
    public static boolean isLarge(long multiplications) {
        return LayerEngines.multiplying().isEmpty() && multiplications >= Processor.LARGE_HERE;
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
            for (int place = 0; place < count; place++) {
                product.write(place);
            }
        } finally {
            Reference.reachabilityFence(arrays);
        }
    }

    private static Product product(
            Operand a, Operand b, double alpha, double beta, Operand out, Optional<LayerEngine> engine) {
        Form form = new Form(
                Math.toIntExact(out.view().axis(-2).size()),
                Math.toIntExact(a.view().axis(-1).size()),
                Math.toIntExact(out.view().axis(-1).size()),
                Layout.of(a.view()).orElseThrow(),
                Layout.of(b.view()).orElseThrow(),
                Layout.of(out.view()).orElseThrow(),
                alpha);
        return out.array().dataType() == DataType.DOUBLE
                ? ofDoubles(form, a, b, beta, out)
                : ofFloats(form.floats((float) beta, engine), a, b, out);
    }

    /** Returns where the matrices of an operand begin in the memory that its array is a part of. */
    private static long[] begins(Operand operand) {
        long first = operand.array().offset();
        return Arrays.stream(operand.view().begins(MATRIX))
                .map(begin -> first + begin)
                .toArray();
    }

    private static Product ofFloats(MatrixProduct product, Operand a, Operand b, Operand out) {
        FloatPointer left = NativeCopy.floats(a.array());
        FloatPointer right = NativeCopy.floats(b.array());
        FloatPointer to = NativeCopy.floats(out.array());
        long[] leftBegins = begins(a);
        long[] rightBegins = begins(b);
        long[] toBegins = begins(out);
        return place -> product.write(
                left.position(leftBegins[place]), right.position(rightBegins[place]), to.position(toBegins[place]));
    }

    private static Product ofDoubles(Form form, Operand a, Operand b, double beta, Operand out) {
        DoublePointer left = NativeCopy.doubles(a.array());
        DoublePointer right = NativeCopy.doubles(b.array());
        DoublePointer to = NativeCopy.doubles(out.array());
        long[] leftBegins = begins(a);
        long[] rightBegins = begins(b);
        long[] toBegins = begins(out);
        return place -> openblas_nolapack.cblas_dgemm(
                CblasRowMajor,
                form.left().order(),
                form.right().order(),
                form.rows(),
                form.columns(),
                form.inner(),
                form.alpha(),
                left.position(leftBegins[place]),
                form.left().stride(),
                right.position(rightBegins[place]),
                form.right().stride(),
                beta,
                to.position(toBegins[place]),
                form.out().stride());
    }
}
