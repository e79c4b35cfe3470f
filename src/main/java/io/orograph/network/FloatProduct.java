package io.orograph.network;

import org.bytedeco.javacpp.FloatPointer;

/** C = α·A·B + β·C for matrices of single precision in memory, as the BLAS defines its {@code sgemm}. */
@FunctionalInterface
public interface FloatProduct {

    /**
     * Sizes and layouts, row by row with a stride from each to the next.
     *
     * @param transposeA whether A lies transposed, as [inner, rows]
     * @param transposeB whether B lies transposed, as [columns, inner]
     * @param rows of C
     * @param columns of C
     * @param inner what the sums run over
     */
    record Form(
            boolean transposeA,
            boolean transposeB,
            int rows,
            int columns,
            int inner,
            int strideA,
            int strideB,
            int strideC) {}

    /**
     * Computes the product. Where β is 0, C may hold anything, NaN too.
     *
     * @param a at the first number of A; b and c likewise
     */
    void write(Form form, float alpha, FloatPointer a, FloatPointer b, float beta, FloatPointer c);
}
