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
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** The compiled cross-entropy is that of the loop in Java, which other tests compare with closed forms. */
class CompiledCrossEntropyTest {

    private static final CrossEntropy LOSS = CrossEntropy.ofLogits();

    private final Random random = new Random(9);
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

    private SampleAnswers compiled(OutputLayout layout, int tile, double[] logits, double... targets) {
        int samples = targets.length / layout.positions();
        INDArray array = arrays.zeros(DataType.FLOAT, tile, layout.size());
        SampleAnswers answers = new SampleAnswers(samples);
        try (CompiledLoss loss =
                CompiledCrossEntropy.of(LOSS, layout, tile, targets, array).orElseThrow()) {
            for (int first = 0; first < samples; first += tile) {
                NativeCopy.write(
                        Arrays.copyOfRange(logits, first * layout.size(), (first + tile) * layout.size()), array);
                loss.evaluate(first / tile, first, Math.min(tile, samples - first), answers);
            }
        }
        return answers;
    }

    private static void check(SampleAnswers answers, OutputLayout layout, double[] logits, double... targets) {
        for (int i = 0; i < answers.losses().length; i++) {
            int from = i * layout.size();
            double expected = LOSS.loss(logits, from, layout, targets, i * layout.positions());
            assertThat(answers.accuracies()[i])
                    .as("accuracy of %d", i)
                    .isEqualTo(LOSS.accuracy(logits, from, layout, targets, i * layout.positions()));
            if (Double.isFinite(expected)) {
                // A few units in the last place, of sums of as many terms as there are classes; below e⁻⁷⁰⁸ they are 0.
                double tolerance = 2e-15 * expected + Math.exp(-708);
                assertThat(answers.losses()[i]).as("loss of %d", i).isCloseTo(expected, within(tolerance));
            } else {
                assertThat(answers.losses()[i]).as("loss of %d", i).isEqualTo((Double) expected);
            }
        }
    }

    private static OutputLayout classes(int count) {
        return new OutputLayout(1, count, 1);
    }

    /** Tiles that fill registers and others, a last one that is not full, logits close together and far apart. */
    @ParameterizedTest
    @CsvSource({"8,10,24,1", "7,10,20,5", "4,2,9,30", "5,64,5,300", "1000,3,1000,0.01", "13,1,26,1", "6,7,23,2000"})
    void likeTheLoopInJava(int tile, int classes, int samples, double scale) {
        double[] logits = new double[(samples + tile) * classes];
        Arrays.setAll(logits, i -> (float) (scale * random.nextGaussian()));
        double[] targets = random.ints(samples, 0, classes).asDoubleStream().toArray();
        check(compiled(classes(classes), tile, logits, targets), classes(classes), logits, targets);
    }

    /** Maps whose classes come first, tokens whose classes come last, and both; some positions are left out, and one tile is not full. */
    @ParameterizedTest
    @CsvSource({"1,4,64,3", "1,10,7,2", "6,5,1,4", "1,3,1,4", "3,4,9,2", "1,21,33,1", "1,6,1,8"})
    void severalPositions(int outer, int channels, int inner, int tile) {
        OutputLayout layout = new OutputLayout(outer, channels, inner);
        int samples = 2 * tile + (tile + 1) / 2;
        double[] logits = new double[3 * tile * layout.size()];
        Arrays.setAll(logits, i -> i % 11 == 0 ? (float) (i % 3) : (float) (3 * random.nextGaussian()));
        double[] targets = new double[samples * layout.positions()];
        Arrays.setAll(targets, i -> random.nextInt(channels));
        check(compiled(layout, tile, logits, targets), layout, logits, targets);

        Arrays.setAll(targets, i -> i % 5 == 1 ? CrossEntropy.LEFT_OUT : targets[i]);
        logits[layout.first(1 % layout.positions())] = Double.NaN;
        OutputLayout counting = layout.counting(0.8 * layout.positions(), 0.7 * layout.positions());
        check(compiled(counting, tile, logits, targets), counting, logits, targets);
    }

    /** Ties, infinities, NaN, and losses from 0 over 10⁻³⁰⁰ to what is beyond every exponential. */
    @Test
    void extremes() {
        double inf = Double.POSITIVE_INFINITY;
        double nan = Double.NaN;
        double[][] rows = {
            {0, 0, 0},
            {1, 1, -5},
            {-5, 3, 3},
            {3, 3, 3},
            {0, -70, -80},
            {0, -690, -700},
            {0, -707, -800},
            {0, -709, -2000},
            {0, -inf, 1},
            {-inf, -inf, -inf},
            {inf, 0, 0},
            {0, inf, 0},
            {inf, inf, 0},
            {nan, 0, 1},
            {0, nan, 1},
            {0, 1, nan},
            {nan, inf, 0},
            {1e30f, -1e30f, 0},
            {0, -0.0, -1},
            {Float.MIN_VALUE, 0, 0},
            {-37, 0, -36.5f},
            {88, 0, 88.5f}
        };
        double[] logits = Arrays.stream(rows)
                .flatMapToDouble(Arrays::stream)
                .map(z -> (float) z)
                .toArray();
        for (int label = 0; label < 3; label++) {
            double[] targets = new double[rows.length];
            Arrays.fill(targets, label);
            check(compiled(classes(3), rows.length, logits, targets), classes(3), logits, targets);
        }
    }

    /** What else a loss may be is left to the loop in Java, and so is everything where ND4J's kernels were chosen. */
    @Test
    void leftToTheLoop() {
        INDArray floats = arrays.zeros(DataType.FLOAT, 8, 3);
        OutputLayout layout = new OutputLayout(1, 3, 1);
        double[] targets = {0, 1, 2, 0, 1, 2, 0, 1};
        assertThat(of(LOSS, layout, targets, floats)).isPresent();
        assertThat(of(LOSS.refined(0.1), layout, targets, floats)).isEmpty();
        assertThat(of(LOSS.refined(0, 1, 2, 3), layout, targets, floats)).isEmpty();
        assertThat(of(LOSS.of(OutputKind.PROBABILITIES), layout, targets, floats))
                .isEmpty();
        assertThat(of(CrossEntropy.negativeLogLikelihood(), layout, targets, floats))
                .isEmpty();
        assertThat(of(LOSS, new OutputLayout(1, 65, 1), targets, arrays.zeros(DataType.FLOAT, 8, 65)))
                .isEmpty();
        assertThat(of(LOSS, new OutputLayout(1, 3, 2), targets, arrays.zeros(DataType.FLOAT, 8, 6)))
                .isEmpty();
        assertThat(of(LOSS, layout, targets, arrays.zeros(DataType.DOUBLE, 8, 3)))
                .isEmpty();
        LayerEngines.choose(Kernels.ND4J);
        try {
            assertThat(of(LOSS, layout, targets, floats)).isEmpty();
        } finally {
            LayerEngines.choose(Kernels.ONEDNN);
        }
    }

    private static Optional<CompiledLoss> of(Loss loss, OutputLayout layout, double[] targets, INDArray logits) {
        return CompiledCrossEntropy.of(loss, layout, 8, targets, logits);
    }
}
