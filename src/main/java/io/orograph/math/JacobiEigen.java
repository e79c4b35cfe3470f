package io.orograph.math;

import java.util.stream.IntStream;

/**
 * The eigenvalues and eigenvectors of a small symmetric matrix by cyclic Jacobi rotations (Golub &amp; Van Loan, Matrix
 * Computations, section 8.5), for Gram matrices: slower than a reduction to tridiagonal form, but small eigenvalues of
 * a graded positive definite matrix come out as exact as large ones (Demmel &amp; Veselić 1992), so that a path that
 * hardly leaves a line has a second direction. O(n³) a sweep, and about ten sweeps.
 */
public final class JacobiEigen {

    private static final int MOST_SWEEPS = 60;

    private final double[][] matrix;
    private final double[][] vectors;
    private final int[] order;

    /**
     * Solves the eigenproblem of a matrix.
     *
     * @param symmetric n × n, finite; not changed
     */
    public JacobiEigen(double[][] symmetric) {
        int n = symmetric.length;
        matrix = new double[n][];
        vectors = new double[n][n];
        for (int i = 0; i < n; i++) {
            matrix[i] = symmetric[i].clone();
            vectors[i][i] = 1;
        }
        for (int sweep = 0; sweep < MOST_SWEEPS && sweep(); sweep++) {
            // Each sweep squares what is left off the diagonal.
        }
        order = IntStream.range(0, n)
                .boxed()
                .sorted((a, b) -> Double.compare(matrix[b][b], matrix[a][a]))
                .mapToInt(i -> i)
                .toArray();
    }

    /** Returns the eigenvalue of a rank, the largest first. */
    public double value(int rank) {
        return matrix[order[rank]][order[rank]];
    }

    /** Returns the eigenvector of a rank, of norm 1; its sign is as the rotations leave it. */
    public double[] vector(int rank) {
        double[] vector = new double[vectors.length];
        for (int i = 0; i < vector.length; i++) {
            vector[i] = vectors[i][order[rank]];
        }
        return vector;
    }

    /** Rotates each entry off the diagonal to zero once; false if there was none left that counts. */
    private boolean sweep() {
        boolean rotated = false;
        for (int p = 0; p < matrix.length; p++) {
            for (int q = p + 1; q < matrix.length; q++) {
                double size = Math.sqrt(Math.abs(matrix[p][p]) * Math.abs(matrix[q][q]));
                if (Math.abs(matrix[p][q]) > Math.ulp(1.0) / 4 * size && matrix[p][q] != 0) {
                    rotate(p, q);
                    rotated = true;
                }
            }
        }
        return rotated;
    }

    private void rotate(int p, int q) {
        double tau = (matrix[q][q] - matrix[p][p]) / (2 * matrix[p][q]);
        double t = Math.copySign(1, tau) / (Math.abs(tau) + Math.hypot(1, tau));
        double c = 1 / Math.hypot(1, t);
        double s = t * c;
        for (double[] row : matrix) {
            turn(row, p, q, c, s);
        }
        for (int k = 0; k < matrix.length; k++) {
            double x = matrix[p][k];
            double y = matrix[q][k];
            matrix[p][k] = c * x - s * y;
            matrix[q][k] = s * x + c * y;
        }
        matrix[p][q] = 0;
        matrix[q][p] = 0;
        for (double[] row : vectors) {
            turn(row, p, q, c, s);
        }
    }

    private static void turn(double[] row, int p, int q, double c, double s) {
        double x = row[p];
        double y = row[q];
        row[p] = c * x - s * y;
        row[q] = s * x + c * y;
    }
}
