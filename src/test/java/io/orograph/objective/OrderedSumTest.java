package io.orograph.objective;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Vectors are added in the order of their numbers, whatever the order in which they come. */
class OrderedSumTest {

    /** Numbers whose sum depends on the order: the small ones are lost beside the large one. */
    private static final double[] NUMBERS = {1, 0x1p53, 1, 1, -0x1p53};

    private static double added(OrderedSum sum, List<Integer> order) {
        for (int number : order) {
            double[] vector = sum.take();
            vector[0] = NUMBERS[number];
            sum.add(number, vector);
        }
        return sum.total()[0];
    }

    /** A number that is added where it is, as the gradient of a plan in its own memory. */
    private record Scalar(double value) implements OrderedSum.Addend {

        @Override
        public void read(double[] target) {
            target[0] = value;
        }

        @Override
        public void addTo(double[] sum) {
            sum[0] += value;
        }
    }

    @Test
    void theOrderOfComingDoesNotMatter() {
        double expected = Arrays.stream(NUMBERS).reduce(0, Double::sum);
        OrderedSum sum = new OrderedSum(1);
        for (List<Integer> order : List.of(List.of(0, 1, 2, 3, 4), List.of(4, 3, 2, 1, 0), List.of(2, 0, 4, 1, 3))) {
            assertThat(added(sum, order)).isEqualTo(expected);
            sum.clear();
            order.forEach(number -> sum.add(number, new Scalar(NUMBERS[number])));
            assertThat(sum.total()[0]).isEqualTo(expected);
            sum.clear();
        }
        assertThat(NUMBERS[4] + NUMBERS[3] + NUMBERS[2] + NUMBERS[1] + NUMBERS[0])
                .as("in the opposite order")
                .isNotEqualTo(expected);
    }

    @Test
    void arraysAreUsedAgain() {
        OrderedSum sum = new OrderedSum(1);
        double[] first = sum.take();
        sum.add(0, first);
        double[] second = sum.take();
        sum.add(1, second);
        assertThat(sum.take()).isSameAs(second);
        sum.clear();
        assertThat(sum.take()).isSameAs(first);
    }

    @Test
    void whatWasLeftHalfWayIsForgotten() {
        OrderedSum sum = new OrderedSum(1);
        double[] late = sum.take();
        sum.add(3, late);
        assertThat(sum.total()).isNull();
        sum.clear();
        assertThat(added(sum, List.of(0))).isEqualTo(NUMBERS[0]);
    }
}
