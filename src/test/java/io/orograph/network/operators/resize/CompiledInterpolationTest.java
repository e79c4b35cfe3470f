package io.orograph.network.operators.resize;

import static io.orograph.network.operators.WithCompiledLoops.withoutMachineCode;
import static org.assertj.core.api.Assertions.assertThat;

import io.orograph.network.Binding;
import io.orograph.network.NativeArrays;
import io.orograph.network.Shape;
import io.orograph.network.Tensor;
import io.orograph.network.operators.ForwardBinding;
import io.orograph.network.operators.OperatorCase;
import io.orograph.network.operators.WithCompiledLoops;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.buffer.DataType;

/** Interpolations by machine code have the bits of those in Java, and are those in double precision, rounded once. */
class CompiledInterpolationTest {

    private static final float[] REGION = {0, 0, 0.1f, 0.2f, 1, 1, 0.9f, 0.7f};

    private final Random random = new Random(11);

    @RegisterExtension
    final WithCompiledLoops loops = new WithCompiledLoops();

    private final NativeArrays arrays = loops.arrays();

    /** An old shape and a new one. */
    private record Sizes(List<Long> from, List<Long> to) {

        private static Sizes of(long[] from, long... to) {
            return new Sizes(
                    Arrays.stream(from).boxed().toList(),
                    Arrays.stream(to).boxed().toList());
        }

        private static long[] array(List<Long> numbers) {
            return numbers.stream().mapToLong(i -> i).toArray();
        }

        long[] old() {
            return array(from);
        }

        int numbers() {
            return Shape.size(old());
        }

        OperatorCase operator(String mode, String coordinates, double... x) {
            return operator(
                    x,
                    Tensor.of(new float[0], 0),
                    "mode",
                    mode,
                    "coordinate_transformation_mode",
                    coordinates,
                    "antialias",
                    0);
        }

        OperatorCase operator(double[] x, Tensor region, Object... settings) {
            OperatorCase operator = OperatorCase.of("Resize", 18, settings).input(x, old());
            operator.constant(region).noConstant();
            return operator.constant(Tensor.of(array(to), to.size()));
        }
    }

    /** Whole registers and others, up and down, axes that stay, one or three axes, and many images. */
    static Stream<Sizes> sizes() {
        return Stream.of(
                Sizes.of(new long[] {2, 3, 4, 4}, 2, 3, 8, 8),
                Sizes.of(new long[] {1, 2, 5, 7}, 1, 2, 10, 14),
                Sizes.of(new long[] {2, 2, 5, 4}, 2, 2, 7, 5),
                Sizes.of(new long[] {1, 2, 3, 5}, 1, 2, 9, 23),
                Sizes.of(new long[] {3, 2, 2, 2}, 3, 2, 4, 4),
                Sizes.of(new long[] {1, 3, 9, 8}, 1, 3, 4, 8),
                Sizes.of(new long[] {1, 1, 9, 8}, 1, 1, 4, 9),
                Sizes.of(new long[] {1, 1, 9, 30}, 1, 1, 12, 11),
                Sizes.of(new long[] {1, 2, 6, 9}, 1, 2, 6, 18),
                Sizes.of(new long[] {1, 2, 6, 9}, 1, 2, 13, 9),
                Sizes.of(new long[] {2, 1, 1, 4}, 2, 1, 3, 17),
                Sizes.of(new long[] {1, 1, 4, 1}, 1, 1, 6, 5),
                Sizes.of(new long[] {2, 3, 5}, 3, 3, 8),
                Sizes.of(new long[] {4, 16, 11, 13}, 4, 16, 22, 26),
                Sizes.of(new long[] {1, 2, 3, 4, 5}, 1, 2, 6, 8, 11),
                Sizes.of(new long[] {5, 3, 33}, 5, 3, 66));
    }

    private double[] drawn(int count) {
        double[] numbers = new double[count];
        Arrays.setAll(numbers, i -> (float) random.nextGaussian());
        return numbers;
    }

    private static void check(OperatorCase operator) {
        double[] found = operator.forward(DataType.FLOAT);
        double[] inJava = withoutMachineCode(() -> operator.forward(DataType.FLOAT));
        assertThat(found).as("%s by loops in Java", operator).isEqualTo(inJava);
        double[] doubles = operator.forward(DataType.DOUBLE);
        assertThat(doubles)
                .as("%s in double precision", operator)
                .isEqualTo(withoutMachineCode(() -> operator.forward(DataType.DOUBLE)));
        double[] rounded = Arrays.stream(doubles).map(number -> (float) number).toArray();
        assertThat(found).as("%s in double precision, rounded", operator).isEqualTo(rounded);
    }

    private static List<OperatorCase> operators(Sizes sizes, double... x) {
        List<OperatorCase> operators = new ArrayList<>();
        for (String mode : List.of("nearest", "linear", "cubic")) {
            for (String coordinates : AxisPlaces.RULES) {
                if (!coordinates.equals(AxisPlaces.CROP)) {
                    operators.add(sizes.operator(mode, coordinates, x));
                }
            }
        }
        return operators;
    }

    @ParameterizedTest
    @MethodSource("sizes")
    void anySizes(Sizes sizes) {
        operators(sizes, drawn(sizes.numbers())).forEach(CompiledInterpolationTest::check);
    }

    /** A number by a factor of 0 is 0, but not what is infinite or no number; −0 stays what it is if it is only moved. */
    @ParameterizedTest
    @MethodSource("sizes")
    void oddNumbers(Sizes sizes) {
        double[] x = drawn(sizes.numbers());
        double[] odd = {Float.NaN, Float.POSITIVE_INFINITY, -0.0, Float.NEGATIVE_INFINITY, Float.MAX_VALUE, 0};
        for (int i = 0; i < 2 * odd.length; i++) {
            x[random.nextInt(x.length)] = odd[i % odd.length];
        }
        operators(sizes, x).forEach(CompiledInterpolationTest::check);
    }

    @ParameterizedTest
    @MethodSource("sizes")
    void withoutAliasing(Sizes sizes) {
        double[] x = drawn(sizes.numbers());
        for (String mode : List.of("linear", "cubic")) {
            check(sizes.operator(x, Tensor.of(new float[0], 0), "mode", mode, "antialias", 1, "exclude_outside", 1));
        }
    }

    /** Regions inside and beyond the image, with what stands there. */
    @Test
    void crops() {
        Sizes sizes = Sizes.of(new long[] {1, 2, 5, 9}, 1, 2, 7, 14);
        float[] beyond = REGION.clone();
        beyond[2] = -0.3f;
        float[] beyondAlongRows = REGION.clone();
        beyondAlongRows[3] = -0.3f;
        float[] backwards = {0, 0, 0.1f, 0.7f, 1, 1, 0.9f, 0.2f};
        for (String mode : List.of("nearest", "linear", "cubic")) {
            for (float[] region : List.of(REGION, beyond, beyondAlongRows, backwards)) {
                for (float fill : new float[] {0, 7, Float.NaN}) {
                    check(sizes.operator(
                            drawn(sizes.numbers()),
                            Tensor.of(region, region.length),
                            "mode",
                            mode,
                            "coordinate_transformation_mode",
                            AxisPlaces.CROP,
                            "extrapolation_value",
                            fill));
                }
            }
        }
    }

    /** Tells whether rows are compiled whose new numbers are the old ones at places. */
    private boolean isCompiled(DataType type, int in, int... places) {
        double[] ones = new double[places.length];
        Arrays.fill(ones, 1);
        AxisInterpolation mix =
                new AxisInterpolation(3, in, places.length, 1, 1, places, ones, new double[places.length]);
        Binding bound = new ForwardBinding(
                type, List.of(arrays.zeros(type, 3, in)), arrays.zeros(type, 3, places.length), arrays);
        return CompiledInterpolation.kernel(bound, List.of(mix)).isPresent();
    }

    /** Double precision, what fills no register, what lies far apart and a choice of other kernels are left to the loops in Java. */
    @Test
    void whatIsCompiled() {
        assertThat(isCompiled(DataType.FLOAT, 5, 0, 0, 1, 1, 2, 2, 3, 3, 4, 4)).isTrue();
        assertThat(isCompiled(DataType.DOUBLE, 5, 0, 0, 1, 1, 2, 2, 3, 3, 4, 4)).isFalse();
        assertThat(isCompiled(DataType.FLOAT, 5, 0, 1, 2)).isFalse();
        assertThat(isCompiled(DataType.FLOAT, 3, 0, 0, 1, 1, 2, 2)).isFalse();
        assertThat(isCompiled(DataType.FLOAT, 8, 0, 2, 4, 6)).isFalse();
        assertThat(isCompiled(DataType.FLOAT, 8, 0, 1, -1, 2)).isFalse();
        assertThat(withoutMachineCode(() -> isCompiled(DataType.FLOAT, 4, 0, 1, 2, 3)))
                .isFalse();
    }
}
