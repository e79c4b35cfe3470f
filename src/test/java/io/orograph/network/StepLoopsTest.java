package io.orograph.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.List;
import java.util.OptionalDouble;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** The compiled pass gives, to the bit, what a sum in Java gives that rounds once. */
class StepLoopsTest {

    private static final List<Integer> LENGTHS = List.of(8, 67, 400);
    private static final List<OptionalDouble> CAPS =
            List.of(OptionalDouble.empty(), OptionalDouble.of(Double.POSITIVE_INFINITY), OptionalDouble.of(0.5));

    private final Random random = new Random(5);

    @BeforeEach
    void setUp() {
        assumeTrue(LayerEngines.compiles());
    }

    private float[] drawn(int length) {
        float[] numbers = new float[length];
        for (int i = 0; i < length; i++) {
            numbers[i] = (float) random.nextGaussian();
        }
        numbers[3] = Float.NaN;
        return numbers;
    }

    private static INDArray array(BufferPool pool, float... numbers) {
        INDArray array = pool.permanent(numbers.length);
        double[] values = new double[numbers.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = numbers[i];
        }
        NativeCopy.write(values, array);
        return array;
    }

    private static double[] read(INDArray array) {
        double[] numbers = new double[(int) array.length()];
        NativeCopy.read(array, numbers);
        return numbers;
    }

    private static float rectified(float value, OptionalDouble cap) {
        return cap.isEmpty() ? value : (float) Math.min(Math.max(value, 0f), cap.getAsDouble());
    }

    @Test
    void sumsAndRectifies() {
        try (BufferPool pool = new BufferPool(DataType.FLOAT)) {
            List<float[]> values = LENGTHS.stream().map(this::drawn).toList();
            List<float[]> steps = LENGTHS.stream().map(this::drawn).toList();
            steps.get(1)[5] = Float.POSITIVE_INFINITY;
            List<INDArray> targets =
                    LENGTHS.stream().map(length -> pool.permanent(length)).toList();
            assertThat(StepLoops.canDo(targets)).isTrue();
            StepLoops loops = new StepLoops(
                    values.stream().map(numbers -> array(pool, numbers)).toList(),
                    steps.stream().map(numbers -> array(pool, numbers)).toList(),
                    targets,
                    CAPS,
                    pool);
            for (float factor : new float[] {0.7f, 0, -2}) {
                loops.run(factor);
                for (int k = 0; k < LENGTHS.size(); k++) {
                    double[] found = read(targets.get(k));
                    for (int i = 0; i < found.length; i++) {
                        float value = values.get(k)[i];
                        float sum = factor == 0 ? value : Math.fma(factor, steps.get(k)[i], value);
                        assertThat(found[i] + 0.0)
                                .as("number %d of %d with %s", i, LENGTHS.get(k), factor)
                                .isEqualTo((Double) (rectified(sum, CAPS.get(k)) + 0.0));
                    }
                }
            }
        }
    }

    @Test
    void notForDoublesNorForLessThanARegister() {
        try (BufferPool doubles = new BufferPool(DataType.DOUBLE);
                BufferPool floats = new BufferPool(DataType.FLOAT)) {
            assertThat(StepLoops.canDo(List.of(doubles.permanent(100)))).isFalse();
            assertThat(StepLoops.canDo(List.of(floats.permanent(100), floats.permanent(7))))
                    .isFalse();
        }
    }
}
