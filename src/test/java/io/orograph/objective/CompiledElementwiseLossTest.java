package io.orograph.objective;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.orograph.network.Kernels;
import io.orograph.network.LayerEngines;
import io.orograph.network.NativeArrays;
import io.orograph.network.NativeCopy;
import io.orograph.network.NativeThreads;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Compiled losses of single outputs are those of the loop in Java, which other tests compare with closed forms. */
class CompiledElementwiseLossTest {

    private static final ElementwiseLoss SQUARED = new MeanError(true);
    private static final ElementwiseLoss ABSOLUTE = new MeanError(false);
    private static final ElementwiseLoss BINARY = new BinaryCrossEntropy(true);

    private final Random random = new Random(4);
    private final NativeArrays arrays = new NativeArrays();

    @BeforeAll
    static void compile() {
        NativeThreads.confineCurrentThread();
        assumeTrue(LayerEngines.compiles(), "no machine code is run here");
    }

    @AfterEach
    void free() {
        arrays.close();
    }

    /** Outputs and targets of whole tiles, of which the last samples may not be asked for. */
    private SampleAnswers compiled(
            ElementwiseLoss loss, OutputLayout layout, int tile, int samples, double[] outputs, double... targets) {
        INDArray array = arrays.zeros(DataType.FLOAT, tile, layout.size());
        INDArray all = arrays.zeros(DataType.FLOAT, targets.length);
        NativeCopy.write(targets, all);
        SampleAnswers answers = new SampleAnswers(samples);
        try (CompiledLoss compiled = CompiledElementwiseLoss.of(loss, layout, tile, () -> Optional.of(all), array)
                .orElseThrow()) {
            for (int first = 0; first < samples; first += tile) {
                int from = first * layout.size();
                NativeCopy.write(Arrays.copyOfRange(outputs, from, from + tile * layout.size()), array);
                compiled.evaluate(first / tile, first, Math.min(tile, samples - first), answers);
            }
        }
        return answers;
    }

    /** Compares with the loop in Java; sums and what is summed of a mean error are rounded as there, so nothing differs. */
    private void check(ElementwiseLoss loss, OutputLayout layout, int tile, double[] outputs, double... targets) {
        int samples = targets.length / layout.size() - tile / 2;
        SampleAnswers answers = compiled(loss, layout, tile, samples, outputs, targets);
        for (int i = 0; i < samples; i++) {
            int from = i * layout.size();
            double expected = loss.loss(outputs, from, layout, targets, from);
            assertThat(answers.accuracies()[i]).as("accuracy of %d", i).isEqualTo((Double)
                    loss.accuracy(outputs, from, layout, targets, from));
            if (loss == BINARY && Double.isFinite(expected)) {
                // A few units in the last place; exponentials below e⁻⁷⁰⁸ are 0.
                double tolerance = 2e-15 * expected + Math.exp(-708);
                assertThat(answers.losses()[i]).as("loss of %d", i).isCloseTo(expected, within(tolerance));
            } else {
                assertThat(answers.losses()[i]).as("loss of %d", i).isEqualTo((Double) expected);
            }
        }
    }

    private double[] floats(int count, double scale) {
        double[] values = new double[count];
        Arrays.setAll(values, i -> (float) (scale * random.nextGaussian()));
        return values;
    }

    private double[] bits(int count, int leftOut) {
        double[] values = new double[count];
        Arrays.setAll(values, i -> i % 7 < leftOut ? BinaryCrossEntropy.LEFT_OUT : random.nextInt(2));
        return values;
    }

    /** Tiles that fill registers and others, outputs that fill lines of the cache and others, and a last tile that is not full. */
    @ParameterizedTest
    @CsvSource({"8,1,3", "7,2,2", "4,16,2", "5,17,3", "6,32,2", "13,33,2", "4,100,3", "250,784,2"})
    void likeTheLoopInJava(int tile, int size, int tiles) {
        OutputLayout layout = new OutputLayout(1, size, 1);
        int count = tile * size * tiles;
        for (double scale : new double[] {1e-3, 1, 300}) {
            double[] outputs = floats(count, scale);
            check(SQUARED, layout, tile, outputs, floats(count, 1));
            check(ABSOLUTE, layout, tile, outputs, floats(count, 1));
            check(BINARY, layout, tile, outputs, bits(count, 0));
        }
    }

    /** What is left out changes by what the sums are divided; soft targets are between 0 and 1. */
    @Test
    void leftOutAndSoftTargets() {
        OutputLayout layout = new OutputLayout(1, 20, 1).counting(0.7, 0.6);
        check(BINARY, layout, 6, floats(240, 2), bits(240, 3));
        double[] soft = new double[240];
        Arrays.setAll(soft, i -> random.nextInt(17) / 16.0);
        check(BINARY, layout, 6, floats(240, 2), soft);
        check(SQUARED, new OutputLayout(2, 5, 2), 6, floats(240, 2), floats(240, 1));
    }

    /** Infinities, NaN, zeros of both signs, and logits beyond every exponential, for each target. */
    @Test
    void extremes() {
        double inf = Double.POSITIVE_INFINITY;
        double[] row = {
            0,
            -0.0,
            1,
            -1,
            inf,
            -inf,
            Double.NaN,
            1e30f,
            -1e30f,
            Float.MIN_VALUE,
            700,
            -700,
            709,
            -709,
            2000,
            -2000,
            88.5f
        };
        for (double target : new double[] {0, 1, 0.5, BinaryCrossEntropy.LEFT_OUT}) {
            double[] outputs = new double[row.length * 2];
            Arrays.setAll(outputs, i -> row[i % row.length]);
            double[] targets = new double[outputs.length];
            Arrays.fill(targets, target);
            for (ElementwiseLoss loss : List.of(SQUARED, ABSOLUTE, BINARY)) {
                check(loss, new OutputLayout(1, 1, 1), row.length, outputs, targets);
            }
        }
    }

    /** What else a loss may be is left to the loop in Java, and so is everything where ND4J's kernels were chosen. */
    @Test
    void leftToTheLoop() {
        INDArray floats = arrays.zeros(DataType.FLOAT, 8, 3);
        OutputLayout layout = new OutputLayout(1, 3, 1);
        assertThat(of(SQUARED, layout, floats)).isPresent();
        assertThat(of(new BinaryCrossEntropy(false), layout, floats)).isEmpty();
        assertThat(of(CrossEntropy.ofLogits(), layout, floats)).isEmpty();
        assertThat(of(SQUARED, layout, arrays.zeros(DataType.DOUBLE, 8, 3))).isEmpty();
        assertThat(CompiledElementwiseLoss.of(SQUARED, layout, 8, Optional::empty, floats))
                .isEmpty();
        LayerEngines.choose(Kernels.ND4J);
        try {
            assertThat(of(SQUARED, layout, floats)).isEmpty();
        } finally {
            LayerEngines.choose(Kernels.ONEDNN);
        }
    }

    private Optional<CompiledLoss> of(Loss loss, OutputLayout layout, INDArray outputs) {
        INDArray targets = arrays.zeros(DataType.FLOAT, 24);
        return CompiledElementwiseLoss.of(loss, layout, 8, () -> Optional.of(targets), outputs);
    }
}
