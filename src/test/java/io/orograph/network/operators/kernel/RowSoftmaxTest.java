package io.orograph.network.operators.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RowSoftmaxTest {

    private static final int LENGTH = 5;

    private static float[] run(float... x) {
        float[] y = new float[x.length];
        RowSoftmax.run(new float[][] {x}, y, x.length / LENGTH, LENGTH);
        return y;
    }

    /** Arithmetic makes a NaN with a sign, Java's own has none. */
    @ParameterizedTest
    @ValueSource(ints = {0x7fc00000, 0xffc00000})
    void nanStaysInItsRow(int bits) {
        float[] y = run(1, Float.intBitsToFloat(bits), 2, 3, 4, 1, 1, 1, 1, 1);
        for (int i = 0; i < LENGTH; i++) {
            assertThat(y[i]).isNaN();
            // The powers are e⁰ each, to the bit.
            assertThat(y[LENGTH + i]).isEqualTo(0.2f);
        }
    }

    /** Two equal largest numbers get one half each, and what is far below nothing. */
    @Test
    void largeAndSmallNumbersDoNotOverflow() {
        assertThat(run(3e38f, 3e38f, -3e38f, 0, -1)).containsExactly(0.5f, 0.5f, 0, 0, 0);
        assertThat(run(-3e38f, -3e38f, Float.NEGATIVE_INFINITY, -3.4e38f, -3.3e38f))
                .containsExactly(0.5f, 0.5f, 0, 0, 0);
    }
}
