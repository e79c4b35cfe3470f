package io.orograph.curvature;

import io.orograph.math.Vectors;
import java.util.Random;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.interfaces.decomposition.EigenDecomposition_F64;

/** Symmetric matrices of known spectrum as operators. */
final class Matrices {

    private Matrices() {}

    static SymmetricOperator operator(double[][] matrix) {
        return new SymmetricOperator() {
            @Override
            public int size() {
                return matrix.length;
            }

            @Override
            public double[] apply(double[] v) {
                double[] product = new double[v.length];
                for (int i = 0; i < v.length; i++) {
                    product[i] = Vectors.dot(matrix[i], v);
                }
                return product;
            }
        };
    }

    static double[][] diagonal(double... values) {
        double[][] matrix = new double[values.length][values.length];
        for (int i = 0; i < values.length; i++) {
            matrix[i][i] = values[i];
        }
        return matrix;
    }

    /** QΛQᵀ with Q a product of as many random reflections as there are values. */
    static double[][] rotated(long seed, double... values) {
        Random random = new Random(seed);
        double[][] matrix = diagonal(values);
        for (int k = 0; k < values.length; k++) {
            double[] u = Vectors.gaussian(random, values.length);
            Vectors.scale(u, 1 / Vectors.norm(u));
            reflectRows(matrix, u);
            matrix = transposed(matrix);
            reflectRows(matrix, u);
        }
        return matrix;
    }

    private static void reflectRows(double[][] matrix, double[] u) {
        for (double[] row : matrix) {
            Vectors.add(row, -2 * Vectors.dot(row, u), u);
        }
    }

    private static double[][] transposed(double[][] matrix) {
        double[][] transposed = new double[matrix.length][matrix.length];
        for (int i = 0; i < matrix.length; i++) {
            for (int j = 0; j < matrix.length; j++) {
                transposed[j][i] = matrix[i][j];
            }
        }
        return transposed;
    }

    /** The eigenvalues of a symmetric matrix, by EJML. */
    static double[] eigenvalues(double[][] matrix) {
        EigenDecomposition_F64<DMatrixRMaj> found = DecompositionFactory_DDRM.eig(matrix.length, false, true);
        if (!found.decompose(new DMatrixRMaj(matrix))) {
            throw new IllegalStateException("no eigenvalues");
        }
        return IntStream.range(0, matrix.length)
                .mapToDouble(i -> found.getEigenvalue(i).getReal())
                .toArray();
    }
}
