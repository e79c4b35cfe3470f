package io.orograph.network.operators.window;

import static org.assertj.core.api.Assertions.assertThat;

import io.orograph.network.Binding;
import io.orograph.network.Kernels;
import io.orograph.network.LayerEngines;
import io.orograph.network.NativeArrays;
import io.orograph.network.NativeCopy;
import io.orograph.network.operators.ForwardBinding;
import io.orograph.network.operators.WithCompiledLoops;
import io.orograph.network.operators.kernel.FlatArray;
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

/** Columns by machine code are those of the loops in Java, number for number. */
class CompiledColumnsTest {

    private static final int CHANNELS = 3;

    @RegisterExtension
    final WithCompiledLoops loops = new WithCompiledLoops();

    private final NativeArrays arrays = loops.arrays();

    private Binding memory(DataType type) {
        return new ForwardBinding(type, List.of(), null, arrays);
    }

    private static Window.Axis axis(long in, long kernel, long stride, long dilation, long begin, long end) {
        long out = (in + begin + end - dilation * (kernel - 1) - 1) / stride + 1;
        return new Window.Axis(in, kernel, stride, dilation, begin, end, out);
    }

    /** One to three axes; steps along all but the last one; gaps; padding on either side, and what no window reaches. */
    static Stream<List<Window.Axis>> windows() {
        return Stream.of(
                List.of(axis(4, 3, 1, 1, 1, 1), axis(5, 3, 1, 1, 1, 1), axis(16, 3, 1, 1, 1, 1)),
                List.of(axis(4, 2, 2, 1, 0, 0), axis(5, 2, 2, 1, 0, 1), axis(9, 3, 1, 2, 1, 2)),
                List.of(axis(3, 3, 1, 1, 0, 0), axis(3, 1, 1, 1, 0, 0), axis(6, 3, 1, 1, 0, 0)),
                List.of(axis(4, 3, 2, 1, 1, 1), axis(5, 3, 2, 1, 1, 1), axis(16, 3, 1, 1, 1, 1)),
                List.of(axis(7, 3, 1, 1, 1, 1), axis(13, 4, 1, 1, 3, 0)),
                List.of(axis(7, 3, 3, 1, 1, 1), axis(20, 4, 1, 2, 3, 0)),
                List.of(axis(35, 5, 1, 3, 2, 2)));
    }

    private static double[] values(INDArray array) {
        double[] values = new double[(int) array.length()];
        NativeCopy.read(array, values);
        return values;
    }

    private void check(DataType type, Window.Axis... axes) {
        WindowColumns columns = new WindowColumns(axes);
        int size = CHANNELS * columns.size();
        INDArray images = arrays.zeros(type, 2, size);
        INDArray expected = arrays.zeros(type, (long) CHANNELS * columns.taps(), columns.stops());
        INDArray found = arrays.zeros(type, expected.shape());
        double[] numbers = new Random(3).doubles(2L * size).map(x -> (float) x).toArray();
        numbers[size / 2] = Double.NaN;
        numbers[size + size / 2] = Double.NEGATIVE_INFINITY;
        numbers[size + size / 2 + 1] = -0.0;
        NativeCopy.write(numbers, images);
        CompiledColumns compiled =
                CompiledColumns.of(memory(type), CHANNELS, found, axes).orElseThrow();
        for (int image : new int[] {0, 1, 0}) {
            double[] nothing = new double[(int) found.length()];
            Arrays.fill(nothing, 777);
            NativeCopy.write(nothing, found);
            compiled.gather(images, (long) image * size).run();
            columns.gather(FlatArray.of(images), image * size, CHANNELS, FlatArray.of(expected));
            assertThat(values(found)).isEqualTo(values(expected));
        }
    }

    @ParameterizedTest
    @MethodSource("windows")
    void asInJava(List<Window.Axis> axes) {
        check(DataType.FLOAT, axes.toArray(Window.Axis[]::new));
        check(DataType.DOUBLE, axes.toArray(Window.Axis[]::new));
    }

    private boolean isCompiled(Window.Axis last) {
        WindowColumns columns = new WindowColumns(last);
        INDArray matrix = arrays.zeros(DataType.FLOAT, columns.taps(), columns.stops());
        return CompiledColumns.of(memory(DataType.FLOAT), 1, matrix, last).isPresent();
    }

    /** Larger steps along the last axis, short lines and a choice of other kernels are left to the loops in Java. */
    @Test
    void whatIsCompiled() {
        Window.Axis wide = axis(9, 3, 1, 1, 1, 1);
        assertThat(isCompiled(wide)).isTrue();
        assertThat(isCompiled(axis(9, 3, 2, 1, 1, 1))).isFalse();
        assertThat(isCompiled(axis(5, 3, 1, 1, 0, 0))).isFalse();
        LayerEngines.choose(Kernels.ND4J);
        assertThat(isCompiled(wide)).isFalse();
    }
}
