package io.orograph.network;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Which equal tensors were tied, and which only began alike. */
class EqualTensorsTest {

    private static List<TiedTensor> tied(double[] values, long... shape) {
        int size = values.length;
        ParameterLayout layout = new ParameterLayout(List.of(
                new Parameter("one", shape, 0, Parameter.Role.WEIGHT, 0),
                new Parameter("other", shape, size, Parameter.Role.WEIGHT, 0)));
        double[] theta = Arrays.copyOf(values, 2 * size);
        System.arraycopy(values, 0, theta, size, size);
        return new EqualTensors(layout, theta).tied();
    }

    private static double[] drawn(int count) {
        return new Random(3).doubles(count, -1, 1).toArray();
    }

    @Test
    void trainedNumbersTwiceAreTied() {
        assertThat(tied(drawn(12), 3, 4)).singleElement().satisfies(each -> {
            assertThat(each.name()).isEqualTo("other");
            assertThat(each.source()).isEqualTo("one");
            assertThat(each.transposed()).isFalse();
        });
        assertThat(tied(drawn(9), 9)).hasSize(1);
        // In 8 bits there are few different numbers, and many of them.
        assertThat(tied(new Random(1).doubles(4096, -127, 127).map(Math::rint).toArray(), 64, 64))
                .hasSize(1);
    }

    @Test
    void whatLayersBeginWithIsNotTied() {
        double[] decays = IntStream.rangeClosed(1, 16).mapToDouble(Math::log).toArray();
        double[] rows = IntStream.range(0, 32)
                .mapToObj(i -> decays)
                .flatMapToDouble(DoubleStream::of)
                .toArray();

        assertThat(tied(new double[64], 8, 8)).isEmpty();
        assertThat(tied(DoubleStream.generate(() -> 1).limit(64).toArray(), 64)).isEmpty();
        assertThat(tied(decays, 16)).isEmpty();
        assertThat(tied(rows, 32, 16)).isEmpty();
        assertThat(tied(new Random(1).ints(64, 0, 2).asDoubleStream().toArray(), 8, 8))
                .isEmpty();
        assertThat(tied(drawn(7), 7)).isEmpty();
    }

    @Test
    void aNameOfTheTrainingCodeIsTheOneThatIsKept() {
        double[] values = drawn(12);
        double[] theta = new double[36];
        for (int i = 0; i < 12; i++) {
            theta[i] = values[i];
            theta[12 + i] = values[i / 3 + 4 * (i % 3)];
            theta[24 + i] = values[i];
        }
        ParameterLayout layout = new ParameterLayout(List.of(
                new Parameter("onnx::MatMul_7", new long[] {3, 4}, 0, Parameter.Role.WEIGHT, 1),
                new Parameter("tokens.weight", new long[] {4, 3}, 12, Parameter.Role.WEIGHT, 0),
                new Parameter("onnx::MatMul_9", new long[] {3, 4}, 24, Parameter.Role.WEIGHT, 1)));

        List<TiedTensor> tied = new EqualTensors(layout, theta).tied();

        assertThat(tied).extracting(TiedTensor::name).containsExactly("onnx::MatMul_7", "onnx::MatMul_9");
        assertThat(tied).extracting(TiedTensor::source).containsOnly("tokens.weight");
        assertThat(tied).extracting(TiedTensor::transposed).containsOnly(true);
    }
}
