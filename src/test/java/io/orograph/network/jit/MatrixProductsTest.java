package io.orograph.network.jit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.orograph.network.jit.MatrixProducts.Left;
import io.orograph.network.jit.MatrixProducts.Result;
import io.orograph.network.jit.MatrixProducts.Right;
import java.util.Random;
import org.bytedeco.javacpp.BytePointer;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Products of small matrices are what plain sums in 64 bits say, wherever the factors lie. */
@ExtendWith(WithMachineCode.class)
class MatrixProductsTest {

    private final Random random = new Random(5);

    private float[] drawn(int length) {
        float[] values = new float[length];
        for (int i = 0; i < length; i++) {
            values[i] = (float) random.nextGaussian();
        }
        return values;
    }

    @ParameterizedTest
    @CsvSource({
        "1,1,1,8,false",
        "2,6,4,16,false",
        "3,7,5,24,true",
        "36,13,8,40,false",
        "2,32,16,32,true",
        "1,23,12,8,true",
        "4,64,9,16,false"
    })
    void likePlainSums(int count, int rows, int inner, int columns, boolean adds) {
        for (boolean isTransposed : new boolean[] {false, true}) {
            for (boolean inPanels : new boolean[] {false, true}) {
                boolean hasPanels = inPanels && columns % MatrixProducts.PANEL == 0;
                int panel = MatrixProducts.PANEL;
                // Some floats between the products, which nothing may touch.
                Left left = isTransposed
                        ? new Left((long) rows * inner + 3, 1, rows)
                        : new Left((long) rows * inner + 3, inner, 1);
                Right right = hasPanels
                        ? new Right((long) inner * columns, panel, (long) inner * panel)
                        : new Right((long) inner * columns, columns, panel);
                check(new MatrixProducts(
                        count,
                        rows,
                        inner,
                        columns,
                        left,
                        right,
                        new Result((long) rows * columns + 5, columns),
                        adds));
            }
        }
    }

    private void check(MatrixProducts form) {
        float[] a = drawn((int) (form.count() * form.a().step()));
        float[] b = drawn((int) (form.count() * form.b().step()));
        float[] c = drawn((int) (form.count() * form.c().step()));
        double[] expected = new double[c.length];
        for (int i = 0; i < c.length; i++) {
            expected[i] = c[i];
        }
        for (int place = 0; place < form.count(); place++) {
            for (int row = 0; row < form.rows(); row++) {
                for (int column = 0; column < form.columns(); column++) {
                    int at = (int) (place * form.c().step() + row * form.c().row() + column);
                    expected[at] = form.adds() ? expected[at] : 0;
                    for (int k = 0; k < form.inner(); k++) {
                        long panel = column / MatrixProducts.PANEL;
                        expected[at] += (double) a[
                                        (int) (place * form.a().step()
                                                + row * form.a().row()
                                                + k * form.a().column())]
                                * b[
                                        (int) (place * form.b().step()
                                                + k * form.b().row()
                                                + panel * form.b().panel()
                                                + column % MatrixProducts.PANEL)];
                    }
                }
            }
        }
        try (NativeFloats left = new NativeFloats(a);
                NativeFloats right = new NativeFloats(b);
                NativeFloats result = new NativeFloats(c)) {
            new CallList.Builder()
                    .call(form.code(), left.address(), right.address(), result.address())
                    .build(BytePointer::new)
                    .run();
            float[] got = result.values();
            for (int i = 0; i < c.length; i++) {
                // Sums of at most 17 products of some units, each rounded by 6·10⁻⁸ of itself.
                assertThat((double) got[i]).as("number %d of %s", i, form).isCloseTo(expected[i], within(1e-5));
            }
        }
    }
}
