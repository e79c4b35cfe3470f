package io.orograph.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class TensorTransposeTest {

    /** By hand: rows become columns. */
    @Test
    void transposesAMatrix() {
        Tensor matrix = Tensor.of(new int[] {1, 2, 3, 4, 5, 6}, 2, 3);
        assertThat(matrix.transpose(1, 0)).isEqualTo(Tensor.of(new int[] {1, 4, 2, 5, 3, 6}, 3, 2));
    }

    /** The definition: out[i, j, k] = in[index with the axes put back], for every element, on axes all different. */
    @Test
    void everyElementIsWhereTheDefinitionPutsIt() {
        float[] values = new float[2 * 3 * 4];
        for (int i = 0; i < values.length; i++) {
            values[i] = i;
        }
        Tensor moved = Tensor.of(values, 2, 3, 4).transpose(2, 0, 1);
        assertThat(moved.shape()).containsExactly(4, 2, 3);
        for (int a = 0; a < 2; a++) {
            for (int b = 0; b < 3; b++) {
                for (int c = 0; c < 4; c++) {
                    assertThat(moved.get((c * 2 + a) * 3 + b)).isEqualTo((a * 3 + b) * 4 + c);
                }
            }
        }
        assertThat(moved.transpose(1, 2, 0)).isEqualTo(Tensor.of(values, 2, 3, 4));
    }

    @Test
    void keepsTypesAndTakesEmptyAndScalar() {
        assertThat(Tensor.ofBytes(new byte[] {1, 2}, 1, 2).transpose(1, 0))
                .isEqualTo(Tensor.ofBytes(new byte[] {1, 2}, 2, 1));
        assertThat(Tensor.of(new long[0], 0, 3).transpose(1, 0)).isEqualTo(Tensor.of(new long[0], 3, 0));
        assertThat(Tensor.of(new double[] {7}).transpose()).isEqualTo(Tensor.of(new double[] {7}));
    }

    @Test
    void refusesWhatIsNoOrderOfTheAxes() {
        Tensor matrix = Tensor.of(new double[4], 2, 2);
        assertThatThrownBy(() -> matrix.transpose(0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> matrix.transpose(0, 0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> matrix.transpose(0, 2)).isInstanceOf(IllegalArgumentException.class);
    }
}
