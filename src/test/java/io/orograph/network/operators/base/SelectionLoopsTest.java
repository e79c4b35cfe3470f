package io.orograph.network.operators.base;

import static org.assertj.core.api.Assertions.assertThat;

import io.orograph.network.Kernels;
import io.orograph.network.LayerEngines;
import io.orograph.network.NativeArrays;
import io.orograph.network.NativeCopy;
import io.orograph.network.operators.ForwardBinding;
import io.orograph.network.operators.WithCompiledLoops;
import io.orograph.network.operators.kernel.FlatArray;
import io.orograph.network.operators.kernel.IndexMap;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Elements that are picked by machine code are those that are picked in Java. */
class SelectionLoopsTest {

    private static final int SIZE = 9000;

    @RegisterExtension
    final WithCompiledLoops loops = new WithCompiledLoops();

    private final NativeArrays arrays = loops.arrays();

    /** Pieces and gaps of any length, the longest over what is filled at once. */
    private static int[] pieces(Random random) {
        int[] source = new int[2 * SIZE];
        for (int at = 0; at < source.length; ) {
            boolean isGap = random.nextInt(4) == 0;
            int length = random.nextInt(10) == 0 ? 5000 : 1 + random.nextInt(60);
            int begin = random.nextInt(SIZE - 5000);
            for (int i = 0; i < length && at < source.length; i++, at++) {
                source[at] = isGap ? IndexMap.NONE : begin + i;
            }
        }
        return source;
    }

    private ForwardBinding binding(DataType type, int results) {
        INDArray x = arrays.zeros(type, SIZE);
        double[] numbers =
                new Random(2).doubles(SIZE).map(number -> (float) number).toArray();
        numbers[7] = Double.NaN;
        numbers[8] = -0.0;
        numbers[9] = Double.POSITIVE_INFINITY;
        NativeCopy.write(numbers, x);
        return new ForwardBinding(type, List.of(x), arrays.zeros(type, results), arrays);
    }

    private static double[] values(INDArray array) {
        double[] values = new double[(int) array.length()];
        NativeCopy.read(array, values);
        return values;
    }

    static Stream<DataType> types() {
        return Stream.of(DataType.FLOAT, DataType.DOUBLE);
    }

    @ParameterizedTest
    @MethodSource("types")
    void asInJava(DataType type) {
        for (double fill : new double[] {0, -1.5, Double.NaN, Double.NEGATIVE_INFINITY}) {
            for (int seed = 0; seed < 5; seed++) {
                int[] source = pieces(new Random(seed));
                SelectionLoops loops = new SelectionLoops(new int[][] {source}, fill, SIZE);
                ForwardBinding binding = binding(type, source.length);
                loops.compiled(binding).orElseThrow().run();
                double[] found = values(binding.written());
                loops.forward(
                        new FlatArray[] {FlatArray.of(binding.input(0))},
                        new FlatArray[] {FlatArray.of(binding.written())});
                assertThat(found).isEqualTo(values(binding.written()));
                double[] x = values(binding.input(0));
                double[] plain = Arrays.stream(source)
                        .mapToDouble(i -> i < 0 ? fill : x[i])
                        .toArray();
                assertThat(found).isEqualTo(plain);
            }
        }
    }

    /** Single elements, and a choice of other kernels, are left to the loops in Java. */
    @Test
    void whatIsCompiled() {
        int[] whole = {0, 1, 2, 3, 4, 5, 6, 7};
        int[] backwards = {7, 6, 5, 4, 3, 2, 1, 0};
        ForwardBinding binding = binding(DataType.FLOAT, whole.length);
        assertThat(new SelectionLoops(new int[][] {whole}, 0, SIZE).compiled(binding))
                .isPresent();
        assertThat(new SelectionLoops(new int[][] {backwards}, 0, SIZE).compiled(binding))
                .isEmpty();
        LayerEngines.choose(Kernels.ND4J);
        assertThat(new SelectionLoops(new int[][] {whole}, 0, SIZE).compiled(binding))
                .isEmpty();
    }
}
