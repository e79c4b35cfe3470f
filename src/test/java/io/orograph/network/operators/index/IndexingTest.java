package io.orograph.network.operators.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.orograph.network.ElementType;
import io.orograph.network.Parameter.Role;
import io.orograph.network.Tensor;
import io.orograph.network.UnsupportedOperatorException;
import io.orograph.network.operators.OperatorCase;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.buffer.DataType;

/** The operators that read and write at places which other numbers name, and that find such places. */
class IndexingTest {

    private static Tensor of(long... values) {
        return Tensor.of(values, values.length);
    }

    private static OperatorCase indices(OperatorCase operator, double[] numbers, long... shape) {
        return operator.input(ElementType.INT64, numbers, shape);
    }

    static Stream<OperatorCase> gathers() {
        double[] six = {2, 0, 1, 2, -1, 0};
        return Stream.of(
                indices(OperatorCase.of("GatherElements", 11).input(3, 2), six, 3, 2),
                indices(OperatorCase.of("GatherElements", 13, "axis", 1).input(2, 3), six, 2, 3),
                indices(OperatorCase.of("GatherElements", 13, "axis", -1).input(3, 3, 4), six, 2, 1, 3),
                indices(OperatorCase.of("GatherElements", 13, "axis", 1).input(2, 3, 4), six, 1, 2, 3),
                indices(OperatorCase.of("GatherElements", 13).input(3), six, 6),
                indices(OperatorCase.of("GatherND", 11).input(3, 3), six, 3, 2),
                indices(OperatorCase.of("GatherND", 11).input(3, 3, 4), six, 3, 2),
                indices(OperatorCase.of("GatherND", 12).input(3, 4), six, 2, 3, 1),
                indices(OperatorCase.of("GatherND", 12).input(3, 3, 3), six, 2, 3),
                indices(OperatorCase.of("GatherND", 13, "batch_dims", 1).input(2, 3, 4), six, 2, 3, 1),
                indices(OperatorCase.of("GatherND", 13, "batch_dims", 1).input(3, 3, 3), six, 3, 2),
                indices(OperatorCase.of("GatherND", 13, "batch_dims", 2).input(2, 3, 3, 2), six, 2, 3, 1));
    }

    static Stream<OperatorCase> sequences() {
        double[] lengths = {3, 1, 4};
        return Stream.of(
                indices(OperatorCase.of("ReverseSequence", 10).input(4, 3), lengths, 3),
                indices(OperatorCase.of("ReverseSequence", 10).input(5, 3, 2), lengths, 3),
                indices(
                        OperatorCase.of("ReverseSequence", 10, "batch_axis", 0, "time_axis", 1)
                                .input(3, 5, 2, 2),
                        lengths,
                        3));
    }

    private static OperatorCase choice(OperatorCase operator, int... truths) {
        byte[] bytes = new byte[truths.length];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) truths[i];
        }
        return operator.constant(Tensor.ofBooleans(bytes, bytes.length));
    }

    static Stream<OperatorCase> choices() {
        return Stream.of(
                choice(OperatorCase.of("Compress", 11, "axis", 1).input(2, 3, 4), 0, 1, 1),
                choice(OperatorCase.of("Compress", 11, "axis", -1).input(2, 3), 1, 0),
                choice(OperatorCase.of("Compress", 9, "axis", 0).input(3, 2), 1, 0, 1),
                choice(OperatorCase.of("Compress", 11).input(2, 3), 0, 1, 0, 0, 1));
    }

    /** No place twice where elements are put in: which of two stays is not defined by ONNX. */
    static Stream<OperatorCase> scatters() {
        double[] once = {2, 0, 1, -3, -1, 1};
        double[] often = {2, 0, 1, 2, -1, 0};
        return Stream.of(
                indices(OperatorCase.of("Scatter", 9, "axis", 1).input(2, 4), once, 2, 3)
                        .input(2, 3),
                indices(OperatorCase.of("ScatterElements", 11, "axis", 1).input(2, 4), once, 2, 3)
                        .input(2, 3),
                indices(OperatorCase.of("ScatterElements", 13).input(4, 3), new double[] {0, 1, 3}, 1, 3)
                        .input(1, 3),
                indices(
                                OperatorCase.of("ScatterElements", 16, "axis", -1, "reduction", "add")
                                        .input(2, 2, 3),
                                often,
                                2,
                                1,
                                3)
                        .input(2, 1, 3),
                indices(
                                OperatorCase.of("ScatterElements", 18, "reduction", "add")
                                        .input(3),
                                often,
                                6)
                        .input(6),
                indices(OperatorCase.of("ScatterND", 11).input(3, 3), new double[] {0, 2, 1, -1, 2, 0}, 3, 2)
                        .input(3),
                indices(OperatorCase.of("ScatterND", 13).input(5, 2, 3), new double[] {4, 0}, 2, 1)
                        .input(2, 2, 3),
                indices(OperatorCase.of("ScatterND", 16, "reduction", "add").input(3, 3), often, 3, 2)
                        .input(3),
                indices(OperatorCase.of("ScatterND", 18, "reduction", "add").input(3, 4), often, 2, 3, 1)
                        .input(2, 3, 4));
    }

    /** Places named once and more than once, by elements and by slices. */
    static Stream<OperatorCase> joiningScatters() {
        double[] often = {2, 0, 1, 2, -1, 0};
        return Stream.of("mul", "max", "min")
                .flatMap(reduction -> Stream.of(
                        indices(
                                        OperatorCase.of("ScatterElements", 18, "axis", 1, "reduction", reduction)
                                                .input(2, 4, 2),
                                        often,
                                        1,
                                        3,
                                        2)
                                .input(1, 3, 2),
                        indices(
                                        OperatorCase.of("ScatterND", 18, "reduction", reduction)
                                                .input(3, 4),
                                        often,
                                        2,
                                        3,
                                        1)
                                .input(2, 3, 4)));
    }

    /** 0·3·0 and 0·3: where one factor is 0 only its own gradient is not. */
    @Test
    void aProductWithZerosHasTheGradientOfTheOtherFactors() {
        indices(
                        OperatorCase.of("ScatterElements", 18, "reduction", "mul")
                                .input(new double[] {2, 0, 0.5}, 3),
                        new double[] {1, 1, 0, 2, 2},
                        5)
                .input(new double[] {3, 0, 0, 1.5, -2}, 5)
                .check();
    }

    static Stream<OperatorCase> firsts() {
        return Stream.of(
                        OperatorCase.of("TopK", 9, "k", 2).input(3, 5),
                        OperatorCase.of("TopK", 9, "k", 1, "axis", 0).input(4, 2),
                        OperatorCase.of("TopK", 10, "axis", 1).input(2, 5, 3).constant(of(3)),
                        OperatorCase.of("TopK", 11, "largest", 0).input(2, 6).constant(of(6)),
                        OperatorCase.of("TopK", 11, "axis", -2, "largest", 0)
                                .input(4, 3)
                                .constant(of(2)),
                        OperatorCase.of("TopK", 13).input(7).constant(of(4)),
                        OperatorCase.of("TopK", 13).input(2, 400).constant(of(9)),
                        OperatorCase.of("TopK", 13, "largest", 0).input(300).constant(of(300)))
                .map(each -> each.outputs("values", "indices").output(ElementType.FLOAT, ElementType.INT64));
    }

    static Stream<OperatorCase> oneHots() {
        Tensor values = Tensor.of(new float[] {-1, 2.5f}, 2);
        double[] places = {0, 3, -1, 7, -9, 2};
        return Stream.of(
                indices(OperatorCase.of("OneHot", 9), places, 6).constant(of(4)).constant(values),
                indices(OperatorCase.of("OneHot", 11), places, 2, 3)
                        .constant(Tensor.of(new long[] {4}))
                        .constant(values),
                indices(OperatorCase.of("OneHot", 11, "axis", 0), places, 2, 3)
                        .constant(of(4))
                        .constant(values),
                indices(OperatorCase.of("OneHot", 13, "axis", 1), places, 2, 3)
                        .constant(of(4))
                        .constant(values),
                indices(OperatorCase.of("OneHot", 13, "axis", -2), places, 6)
                        .constant(of(4))
                        .constant(values));
    }

    @ParameterizedTest
    @MethodSource({"gathers", "scatters", "joiningScatters", "firsts", "oneHots", "choices", "sequences"})
    void agreesWithReferenceAndDifferences(OperatorCase operator) {
        operator.check();
    }

    @Test
    void ofEqualNumbersTheFirstComesFirst() {
        OperatorCase ties = OperatorCase.of("TopK", 13)
                .input(new double[] {1, 3, 3, 2, 3, 1}, 6)
                .constant(of(5))
                .outputs("values", "indices");
        assertThat(ties.forward(DataType.FLOAT)).containsExactly(3, 3, 3, 2, 1, 1, 2, 4, 3, 0);
    }

    @Test
    void nanIsTheLargestNumber() {
        double[] x = {1, Double.NaN, -0.0, 0, Double.POSITIVE_INFINITY};
        OperatorCase first =
                OperatorCase.of("TopK", 13).input(x, 5).constant(of(5)).outputs("", "indices");
        assertThat(first.forward(DataType.FLOAT)).containsExactly(1, 4, 0, 2, 3);
        OperatorCase last = OperatorCase.of("TopK", 13, "largest", 0)
                .input(x, 5)
                .constant(of(5))
                .outputs("", "indices");
        assertThat(last.forward(DataType.FLOAT)).containsExactly(2, 3, 0, 4, 1);
    }

    /** Put in twice, the last one stays, and only it has a gradient. */
    @Test
    void theLastElementThatIsPutInStays() {
        OperatorCase twice = indices(OperatorCase.of("ScatterND", 13).input(2), new double[] {1, 1}, 2, 1)
                .input(new double[] {5, 6}, 2)
                .withoutReference();
        twice.check();
        assertThat(twice.forward(DataType.DOUBLE)).endsWith(6);
    }

    @Test
    void aTableIsLearntAndAVectorIsNot() {
        GatherAt gather = new GatherAt(new Indexing(true, 0, 0));
        assertThat(gather.role(0, new long[] {5, 3})).isEqualTo(Role.WEIGHT);
        assertThat(gather.role(0, new long[] {5})).isEqualTo(Role.NONE);
        assertThat(gather.role(1, new long[] {5, 3})).isEqualTo(Role.NONE);
    }

    @Test
    void saysWhatDoesNotFit() {
        assertRefused(OperatorCase.of("GatherElements", 13).input(2, 3).input(2), "[2] into data of shape [2, 3]");
        assertRefused(OperatorCase.of("GatherElements", 13).input(2, 3).input(1, 4), "[1, 4] into data");
        assertRefused(OperatorCase.of("GatherND", 13).input(2, 3).input(1, 3), "[1, 3] into data");
        assertRefused(
                OperatorCase.of("GatherND", 13, "batch_dims", 1).input(2, 3).input(1, 1), "[1, 1] into data");
        assertRefused(
                OperatorCase.of("ScatterND", 13).input(2, 3).input(1, 1).input(3), "updates of shape [3] where [1, 3]");
        assertRefused(OperatorCase.of("TopK", 13).input(2, 3).constant(of(4)), "the 4 first of an axis of 3");
        assertThatThrownBy(() ->
                        OperatorCase.of("TopK", 13).input(2).constant(of(0)).operator())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("at least 1");
        assertRefused(
                indices(OperatorCase.of("ReverseSequence", 10).input(4, 3), new double[4], 4), "lengths of shape [4]");
        assertThatThrownBy(() -> indices(
                                OperatorCase.of("ReverseSequence", 10, "batch_axis", 2)
                                        .input(4, 3, 2),
                                new double[2],
                                2)
                        .operator())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("one must be 0 and the other 1");
        assertRefused(choice(OperatorCase.of("Compress", 11, "axis", 0).input(2, 3), 1, 0, 1), "entry 2 along an axis");
        assertThatThrownBy(() -> OperatorCase.of("Compress", 11)
                        .input(2)
                        .input(ElementType.BOOL, new double[] {1, 0}, 2)
                        .operator())
                .isInstanceOf(UnsupportedOperatorException.class)
                .hasMessageContaining("computes which entries it keeps");
        assertThatThrownBy(() -> OperatorCase.of("ScatterND", 18, "reduction", "mean")
                        .input(2)
                        .input(1, 1)
                        .input(1)
                        .operator())
                .isInstanceOf(UnsupportedOperatorException.class)
                .hasMessageContaining("\"mean\"");
        assertThatThrownBy(() -> indices(OperatorCase.of("GatherND", 13).input(2), new double[] {2}, 1)
                        .forward(DataType.FLOAT))
                .hasMessageContaining("an index of 2 where there are 2 entries");
    }

    private static void assertRefused(OperatorCase operator, String reason) {
        assertThatThrownBy(() -> operator.operator().outputShapes(operator.shapes()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(reason);
    }
}
