package io.orograph.network.operators.sampling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.orograph.network.Tensor;
import io.orograph.network.UnsupportedOperatorException;
import io.orograph.network.operators.OperatorCase;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.buffer.DataType;

/** Images at given places, and the places of a grid that is moved. */
class SamplingTest {

    private static Tensor of(long... values) {
        return Tensor.of(values, values.length);
    }

    /** Places inside and, some of them, far outside. */
    private static OperatorCase at(OperatorCase operator, double widest, long... shape) {
        Random random = new Random(3);
        double[] places =
                new double[Arrays.stream(shape).mapToInt(size -> (int) size).reduce(1, (a, b) -> a * b)];
        Arrays.setAll(places, i -> (float) ((2 * random.nextDouble() - 1) * widest));
        return operator.input(places, shape);
    }

    static Stream<OperatorCase> images() {
        return Stream.of("bilinear", "nearest", "bicubic")
                .flatMap(mode -> Stream.of("zeros", "border", "reflection")
                        .flatMap(padding -> IntStream.range(0, 2)
                                .mapToObj(align -> at(
                                        OperatorCase.of(
                                                        "GridSample",
                                                        16,
                                                        "mode",
                                                        mode,
                                                        "padding_mode",
                                                        padding,
                                                        "align_corners",
                                                        align)
                                                .input(2, 3, 4, 5),
                                        2.5,
                                        2,
                                        3,
                                        6,
                                        2))));
    }

    static Stream<OperatorCase> volumes() {
        return Stream.of("linear", "nearest")
                .flatMap(mode -> Stream.of("zeros", "border", "reflection")
                        .map(padding -> at(
                                OperatorCase.of("GridSample", 20, "mode", mode, "padding_mode", padding)
                                        .input(2, 2, 3, 4, 5),
                                1.6,
                                2,
                                2,
                                3,
                                2,
                                3)));
    }

    static Stream<OperatorCase> others() {
        return Stream.of(
                at(OperatorCase.of("GridSample", 16).input(1, 1, 3, 3), 1, 1, 2, 2, 2),
                at(OperatorCase.of("GridSample", 20, "mode", "cubic").input(1, 2, 6, 3), 1, 1, 2, 2, 2),
                // ONNX Runtime runs a batch of one alone with these places, and each sample of a larger one by itself.
                at(OperatorCase.of("GridSample", 16).input(3, 2, 4, 3), 1.2, 1, 2, 2, 2)
                        .withoutReference(),
                at(OperatorCase.of("GridSample", 22, "mode", "linear").input(1, 2, 1, 3), 0.9, 1, 2, 2, 2));
    }

    static Stream<OperatorCase> grids() {
        return IntStream.range(0, 2)
                .mapToObj(align -> Stream.of(
                        OperatorCase.of("AffineGrid", 20, "align_corners", align)
                                .input(2, 2, 3)
                                .constant(of(2, 3, 4, 5)),
                        OperatorCase.of("AffineGrid", 20, "align_corners", align)
                                .input(1, 3, 4)
                                .constant(of(1, 2, 2, 4, 3))))
                .flatMap(cases -> cases);
    }

    @ParameterizedTest
    @MethodSource({"images", "volumes", "others", "grids"})
    void agreesWithReferenceAndDifferences(OperatorCase operator) {
        operator.check();
    }

    /** The identity samples each pixel at its own place; the shear moves a row by half a pixel. */
    @Test
    void theIdentityChangesNothing() {
        double[] theta = {1, 0, 0, 0, 1, 0};
        for (int align = 0; align < 2; align++) {
            double[] grid = OperatorCase.of("AffineGrid", 20, "align_corners", align)
                    .input(theta, 1, 2, 3)
                    .constant(of(0, 1, 3, 4))
                    .forward(DataType.DOUBLE);
            double[] image = IntStream.range(0, 12).mapToDouble(i -> i * i).toArray();
            for (String mode : new String[] {"nearest", "linear", "cubic"}) {
                assertThat(OperatorCase.of("GridSample", 20, "mode", mode, "align_corners", align)
                                .input(image, 1, 1, 3, 4)
                                .input(grid, 1, 3, 4, 2)
                                .forward(DataType.DOUBLE))
                        .usingComparatorWithPrecision(1e-12)
                        .containsExactly(image);
            }
        }
    }

    /** A place that is no number, or infinite, is outside: it gives zero and no failure. */
    @Test
    void placesThatAreNoNumbersAreOutside() {
        double[] places = {Double.NaN, 0, Double.POSITIVE_INFINITY, 0, -1e30, 0};
        for (String mode : new String[] {"nearest", "linear", "cubic"}) {
            assertThat(OperatorCase.of("GridSample", 20, "mode", mode)
                            .input(new double[] {1, 2, 3, 4}, 1, 1, 2, 2)
                            .input(places, 1, 1, 3, 2)
                            .forward(DataType.FLOAT))
                    .containsExactly(0, 0, 0);
        }
    }

    @Test
    void refusesWhatItCannotDo() {
        assertThatThrownBy(() -> OperatorCase.of("GridSample", 16, "mode", "some")
                        .input(1, 1, 2, 2)
                        .input(1, 2, 2, 2)
                        .operator())
                .isInstanceOf(UnsupportedOperatorException.class)
                .hasMessageContaining("\"some\"");
        assertThatThrownBy(() -> OperatorCase.of("GridSample", 16, "padding_mode", "some")
                        .input(1, 1, 2, 2)
                        .input(1, 2, 2, 2)
                        .operator())
                .isInstanceOf(UnsupportedOperatorException.class)
                .hasMessageContaining("\"some\"");
        assertRefused(OperatorCase.of("GridSample", 16).input(1, 1, 2, 2).input(2, 2, 2, 2), "the same batch");
        assertRefused(OperatorCase.of("GridSample", 16).input(1, 1, 2, 2).input(1, 2, 2, 3), "a number an axis");
        assertRefused(
                OperatorCase.of("AffineGrid", 20).input(1, 3, 3).constant(of(1, 1, 2, 2)),
                "they must be of shape [1, 2, 3]");
        assertThatThrownBy(() -> OperatorCase.of("AffineGrid", 20)
                        .input(1, 2, 3)
                        .constant(of(1, 2, 2))
                        .operator())
                .hasMessageContaining("four (images) or five (volumes)");
    }

    private static void assertRefused(OperatorCase operator, String reason) {
        assertThatThrownBy(() -> operator.operator().outputShapes(operator.shapes()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(reason);
    }
}
