package io.orograph.network.operators;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Outputs and gradients in double precision against SameDiff, ND4J's own automatic differentiation. Where ND4J has the
 * same function, it is that; where it has not, or has it wrong, the function is put together from others, whose
 * derivatives SameDiff joins. Convolutions, products and pools share ND4J's kernels with this program; what is checked
 * there is which of them is called, on what and in which order.
 *
 * <p>Found by trying, in ND4J 1.0.0-M2.1, and therefore put together from other functions here:
 *
 * <ul>
 *   <li>wrong gradients: {@code math.max} of operands that stretch; {@code nn.pad} that reflects; {@code gather} from a
 *       vector; {@code cumsum} of more than a vector; {@code cnn.localResponseNormalization}
 *   <li>a gradient of a wrong shape: {@code math.min} of operands that stretch
 *   <li>an exception on the way back: {@code gather} from a matrix or along another axis than the first, {@code
 *       gatherNd}, {@code math.logSumExp}, {@code where}, {@code nn.topK}, {@code image.resizeBiCubic}
 *   <li>an exception before: {@code nn.logSoftmax} and {@code nn.batchNorm} with an axis, {@code tensorMmul} over two
 *       axes, {@code scatterUpdate}, {@code image.imageResize}, {@code image.resizeBiLinear}, {@code Mish}
 *   <li>memory that is not its own written to, so that the process ends: {@code stridedSlice} with a negative step
 *   <li>another function than ONNX means: {@code nn.gelu} is x·σ(1.702x) and {@code nn.preciseGelu} neither of ONNX's
 *       two; 3-D pools take height for width
 *   <li>constants of single precision: {@code nn.selu}, {@code math.mergeAvg}; {@code nn.layerNorm} has no epsilon
 * </ul>
 *
 * <p>Without a counterpart are Pad but with a constant, ScatterND but with additions, Resize by cubics, and the operators
 * of {@link #WITHOUT}.
 */
class SameDiffGradientsTest {

    /**
     * Relative to the largest number. Rounding in double precision is 1e-16 a step and the sums here have at most some
     * hundred terms; the largest difference seen is 8e-16.
     */
    private static final double TOLERANCE = 1e-13;

    /** Those without a gradient or with one of ones and zeros (Compress, Mod), those that only name or view their input, and what ND4J lacks, in part or in whole (losses that leave labels out, see {@code LabelLossTest}). */
    private static final Set<String> WITHOUT = Set.of(
            "AffineGrid",
            "And",
            "ArgMax",
            "ArgMin",
            "Attention",
            "BitShift",
            "BitwiseAnd",
            "BitwiseNot",
            "BitwiseOr",
            "BitwiseXor",
            "Cast",
            "Compress",
            "Dropout",
            "DynamicQuantizeLinear",
            "Equal",
            "EyeLike",
            "Flatten",
            "Greater",
            "GreaterOrEqual",
            "GridSample",
            "Hardmax",
            "Identity",
            "IsInf",
            "IsNaN",
            "Less",
            "LessOrEqual",
            "Mod",
            "NegativeLogLikelihoodLoss",
            "Not",
            "OneHot",
            "QuantizeLinear",
            "Or",
            "Reshape",
            "ReverseSequence",
            "RotaryEmbedding",
            "SoftmaxCrossEntropyLoss",
            "Squeeze",
            "TopK",
            "Unsqueeze",
            "Xor",
            "ai.onnx.ml:ArrayFeatureExtractor",
            "ai.onnx.ml:LabelEncoder",
            "ai.onnx.ml:Normalizer",
            "ai.onnx.ml:Scaler");

    private static final PrintStream OUT = System.out;

    static Stream<SameDiffCounterpart> all() {
        return Stream.of(
                        new SameDiffFunctions().all(),
                        new SameDiffShaping().all(),
                        new SameDiffLayers().all(),
                        new SameDiffCompositions().all())
                .flatMap(rows -> rows);
    }

    /** SameDiff prints a line for every function that it differentiates. */
    @BeforeAll
    static void silence() {
        System.setOut(new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8));
    }

    @AfterAll
    static void speak() {
        System.setOut(OUT);
    }

    @ParameterizedTest
    @MethodSource("all")
    void outputsAndGradientsAreThoseOfSameDiff(SameDiffCounterpart row) {
        row.check(TOLERANCE);
    }

    @Test
    void noOperatorIsForgotten() {
        Set<String> compared = all().map(row -> row.subject().type()).collect(Collectors.toCollection(TreeSet::new));
        assertThat(compared).doesNotContainAnyElementsOf(WITHOUT);
        compared.addAll(WITHOUT);
        assertThat(compared).isEqualTo(OperatorTable.standard().names());
    }
}
