package io.orograph.math;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

/** Arithmetic on vectors: what is promised to the bit, and the rule for signs. */
final class VectorsTest {

    /** Recorded results depend on the order in which products are added: four sums side by side. */
    @Test
    void innerProductsAreFourSums() {
        Random random = new Random(1);
        for (int size = 0; size < 11; size++) {
            double[] a = Vectors.gaussian(random, size);
            double[] b = Vectors.gaussian(random, size);
            double[] sums = new double[4];
            for (int i = 0; i < size; i++) {
                sums[i < size - size % 4 ? i % 4 : 0] += a[i] * b[i];
            }
            assertThat(Vectors.dot(a, b)).isEqualTo(sums[0] + sums[1] + (sums[2] + sums[3]));
        }
        double[] v = {9, 3, 4, 9};
        assertThat(Vectors.dot(v, v, 1, 3)).isEqualTo(25);
        assertThat(Vectors.norm(new double[] {3, 4, 12}, 2)).isEqualTo(5);
    }

    @Test
    void theLargestEntryBecomesPositiveAndTheFirstOfEqualsCounts() {
        assertThat(turned(1, -3, 2)).containsExactly(-1, 3, -2);
        assertThat(turned(1, 3, -2)).containsExactly(1, 3, -2);
        assertThat(turned(-2, 2)).containsExactly(2, -2);
        assertThat(turned(2, -2)).containsExactly(2, -2);
        assertThat(turned(0, 0)).containsExactly(0, 0);
        assertThat(turned()).isEmpty();
    }

    private static double[] turned(double... v) {
        Vectors.turnLargestPositive(v);
        return v;
    }

    @Test
    void whatIsOrthogonalizedKeepsNothingAlongTheOther() {
        double[] u = {1, 2, 2};
        double[] v = {4, 1, 9};
        Vectors.orthogonalize(v, u);
        assertThat(Math.abs(Vectors.dot(u, v))).isLessThan(1e-14);
        double[] zero = new double[3];
        Vectors.orthogonalize(v, zero);
        Vectors.normalize(zero);
        assertThat(zero).containsOnly(0);
    }
}
