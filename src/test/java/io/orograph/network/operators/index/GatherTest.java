package io.orograph.network.operators.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.orograph.network.ElementType;
import io.orograph.network.Kernels;
import io.orograph.network.LayerEngines;
import io.orograph.network.Shape;
import io.orograph.network.operators.OperatorCase;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.linalg.api.buffer.DataType;

/** Entries that are found by Java and copied by machine code are those of the plain definition, in either precision. */
class GatherTest {

    private final Random random = new Random(8);

    @AfterEach
    void chooseStandard() {
        LayerEngines.choose(Kernels.standard());
    }

    private OperatorCase gather(long axis, double[] data, long[] shape, double... indices) {
        return OperatorCase.of("Gather", 13, "axis", axis)
                .input(data, shape)
                .input(ElementType.INT64, indices, indices.length);
    }

    private double[] data(int count) {
        double[] data = new double[count];
        Arrays.setAll(data, i -> (float) random.nextGaussian());
        data[count / 2] = Double.NaN;
        data[count / 3] = -0.0;
        data[count / 4] = Double.NEGATIVE_INFINITY;
        return data;
    }

    /** Entries of any length along any axis, in any order, more than once, and counted from the back. */
    @ParameterizedTest
    @CsvSource({"1,7,32,0", "1,7,17,0", "3,5,16,1", "2,4,3,1", "4,6,1,1", "2,9,40,1"})
    void entries(int before, int size, int after, int axis) {
        long[] shape = axis == 0 ? new long[] {size, after} : new long[] {before, size, after};
        double[] data = data(Shape.size(shape));
        double[] indices = {size - 1.0, 0, -1, 2, 2, -size, 1};
        double[] expected = new double[before * indices.length * after];
        for (int i = 0; i < expected.length; i++) {
            int entry = (int) indices[i / after % indices.length];
            int from = i / after / indices.length * size + Math.floorMod(entry, size);
            expected[i] = data[from * after + i % after];
        }
        OperatorCase gather = gather(axis, data, shape, indices);
        for (Kernels kernels : List.of(Kernels.standard(), Kernels.ND4J)) {
            LayerEngines.choose(kernels);
            assertThat(gather.forward(DataType.FLOAT)).isEqualTo(expected);
            assertThat(gather.forward(DataType.DOUBLE)).isEqualTo(expected);
        }
    }

    @ParameterizedTest
    @CsvSource({"3,16", "-4,16", "3,2", "-4,2"})
    void noSuchEntry(double index, int after) {
        OperatorCase gather = gather(0, data(3 * after), new long[] {3, after}, 0, index);
        assertThatThrownBy(() -> gather.forward(DataType.FLOAT))
                .hasMessageContaining("an index of " + (long) index + " where there are 3 entries");
    }
}
