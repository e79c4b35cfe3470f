package io.orograph.network.blocked;

import static org.bytedeco.dnnl.global.dnnl.dnnl_cpu_isa_avx2;
import static org.bytedeco.dnnl.global.dnnl.dnnl_cpu_isa_avx512_mic;
import static org.bytedeco.dnnl.global.dnnl.dnnl_get_effective_cpu_isa;
import static org.bytedeco.dnnl.global.dnnl.dnnl_sgemm;

import io.orograph.network.MatrixProduct;
import java.util.Optional;
import org.bytedeco.javacpp.FloatPointer;

/**
 * Products of matrices by the library. With one thread of an AVX2 EPYC it computes 93 GFLOP/s of large matrices where OpenBLAS
 * computes 80, and 85 in place of 43 of those of 64 rows and 32 columns.
 */
final class DirectProduct implements MatrixProduct {

    /**
     * The step of rows, in numbers, of which multiples are bad where the library reads down columns: those of a column then share
     * few places of a cache. It computes 65 to 75 GFLOP/s.
     */
    private static final int BAD_STRIDE = 512;

    /**
     * Rows up to which it is faster for such steps too, since OpenBLAS copies the right factor whatever it is read for: of 512×512
     * numbers, read for 32 rows, 68 where that reaches 43, for 64 rows 88 (60), for 128 rows 84 (71).
     */
    private static final int FEW_ROWS = 192;

    /** Rows from which on the right factor is copied before it is read, whatever its step. */
    private static final int ROWS_TO_COPY = 1024;

    private final Form form;

    private DirectProduct(Form form) {
        this.form = form;
    }

    /** Returns the product if it is faster by the library than by OpenBLAS. */
    static Optional<MatrixProduct> of(Form form) {
        int widest = dnnl_get_effective_cpu_isa();
        boolean isFaster = widest >= dnnl_cpu_isa_avx512_mic || widest >= dnnl_cpu_isa_avx2 && !isSlow(form);
        return isFaster ? Optional.of(new DirectProduct(form)) : Optional.empty();
    }

    private static boolean isSlow(Form form) {
        boolean isSlowLeft = form.a().isTransposed() && form.a().stride() % BAD_STRIDE == 0;
        boolean isSlowRight = !form.b().isTransposed() && form.b().stride() % BAD_STRIDE == 0;
        boolean areRead = form.rows() > FEW_ROWS && form.rows() < ROWS_TO_COPY;
        return isSlowLeft || isSlowRight && areRead && !form.a().isTransposed();
    }

    @Override
    public void write(FloatPointer a, FloatPointer b, FloatPointer c) {
        int status = dnnl_sgemm(
                letter(form.a()),
                letter(form.b()),
                form.rows(),
                form.columns(),
                form.inner(),
                form.alpha(),
                a,
                form.a().stride(),
                b,
                form.b().stride(),
                form.beta(),
                c,
                form.strideC());
        OneDnn.require(status, "a product of matrices");
    }

    private static byte letter(Factor factor) {
        return (byte) (factor.isTransposed() ? 'T' : 'N');
    }
}
