package io.orograph.network.operators.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.orograph.network.ElementType;
import io.orograph.network.UnsupportedOperatorException;
import io.orograph.network.operators.OperatorCase;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.buffer.DataType;

/** Steps of scikit-learn's pipelines. */
class PipelineTest {

    private static OperatorCase of(String type, Object... settings) {
        return OperatorCase.of("ai.onnx.ml:" + type, 13, settings);
    }

    private static float[] numbers(double... numbers) {
        float[] result = new float[numbers.length];
        for (int i = 0; i < result.length; i++) {
            result[i] = (float) numbers[i];
        }
        return result;
    }

    static Stream<OperatorCase> cases() {
        double[] labels = {3, 0, 7, 5, -1, 3};
        return Stream.of(
                of("Scaler", "offset", numbers(0.5, -1, 2), "scale", numbers(2, 0.25, -1))
                        .input(4, 3),
                of("Scaler", "offset", numbers(0.5), "scale", numbers(2)).input(4, 3),
                of("Normalizer", "norm", "MAX").input(4, 5),
                of("Normalizer", "norm", "L1").input(4, 5),
                of("Normalizer", "norm", "L2").input(4, 5),
                of("Normalizer", "norm", "L2")
                        .input(new double[] {0, 0, 3, -4}, 2, 2)
                        .withoutDifferences(),
                of("ArrayFeatureExtractor").input(3, 4).input(ElementType.INT64, new double[] {2, 0, 2}, 3),
                of("ArrayFeatureExtractor").input(2, 3, 4).input(ElementType.INT64, new double[] {3}, 1),
                of("ArrayFeatureExtractor").input(4).input(ElementType.INT64, new double[] {1, 2}, 1, 2),
                of(
                                "LabelEncoder",
                                "keys_int64s",
                                new long[] {0, 3, 5},
                                "values_floats",
                                numbers(1.5, -2, 0.25),
                                "default_float",
                                9f)
                        .input(ElementType.INT64, labels, 6),
                of("LabelEncoder", "keys_int64s", new long[] {0, 3, 5}, "values_floats", numbers(1, 2, 3))
                        .input(ElementType.INT64, labels, 2, 3),
                of("LabelEncoder", "keys_floats", numbers(0, 3, 5), "values_int64s", new long[] {4, 5, 6})
                        .input(labels, 6)
                        .output(ElementType.INT64));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void agreesWithReferenceAndDifferences(OperatorCase operator) {
        operator.check();
    }

    /** (x − offset)·scale, as StandardScaler is written. */
    @Test
    void scalesWhatIsLeftOfTheOffset() {
        assertThat(of("Scaler", "offset", numbers(1, 2), "scale", numbers(0.5, 4))
                        .input(new double[] {3, 3, 1, 0}, 2, 2)
                        .forward(DataType.FLOAT))
                .containsExactly(1, 4, 0, -8);
    }

    @Test
    void refusesWhatItCannotDo() {
        assertThatThrownBy(() -> of("LabelEncoder", "keys_strings", new String[] {"a"}, "values_int64s", new long[] {1})
                        .input(2)
                        .operator())
                .isInstanceOf(UnsupportedOperatorException.class)
                .hasMessageContaining("has keys that are texts; supported are numbers");
        assertThatThrownBy(() -> of("LabelEncoder", "keys_int64s", new long[2], "values_int64s", new long[] {1})
                        .input(2)
                        .operator())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("2 keys and 1 values");
        assertThatThrownBy(() -> of("Normalizer", "norm", "L3").input(2).operator())
                .isInstanceOf(UnsupportedOperatorException.class)
                .hasMessageContaining("\"L3\"");
        OperatorCase odd = of("Scaler", "offset", numbers(1, 2)).input(2, 3);
        assertThatThrownBy(() -> odd.operator().outputShapes(odd.shapes()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("2 offsets and 1 scales");
        assertThatThrownBy(() -> of("ArrayFeatureExtractor")
                        .input(2, 3)
                        .input(ElementType.INT64, new double[] {3}, 1)
                        .forward(DataType.FLOAT))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("column 3 of 3");
    }
}
