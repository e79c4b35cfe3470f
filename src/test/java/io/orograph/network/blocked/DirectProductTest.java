package io.orograph.network.blocked;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.orograph.network.Kernels;
import io.orograph.network.LayerEngine;
import io.orograph.network.LayerEngines;
import io.orograph.network.MatrixProduct;
import io.orograph.network.MatrixProduct.Factor;
import io.orograph.network.MatrixProduct.Form;
import io.orograph.network.NativeThreads;
import java.util.Arrays;
import java.util.Optional;
import java.util.Random;
import org.bytedeco.javacpp.FloatPointer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Products by the library against sums in double precision. */
class DirectProductTest {

    private static LayerEngine engine;

    private final Random random = new Random(3);

    @BeforeAll
    static void chooseEngine() {
        NativeThreads.confineCurrentThread();
        LayerEngines.choose(Kernels.ONEDNN);
        assumeTrue(LayerEngines.current().isPresent(), "oneDNN has no build for this machine");
        engine = LayerEngines.current().get();
        assumeTrue(!engine.instructions().startsWith("less"), "the library multiplies no faster here");
    }

    @AfterAll
    static void chooseDefault() {
        LayerEngines.choose(Kernels.standard());
    }

    private float[] drawn(int count) {
        float[] numbers = new float[count];
        for (int i = 0; i < count; i++) {
            numbers[i] = 2 * random.nextFloat() - 1;
        }
        return numbers;
    }

    private static int place(Factor factor, int row, int column) {
        return factor.isTransposed() ? column * factor.stride() + row : row * factor.stride() + column;
    }

    private static Factor factor(boolean transposed, int rows, int columns, int gap) {
        return new Factor(transposed, (transposed ? rows : columns) + gap);
    }

    private static float[] product(MatrixProduct by, float[] a, float[] b, float[] c) {
        try (FloatPointer left = new FloatPointer(a);
                FloatPointer right = new FloatPointer(b);
                FloatPointer out = new FloatPointer(c)) {
            by.write(left, right, out);
            float[] got = new float[c.length];
            out.get(got);
            return got;
        }
    }

    /** A sum of n products of numbers up to 1 is rounded by at most n² half units; what lies in gaps stays. */
    private void check(Form form) {
        MatrixProduct product = engine.product(form).orElseThrow();
        int room = 400;
        float[] a = drawn(room * room);
        float[] b = drawn(room * room);
        float[] c = drawn(room * room);
        for (int i = 0; i < form.rows() && form.beta() == 0; i++) {
            Arrays.fill(c, i * form.strideC(), i * form.strideC() + form.columns(), Float.NaN);
        }
        float[] got = product(product, a, b, c);
        double tolerance = form.inner() * form.inner() * 0x1p-24 + 0x1p-22;
        for (int i = 0; i < got.length; i++) {
            int row = i / form.strideC();
            int column = i % form.strideC();
            if (row >= form.rows() || column >= form.columns()) {
                assertThat(got[i]).isEqualTo(c[i]);
                continue;
            }
            double sum = 0;
            for (int k = 0; k < form.inner(); k++) {
                sum += (double) a[place(form.a(), row, k)] * b[place(form.b(), k, column)];
            }
            double expected = form.alpha() * sum + (form.beta() == 0 ? 0 : form.beta() * c[i]);
            if (!(Math.abs(got[i] - expected) <= tolerance)) {
                assertThat((double) got[i]).as("number %d of %s", i, form).isCloseTo(expected, within(tolerance));
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "1, 1, 1, 0",
        "1, 64, 7, 3",
        "64, 32, 64, 320",
        "64, 64, 32, 5",
        "33, 5, 129, 1",
        "300, 17, 2, 0",
        "7, 1, 300, 9",
        "130, 300, 96, 40"
    })
    void eachOrderOfTheFactorsIsMultiplied(int rows, int inner, int columns, int gap) {
        for (boolean turnsA : new boolean[] {false, true}) {
            for (boolean turnsB : new boolean[] {false, true}) {
                for (float beta : new float[] {0, 1}) {
                    check(new Form(
                            rows,
                            inner,
                            columns,
                            factor(turnsA, rows, inner, gap),
                            factor(turnsB, inner, columns, gap),
                            columns + gap,
                            turnsA ? 0.5f : 1,
                            beta));
                }
            }
        }
    }

    /** NaN and infinity reach the numbers that they are a part of, and no others. */
    @Test
    void whatIsNotFiniteStaysSo() {
        Form form = new Form(64, 64, 64, new Factor(false, 64), new Factor(true, 64), 64, 1, 0);
        float[] a = drawn(64 * 64);
        float[] b = drawn(64 * 64);
        a[5 * 64 + 7] = Float.NaN;
        a[9 * 64 + 3] = Float.POSITIVE_INFINITY;
        float[] c = product(engine.product(form).orElseThrow(), a, b, new float[64 * 64]);
        for (int i = 0; i < c.length; i++) {
            switch (i / 64) {
                case 5 -> assertThat(c[i]).isNaN();
                case 9 -> assertThat(c[i]).isEqualTo(Float.POSITIVE_INFINITY * b[i % 64 * 64 + 3]);
                default -> assertThat(Float.isFinite(c[i])).isTrue();
            }
        }
    }

    /** Columns that are read down at a step of 512 numbers are left to the BLAS, unless vectors have 512 bits. */
    @Test
    void steepColumnsAreLeftToTheBlas() {
        assumeTrue(engine.instructions().equals("AVX2"));
        Optional<MatrixProduct> steep =
                engine.product(new Form(128, 512, 512, new Factor(true, 512), new Factor(false, 128), 512, 1, 0));
        assertThat(steep).isEmpty();
        assertThat(engine.product(new Form(512, 128, 512, new Factor(false, 128), new Factor(true, 128), 512, 1, 0)))
                .isPresent();
    }
}
