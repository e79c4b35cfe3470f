package io.orograph.network.operators.shape;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.orograph.network.Attributes;
import io.orograph.network.ElementType;
import io.orograph.network.NodeSpec;
import io.orograph.network.Operator;
import io.orograph.network.Parameter.Role;
import io.orograph.network.Tensor;
import io.orograph.network.UnsupportedOperatorException;
import io.orograph.network.operators.OperatorCase;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.buffer.DataType;

/** The operators that pick, repeat, surround and reorder elements. */
class SelectionTest {

    private static Tensor of(long... values) {
        return Tensor.of(values, values.length);
    }

    private static long[] list(long... values) {
        return values;
    }

    static Stream<OperatorCase> slices() {
        long end = Long.MAX_VALUE;
        return Stream.of(
                OperatorCase.of("Slice", 9, "starts", list(1), "ends", list(3)).input(4, 5),
                OperatorCase.of("Slice", 9, "starts", list(0, -2), "ends", list(9, end), "axes", list(0, 2))
                        .input(3, 2, 4),
                OperatorCase.of("Slice", 13).input(4, 5).constant(of(1, 2)).constant(of(3, end)),
                OperatorCase.of("Slice", 13)
                        .input(4, 7)
                        .constant(of(1))
                        .constant(of(end))
                        .constant(of(-1))
                        .constant(of(3)),
                OperatorCase.of("Slice", 13)
                        .input(4, 7)
                        .constant(of(-1))
                        .constant(of(-end))
                        .constant(of(1))
                        .constant(of(-1)),
                OperatorCase.of("Slice", 13)
                        .input(2, 7)
                        .constant(of(5))
                        .constant(of(0))
                        .constant(of(1))
                        .constant(of(-2)));
    }

    static Stream<OperatorCase> splits() {
        return Stream.of(
                OperatorCase.of("Split", 11, "axis", 1).input(2, 6).outputs("a", "b", "c"),
                OperatorCase.of("Split", 11, "axis", -1, "split", list(1, 3))
                        .input(2, 3, 4)
                        .outputs("a", "b"),
                OperatorCase.of("Split", 13).input(4, 3).constant(of(1, 3)).outputs("a", "b"),
                OperatorCase.of("Split", 18, "axis", 1, "num_outputs", 3)
                        .input(2, 7)
                        .outputs("a", "b", "c"));
    }

    static Stream<OperatorCase> pads() {
        return Stream.of("constant", "reflect", "edge")
                .flatMap(mode -> Stream.of(
                        OperatorCase.of("Pad", 10, "mode", mode, "pads", list(0, 1, 2, 1))
                                .input(3, 4),
                        OperatorCase.of("Pad", 13, "mode", mode)
                                .input(2, 2, 3, 4)
                                .constant(of(0, 0, 1, 2, 0, 0, 2, 0)),
                        OperatorCase.of("Pad", 13, "mode", mode).input(2, 5).constant(of(0, -1, 0, 2))));
    }

    static Stream<OperatorCase> others() {
        return Stream.of(
                OperatorCase.of("Pad", 10, "value", 2.5f, "pads", list(1, 0, 0, 1))
                        .input(2, 3),
                OperatorCase.of("Pad", 13).input(2, 3).constant(of(1, 0, 0, 1)).constant(Tensor.of(new float[] {-1.5f
                })),
                OperatorCase.of("Pad", 18)
                        .input(2, 3, 4)
                        .constant(of(1, 2))
                        .noConstant()
                        .constant(of(-1)),
                OperatorCase.of("Pad", 19, "mode", "wrap").input(2, 3).constant(of(0, 2, 0, 4)),
                OperatorCase.of("Tile", 13).input(2, 3).constant(of(2, 1)),
                OperatorCase.of("Tile", 13).input(2, 1, 3).constant(of(1, 4, 2)),
                OperatorCase.of("Expand", 13).input(3, 1).constant(of(2, 1, 4)),
                OperatorCase.of("Expand", 13).input(2, 3).constant(of(3)),
                OperatorCase.of("Expand", 13).input().constant(of(2, 3)),
                OperatorCase.of("DepthToSpace", 13, "blocksize", 2).input(2, 8, 3, 2),
                OperatorCase.of("DepthToSpace", 13, "blocksize", 2, "mode", "CRD")
                        .input(2, 8, 3, 2),
                OperatorCase.of("SpaceToDepth", 13, "blocksize", 3).input(2, 2, 6, 3),
                OperatorCase.of("EyeLike", 9).input(4, 3),
                OperatorCase.of("EyeLike", 9, "k", 1).input(3, 4),
                OperatorCase.of("EyeLike", 9, "k", -2, "dtype", 1).input(3, 3),
                OperatorCase.of("EyeLike", 22, "k", 9).input(3, 3),
                OperatorCase.of("Trilu", 14).input(2, 3, 4),
                OperatorCase.of("Trilu", 14, "upper", 0).input(4, 3),
                OperatorCase.of("Trilu", 14).input(3, 5).constant(Tensor.of(new long[] {2})),
                OperatorCase.of("Trilu", 14, "upper", 0).input(3, 5).constant(Tensor.of(new long[] {-1})));
    }

    /** Pieces long enough to be copied as such, fills longer than what is written at a time. */
    static Stream<OperatorCase> pieces() {
        return Stream.of(
                OperatorCase.of("Tile", 13).input(3, 40).constant(of(1, 3)),
                OperatorCase.of("Slice", 13)
                        .input(4, 50)
                        .constant(of(5))
                        .constant(of(45))
                        .constant(of(1)),
                OperatorCase.of("Pad", 13)
                        .input(2, 30)
                        .constant(of(0, 20, 0, 3000))
                        .constant(Tensor.of(new float[] {-1.5f})),
                OperatorCase.of("Trilu", 14).input(30, 40),
                OperatorCase.of("Split", 13, "axis", 1)
                        .input(3, 60)
                        .constant(of(20, 40))
                        .outputs("a", "b"));
    }

    static Stream<OperatorCase> gathers() {
        double[] some = {2, 0, 1, 2, -1, 0};
        return Stream.of(
                OperatorCase.of("Gather", 13).input(5, 3).input(ElementType.INT64, some, 2, 3),
                OperatorCase.of("Gather", 13, "axis", 1).input(2, 4).input(ElementType.INT64, some, 6),
                OperatorCase.of("Gather", 13, "axis", -2).input(2, 3, 4).input(ElementType.INT64, some, 3, 2),
                OperatorCase.of("Gather", 13, "axis", 1).input(2, 3, 4).input(ElementType.INT64, new double[] {-1}));
    }

    @ParameterizedTest
    @MethodSource({"slices", "splits", "pads", "others", "pieces", "gathers"})
    void agreesWithReferenceAndDifferences(OperatorCase operator) {
        operator.check();
    }

    /** What the ONNX reader writes for a shape that the file computes from the size of the batch. */
    @Test
    void expandTakesAnOpenSizeFromItsThirdInput() {
        NodeSpec node = new NodeSpec(
                "probe",
                "Expand",
                13,
                Attributes.none(),
                List.of("x", "shape", "batch"),
                List.of("y"),
                Map.of("shape", of(-1, 2)));
        assertThat(new Expand(node)
                        .outputShapes(List.of(list(1, 2), list(2), list(7, 3)))
                        .get(0))
                .containsExactly(7, 2);
    }

    @Test
    void anEmbeddingTableIsAWeightWithOneUnitARow() {
        Operator gather = OperatorCase.of("Gather", 13).input(5, 3).input(2).operator();
        assertThat(gather.role(0, new long[] {5, 3})).isEqualTo(Role.WEIGHT);
        assertThat(gather.outputAxis(0, 2)).isZero();
        assertThat(gather.role(1, new long[] {2})).isEqualTo(Role.NONE);
    }

    @Test
    void anIndexOutsideIsAnErrorThatNamesIt() {
        OperatorCase gather = OperatorCase.of("Gather", 13).input(3, 2).input(ElementType.INT64, new double[] {3}, 1);
        assertThatThrownBy(() -> gather.forward(DataType.FLOAT))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("an index of 3 where there are 3 entries");
    }

    @Test
    void saysWhatDoesNotFit() {
        assertRefused(
                OperatorCase.of("Slice", 9, "starts", list(3), "ends", list(2)).input(4), "from 3 to 2");
        assertRefused(OperatorCase.of("Split", 11, "split", list(1, 2)).input(4).outputs("a", "b"), "an axis of 4");
        assertRefused(OperatorCase.of("Pad", 10, "pads", list(1, 1)).input(2, 3), "two an axis");
        assertRefused(
                OperatorCase.of("Pad", 10, "mode", "reflect", "pads", list(3, 0))
                        .input(3),
                "padded by 3 and 0");
        assertRefused(OperatorCase.of("Pad", 10, "pads", list(-2, -1)).input(3), "padded by -2 and -1");
        assertRefused(OperatorCase.of("Tile", 13).input(2, 3).constant(of(2)), "[2, 3]");
        assertRefused(OperatorCase.of("Expand", 13).input(2, 3).constant(of(2, 4)), "do not broadcast");
        assertRefused(OperatorCase.of("DepthToSpace", 13, "blocksize", 3).input(1, 4, 2, 2), "blocks of 3 by 3");
        assertRefused(OperatorCase.of("Trilu", 14).input(4), "needs two axes");
        assertRefused(OperatorCase.of("EyeLike", 9).input(4), "needs two axes");
        assertThatThrownBy(() -> OperatorCase.of("Pad", 13).input(2).input(2).operator())
                .isInstanceOf(UnsupportedOperatorException.class)
                .hasMessageContaining("computes its pads");
        assertThatThrownBy(() -> OperatorCase.of("Pad", 13, "mode", "mirror")
                        .input(2)
                        .constant(of(1, 1))
                        .operator())
                .isInstanceOf(UnsupportedOperatorException.class)
                .hasMessageContaining("\"mirror\"");
        assertThatThrownBy(() ->
                        OperatorCase.of("Slice", 9, "starts", list(3)).input(2).operator())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("as many of each");
        assertThatThrownBy(() ->
                        OperatorCase.of("Expand", 13).input(2).constant(of(-1)).operator())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("positive sizes only");
    }

    private static void assertRefused(OperatorCase operator, String reason) {
        assertThatThrownBy(() -> operator.operator().outputShapes(operator.shapes()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(reason);
    }
}
