package io.orograph.network.operators.attention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.orograph.network.ElementType;
import io.orograph.network.UnsupportedOperatorException;
import io.orograph.network.operators.OperatorCase;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.buffer.DataType;

/** Attention and the rotation by positions. */
class AttentionTest {

    private static final int NUMBERS = 1;
    private static final int BOOL = 9;

    private static OperatorCase of(Object... settings) {
        return ofOpset(23, settings);
    }

    /** With the type of a mask that the reader writes down: numbers if nothing is said. */
    private static OperatorCase ofOpset(int opset, Object... settings) {
        List<Object> all = new ArrayList<>(List.of(settings));
        if (!all.contains("element_type")) {
            all.addAll(List.of("element_type", NUMBERS));
        }
        return OperatorCase.of("Attention", opset, all.toArray());
    }

    private static double[] truths(int count) {
        return IntStream.range(0, count)
                .mapToDouble(i -> i % 3 == 1 && i % 4 != 0 ? 0 : 1)
                .toArray();
    }

    /** Four axes; the same head for keys and values, several, one for all. */
    static Stream<OperatorCase> heads() {
        return Stream.of(
                of().input(2, 3, 4, 5).input(2, 3, 6, 5).input(2, 3, 6, 7),
                of().input(1, 1, 1, 3).input(1, 1, 2, 3).input(1, 1, 2, 3),
                of("scale", 0.3f).input(2, 3, 4, 5).input(2, 3, 4, 5).input(2, 3, 4, 5),
                of("is_causal", 1).input(2, 3, 4, 5).input(2, 3, 4, 5).input(2, 3, 4, 5),
                of("is_causal", 1).input(2, 3, 3, 5).input(2, 3, 6, 5).input(2, 3, 6, 5),
                of("softcap", 0.5f).input(2, 3, 4, 5).input(2, 3, 4, 5).input(2, 3, 4, 5),
                of().input(2, 6, 4, 5).input(2, 2, 3, 5).input(2, 2, 3, 5),
                of().input(2, 4, 3, 5).input(2, 1, 3, 5).input(2, 1, 3, 5));
    }

    static Stream<OperatorCase> joinedHeads() {
        return Stream.of(
                of("q_num_heads", 3, "kv_num_heads", 3)
                        .input(2, 4, 15)
                        .input(2, 6, 15)
                        .input(2, 6, 21),
                of("q_num_heads", 4, "kv_num_heads", 2, "is_causal", 1)
                        .input(2, 4, 12)
                        .input(2, 4, 6)
                        .input(2, 4, 6));
    }

    static Stream<OperatorCase> masks() {
        return Stream.of(
                of().input(2, 3, 4, 5).input(2, 3, 6, 5).input(2, 3, 6, 5).input(4, 6),
                of().input(2, 3, 4, 5).input(2, 3, 6, 5).input(2, 3, 6, 5).input(2, 1, 4, 6),
                of().input(2, 3, 4, 5).input(2, 3, 6, 5).input(2, 3, 6, 5).input(2, 3, 4, 6),
                of("is_causal", 1)
                        .input(2, 3, 4, 5)
                        .input(2, 3, 4, 5)
                        .input(2, 3, 4, 5)
                        .input(4, 4),
                of("element_type", BOOL)
                        .input(2, 3, 4, 5)
                        .input(2, 3, 6, 5)
                        .input(2, 3, 6, 5)
                        .input(ElementType.BOOL, truths(24), 4, 6),
                of("element_type", BOOL, "is_causal", 1)
                        .input(2, 3, 4, 5)
                        .input(2, 3, 4, 5)
                        .input(2, 3, 4, 5)
                        .input(ElementType.BOOL, truths(32), 2, 1, 4, 4));
    }

    static Stream<OperatorCase> caches() {
        return Stream.of(
                of().input(2, 3, 4, 5)
                        .input(2, 3, 2, 5)
                        .input(2, 3, 2, 5)
                        .noInput()
                        .input(2, 3, 3, 5)
                        .input(2, 3, 3, 5)
                        .outputs("y", "keys", "values"),
                of().input(2, 3, 4, 5)
                        .input(2, 3, 2, 5)
                        .input(2, 3, 2, 5)
                        .input(4, 5)
                        .input(2, 3, 3, 5)
                        .input(2, 3, 3, 5)
                        .outputs("y", "keys", "values"),
                // After the cache a query sees all of it; the reference of the tests still aligns to the left.
                of("is_causal", 1)
                        .input(2, 2, 2, 5)
                        .input(2, 2, 2, 5)
                        .input(2, 2, 2, 5)
                        .noInput()
                        .input(2, 2, 3, 5)
                        .input(2, 2, 3, 5)
                        .outputs("y", "keys", "values")
                        .withoutReference());
    }

    /** Fewer heads of keys and values than of queries, with all else that a node can have. */
    static Stream<OperatorCase> groupedHeads() {
        return Stream.of(
                // ONNX Runtime wants a mask to have the heads of the keys, and adds it before the cap: not as ONNX has
                // it.
                of().input(2, 6, 4, 5)
                        .input(2, 2, 3, 5)
                        .input(2, 2, 3, 7)
                        .input(2, 6, 4, 3)
                        .withoutReference(),
                of("softcap", 0.7f, "scale", 0.4f)
                        .input(2, 6, 4, 5)
                        .input(2, 3, 3, 5)
                        .input(2, 3, 3, 5)
                        .input(2, 1, 4, 3)
                        .withoutReference(),
                of("element_type", BOOL)
                        .input(2, 6, 4, 5)
                        .input(2, 3, 6, 5)
                        .input(2, 3, 6, 5)
                        .input(ElementType.BOOL, truths(48), 2, 1, 4, 6),
                of().input(2, 6, 4, 5)
                        .input(2, 2, 2, 5)
                        .input(2, 2, 2, 5)
                        .input(4, 5)
                        .input(2, 2, 3, 5)
                        .input(2, 2, 3, 5)
                        .outputs("y", "keys", "values"),
                of("q_num_heads", 6, "kv_num_heads", 3)
                        .input(2, 4, 12)
                        .input(2, 5, 6)
                        .input(2, 5, 9)
                        .input(2, 1, 4, 5),
                of("q_num_heads", 8, "kv_num_heads", 1, "is_causal", 1)
                        .input(1, 3, 16)
                        .input(1, 3, 2)
                        .input(1, 3, 2));
    }

    static Stream<OperatorCase> scores() {
        return Stream.of(
                of().input(2, 3, 4, 5).input(2, 3, 6, 5).input(2, 3, 6, 5).outputs("y", "", "", "scores"),
                of("qk_matmul_output_mode", 3, "is_causal", 1)
                        .input(2, 3, 4, 5)
                        .input(2, 3, 4, 5)
                        .input(2, 3, 4, 5)
                        .outputs("y", "", "", "scores"));
    }

    /** Of operator set 24: masks for fewer keys, samples of different lengths. */
    static Stream<OperatorCase> padded() {
        return Stream.of(
                ofOpset(24)
                        .input(2, 3, 4, 5)
                        .input(2, 3, 6, 5)
                        .input(2, 3, 6, 5)
                        .input(4, 3)
                        .withoutReference(),
                ofOpset(24)
                        .input(2, 3, 4, 5)
                        .input(2, 3, 6, 5)
                        .input(2, 3, 6, 5)
                        .noInput()
                        .noInput()
                        .noInput()
                        .input(ElementType.INT64, new double[] {3, 6}, 2)
                        .withoutReference());
    }

    static Stream<OperatorCase> rotations() {
        double[] positions = {4, 0, 2, 1, 3, 3};
        return Stream.of(
                OperatorCase.of("RotaryEmbedding", 23)
                        .input(2, 4, 3, 6)
                        .input(2, 3, 3)
                        .input(2, 3, 3),
                OperatorCase.of("RotaryEmbedding", 23, "interleaved", 1)
                        .input(2, 4, 3, 6)
                        .input(2, 3, 3)
                        .input(2, 3, 3),
                OperatorCase.of("RotaryEmbedding", 23, "num_heads", 2)
                        .input(2, 3, 8)
                        .input(5, 2)
                        .input(5, 2)
                        .input(ElementType.INT64, positions, 2, 3),
                OperatorCase.of("RotaryEmbedding", 23, "interleaved", 1)
                        .input(2, 4, 3, 6)
                        .input(5, 3)
                        .input(5, 3)
                        .input(ElementType.INT64, positions, 2, 3),
                OperatorCase.of("RotaryEmbedding", 23, "interleaved", 1, "rotary_embedding_dim", 4, "num_heads", 4)
                        .input(2, 4, 3, 6)
                        .input(2, 3, 2)
                        .input(2, 3, 2),
                OperatorCase.of("RotaryEmbedding", 23, "num_heads", 3)
                        .input(2, 3, 12)
                        .input(2, 3, 2)
                        .input(2, 3, 2),
                OperatorCase.of("RotaryEmbedding", 23, "rotary_embedding_dim", 4, "num_heads", 2)
                        .input(2, 3, 12)
                        .input(5, 2)
                        .input(5, 2)
                        .input(ElementType.INT64, positions, 2, 3));
    }

    @ParameterizedTest
    @MethodSource({"heads", "joinedHeads", "masks", "caches", "groupedHeads", "scores", "padded", "rotations"})
    void agreesWithReferenceAndDifferences(OperatorCase operator) {
        operator.check();
    }

    /** With scores of 0 the result is the mean of the values that are seen: 1, 3, 5, 7. */
    @Test
    void aQuerySeesWhatTheMasksLeave() {
        double[] values = {1, 3, 5, 7};
        double[] nothing = new double[4];
        assertThat(of("is_causal", 1)
                        .input(nothing, 1, 1, 4, 1)
                        .input(nothing, 1, 1, 4, 1)
                        .input(values, 1, 1, 4, 1)
                        .forward(DataType.DOUBLE))
                .containsExactly(1, 2, 3, 4);
        // Two of the four keys are in the cache, so that the first of two queries sees three.
        assertThat(of("is_causal", 1)
                        .input(new double[2], 1, 1, 2, 1)
                        .input(new double[2], 1, 1, 2, 1)
                        .input(new double[] {5, 7}, 1, 1, 2, 1)
                        .noInput()
                        .input(new double[2], 1, 1, 2, 1)
                        .input(new double[] {1, 3}, 1, 1, 2, 1)
                        .forward(DataType.DOUBLE))
                .containsExactly(3, 4);
        double[] three = ofOpset(24)
                .input(new double[1], 1, 1, 1, 1)
                .input(nothing, 1, 1, 4, 1)
                .input(values, 1, 1, 4, 1)
                .noInput()
                .noInput()
                .noInput()
                .input(ElementType.INT64, new double[] {3}, 1)
                .forward(DataType.DOUBLE);
        assertThat(three).containsExactly(3);
        double[] two = ofOpset(24)
                .input(new double[1], 1, 1, 1, 1)
                .input(nothing, 1, 1, 4, 1)
                .input(values, 1, 1, 4, 1)
                .input(new double[2], 1, 2)
                .forward(DataType.DOUBLE);
        assertThat(two).containsExactly(2);
    }

    /** Heads that share keys and values give what they give with copies of these: three heads of queries for each. */
    @Test
    void groupedHeadsAreThoseWithCopies() {
        double[] queries = random(0, 6 * 2 * 4);
        double[] keys = random(1, 2 * 3 * 4);
        double[] values = random(2, 2 * 3 * 5);
        double[] mask = random(3, 6 * 2 * 3);
        double[] grouped = of("softcap", 0.8f)
                .input(queries, 1, 6, 2, 4)
                .input(keys, 1, 2, 3, 4)
                .input(values, 1, 2, 3, 5)
                .input(mask, 1, 6, 2, 3)
                .forward(DataType.DOUBLE);
        double[] copied = of("softcap", 0.8f)
                .input(queries, 1, 6, 2, 4)
                .input(copies(keys, 3), 1, 6, 3, 4)
                .input(copies(values, 3), 1, 6, 3, 5)
                .input(mask, 1, 6, 2, 3)
                .forward(DataType.DOUBLE);
        assertThat(grouped).containsExactly(copied);
    }

    private static double[] random(int seed, int count) {
        return new Random(seed).doubles(count, -1, 1).toArray();
    }

    /** Returns the halves of an array, each so many times in turn. */
    private static double[] copies(double[] halves, int times) {
        int half = halves.length / 2;
        return IntStream.range(0, halves.length * times)
                .mapToDouble(i -> halves[i / (half * times) * half + i % half])
                .toArray();
    }

    /** A cap far above the scores changes nothing; one below them leaves of a score what the cap leaves, then the mask is added. */
    @Test
    void theCapComesBeforeTheMask() {
        double[] y = of("softcap", 0.5f, "scale", 1f)
                .input(new double[] {2}, 1, 1, 1, 1)
                .input(new double[] {0, 3}, 1, 1, 2, 1)
                .input(new double[] {0, 1}, 1, 1, 2, 1)
                .input(new double[] {0, -1}, 1, 2)
                .forward(DataType.DOUBLE);
        double score = 0.5 * Math.tanh(6 / 0.5) - 1;
        assertThat(y[0]).isCloseTo(1 / (1 + Math.exp(-score)), within(1e-12));
    }

    /** A query that sees no key gets 0, as ONNX has it, and no NaN. */
    @Test
    void aQueryThatSeesNothingGetsNothing() {
        assertThat(of("element_type", BOOL)
                        .input(new double[] {2, 2}, 1, 1, 2, 1)
                        .input(new double[] {0, 3}, 1, 1, 2, 1)
                        .input(new double[] {5, 1}, 1, 1, 2, 1)
                        .input(ElementType.BOOL, new double[] {0, 0, 1, 0}, 2, 2)
                        .forward(DataType.DOUBLE))
                .containsExactly(0, 5);
    }

    /** A quarter turn takes (a, b) to (−b, a). */
    @Test
    void rotatesPairs() {
        double[] x = {1, 2, 3, 4};
        assertThat(OperatorCase.of("RotaryEmbedding", 23)
                        .input(x, 1, 1, 1, 4)
                        .input(new double[] {0, 1}, 1, 1, 2)
                        .input(new double[] {1, 0}, 1, 1, 2)
                        .forward(DataType.DOUBLE))
                .containsExactly(-3, 2, 1, 4);
        assertThat(OperatorCase.of("RotaryEmbedding", 23, "interleaved", 1)
                        .input(x, 1, 1, 1, 4)
                        .input(new double[] {0, 1}, 1, 1, 2)
                        .input(new double[] {1, 0}, 1, 1, 2)
                        .forward(DataType.DOUBLE))
                .containsExactly(-2, 1, 3, 4);
    }

    @Test
    void refusesWhatItCannotDo() {
        assertThatThrownBy(() -> of("qk_matmul_output_mode", 2)
                        .input(1, 1, 2, 2)
                        .input(1, 1, 2, 2)
                        .input(1, 1, 2, 2)
                        .outputs("y", "", "", "scores")
                        .operator())
                .isInstanceOf(UnsupportedOperatorException.class)
                .hasMessageContaining("hands out its scores in mode 2");
        assertRefused(of().input(1, 3, 2, 4).input(1, 2, 2, 4).input(1, 2, 2, 4), "which do not go together");
        assertRefused(of().input(2, 2, 4).input(2, 2, 4).input(2, 2, 4), "with 0 heads");
        assertRefused(of().input(1, 1, 2, 4).input(1, 1, 3, 4).input(1, 1, 3, 4).input(2, 2), "a mask of shape [2, 2]");
        assertRefused(
                OperatorCase.of("RotaryEmbedding", 23)
                        .input(1, 1, 2, 4)
                        .input(1, 2, 3)
                        .input(1, 2, 3),
                "do not go together for 2 pairs");
    }

    private static void assertRefused(OperatorCase operator, String reason) {
        assertThatThrownBy(() -> operator.operator().outputShapes(operator.shapes()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(reason);
    }
}
