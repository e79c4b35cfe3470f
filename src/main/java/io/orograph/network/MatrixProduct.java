package io.orograph.network;

import org.bytedeco.javacpp.FloatPointer;

/** c = α·a′·b′ + β·c for matrices of single precision in rows, where ′ is an optional transposition. */
@FunctionalInterface
public interface MatrixProduct {

    /**
     * What a product is to do wherever its matrices lie.
     *
     * @param rows of a′ and c
     * @param inner columns of a′ and rows of b′
     * @param columns of b′ and c
     * @param a how a lies
     * @param b how b lies
     * @param strideC numbers from one row of c to the next
     * @param beta 0 for a product that takes the place of what c held, whatever that was
     */
    record Form(int rows, int inner, int columns, Factor a, Factor b, int strideC, float alpha, float beta) {}

    /**
     * How a factor lies in memory.
     *
     * @param isTransposed whether what is multiplied has the rows for its columns
     * @param stride numbers from one row to the next, as they lie
     */
    record Factor(boolean isTransposed, int stride) {}

    /** Multiplies the matrices that begin at the pointers' positions. */
    void write(FloatPointer a, FloatPointer b, FloatPointer c);
}
