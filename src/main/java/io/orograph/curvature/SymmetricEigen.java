package io.orograph.curvature;

import io.orograph.math.Vectors;
import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.interfaces.decomposition.EigenDecomposition_F64;

/**
 * The eigenvalues and eigenvectors of a small symmetric matrix, by the implicit QR algorithm: for the tridiagonal
 * matrices of {@link KrylovBasis}, which it solves again and again, with hundreds of rows, where {@link
 * io.orograph.math.JacobiEigen} would take many times as long. Its errors are a rounding of the largest eigenvalue,
 * which is what Ritz values are known to; a Gram matrix, whose small eigenvalues count, goes to the other.
 *
 * @param values in descending order
 * @param vectors the unit eigenvectors, in the same order
 */
public record SymmetricEigen(double[] values, double[][] vectors) {

    /**
     * Computes the eigenvalues and eigenvectors of a matrix.
     *
     * @param matrix rows of a symmetric matrix
     * @throws ArithmeticException if it has entries that are not finite
     */
    public static SymmetricEigen of(double[][] matrix) {
        int size = matrix.length;
        EigenDecomposition_F64<DMatrixRMaj> eigen = DecompositionFactory_DDRM.eig(size, true, true);
        if (!Arrays.stream(matrix).allMatch(Vectors::isFinite) || !eigen.decompose(new DMatrixRMaj(matrix))) {
            throw new ArithmeticException("a " + size + "×" + size + " matrix has no eigenvalues that can be computed");
        }
        int[] order = IntStream.range(0, size)
                .boxed()
                .sorted(Comparator.comparingDouble(i -> -eigen.getEigenvalue(i).getReal()))
                .mapToInt(i -> i)
                .toArray();
        double[] values = new double[size];
        double[][] vectors = new double[size][];
        for (int i = 0; i < size; i++) {
            values[i] = eigen.getEigenvalue(order[i]).getReal();
            vectors[i] = eigen.getEigenVector(order[i]).getData().clone();
        }
        return new SymmetricEigen(values, vectors);
    }

    /** Solves the eigenproblem of a tridiagonal matrix. */
    static SymmetricEigen ofTridiagonal(double[] diagonal, double[] beside) {
        double[][] matrix = new double[diagonal.length][diagonal.length];
        for (int i = 0; i < diagonal.length; i++) {
            matrix[i][i] = diagonal[i];
            if (i + 1 < diagonal.length) {
                matrix[i][i + 1] = beside[i];
                matrix[i + 1][i] = beside[i];
            }
        }
        return of(matrix);
    }
}
