package io.orograph.sharpness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.orograph.data.Dataset;
import io.orograph.network.Network;
import io.orograph.network.NetworkSketch;
import io.orograph.network.Parameter;
import io.orograph.network.Precision;
import io.orograph.network.RunningStatistics;
import io.orograph.network.Shape;
import io.orograph.network.Tensor;
import io.orograph.objective.GroupedObjective;
import io.orograph.objective.LossChoice;
import io.orograph.objective.Objective;
import io.orograph.sharpness.SharpnessMeasure.Measurement;
import io.orograph.task.CancelToken;
import io.orograph.task.ProgressListener;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Measures at ReLU networks whose weights are rescaled by powers of two, which leaves the function as it is to the bit. */
class InvarianceTest {

    private static final CancelToken GO = new CancelToken();
    private static final int SAMPLES = 40;

    /** Products with a Hessian take another step in other weights: they agree to 10⁻⁴ at kinks, else to 10⁻⁶. */
    private static final double SAME = 1e-4;

    private static final int DRAWS = 8;

    private static final List<SharpnessMeasure> MEASURES = List.of(
            new AdaptiveBallAscent(0.5, 10, 2, 3),
            new AdaptiveTrace(DRAWS, 3),
            new AdaptiveTrace(1000, 3),
            new AdaptiveSamIncrease(0.5),
            new SamIncrease(0.05),
            new GaussianIncrease(0.1, 6, 0, true),
            new GaussianIncrease(0.1, 6, 0, false),
            new PetzkaFlatness(DRAWS, 3));

    private static Dataset data(long... shape) {
        long[] all = new long[shape.length + 1];
        all[0] = SAMPLES;
        System.arraycopy(shape, 0, all, 1, shape.length);
        return new Dataset(
                "classes",
                NetworkSketch.drawn(new Random(1), 1, all),
                NetworkSketch.classes(new Random(6), SAMPLES, 3));
    }

    private static Network dense() {
        return NetworkSketch.dense(4, "Relu", List.of(), 6, 10, 3);
    }

    /** Convolution, ReLU, max-pooling, flattened, dense: a channel's column in the dense layer is four wide. */
    private static Network convolutional() {
        Random random = new Random(9);
        return new NetworkSketch()
                .input("x", Shape.FREE, 2, 4, 4)
                .drawn("w1", random, 0.3, 5, 2, 3, 3)
                .drawn("b1", random, 0.1, 5)
                .node("Conv", List.of("x", "w1", "b1"), List.of("z1"), Map.of("pads", new long[] {1, 1, 1, 1}))
                .node("Relu", List.of("z1"), "a1")
                .node(
                        "MaxPool",
                        List.of("a1"),
                        List.of("p1"),
                        Map.of("kernel_shape", new long[] {2, 2}, "strides", new long[] {2, 2}))
                .node("Flatten", List.of("p1"), "f1")
                .drawn("w2", random, 0.3, 3, 20)
                .drawn("b2", random, 0.1, 3)
                .node("Gemm", List.of("f1", "w2", "b2"), List.of("y"), Map.of("transB", 1L))
                .output("y", Shape.FREE, 3)
                .build();
    }

    /** Multiplies what leads into each unit of the first layer by 2^power and divides what leads out of it. */
    private static double[] rescaled(Network network, int... powers) {
        double[] theta = network.weights();
        for (Parameter parameter : network.layout().parameters()) {
            int rows = (int) parameter.shape()[0];
            int perRow = parameter.size() / rows;
            for (int i = 0; i < parameter.size(); i++) {
                int power = switch (parameter.name()) {
                    case "w1", "b1" -> powers[i / perRow];
                    case "w2" -> -powers[i % perRow / (perRow / powers.length)];
                    default -> 0;
                };
                theta[parameter.offset() + i] = Math.scalb(theta[parameter.offset() + i], power);
            }
        }
        return theta;
    }

    private static void check(Network network, Dataset data, Rescaling rescaling, int... powers) {
        LossChoice loss = LossChoice.detect(network, data);
        double[] theta = network.weights();
        double[] others = rescaled(network, powers);
        try (Objective objective = new Objective(loss, data, Precision.DOUBLE, 2);
                GroupedObjective groups = new GroupedObjective(loss, data, 5, 2)) {
            assertThat(objective.evaluate(others, GO).loss())
                    .isEqualTo(objective.evaluate(theta, GO).loss());
            MeasuredPoint before = new MeasuredPoint(objective, Optional.of(groups), theta, 0, GO);
            MeasuredPoint after = new MeasuredPoint(objective, Optional.of(groups), others, 0, GO);
            for (SharpnessMeasure measure : MEASURES) {
                Measurement first = measure.measure(before, ProgressListener.NONE);
                Measurement second = measure.measure(after, ProgressListener.NONE);
                boolean same = Math.abs(second.value() / first.value() - 1) < SAME;
                assertThat(same)
                        .as("%s under %s: %s, %s", measure.label(), rescaling, first.value(), second.value())
                        .isEqualTo(measure.invariances().contains(rescaling));
                if (measure.votes()) {
                    assertThat(second.value())
                            .as(measure.label())
                            .isCloseTo(first.value(), within(1e-6 * Math.abs(first.value())));
                    assertThat(PairedDifference.of(second, first).side()).isZero();
                }
            }
        }
    }

    @Test
    void scalingALayerOfADenseNetwork() {
        check(dense(), data(6), Rescaling.LAYERS, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5);
    }

    @Test
    void scalingUnitsOfADenseNetwork() {
        check(dense(), data(6), Rescaling.UNITS, 5, 0, 0, -5, 3, 0, 0, 0, 0, 5);
    }

    @Test
    void scalingALayerOfAConvolutionalNetwork() {
        check(convolutional(), data(2, 4, 4), Rescaling.LAYERS, 4, 4, 4, 4, 4);
    }

    @Test
    void scalingChannelsInAndOutOfAConvolutionalNetwork() {
        check(convolutional(), data(2, 4, 4), Rescaling.UNITS, 5, 0, -3, 0, 2);
    }

    /** Convolution, batch normalisation, ReLU, flattened, dense. */
    private static Network normalized() {
        Random random = new Random(9);
        return new NetworkSketch()
                .input("x", Shape.FREE, 2, 4, 4)
                .drawn("w1", random, 0.3, 5, 2, 3, 3)
                .node("Conv", List.of("x", "w1"), List.of("z1"), Map.of("pads", new long[] {1, 1, 1, 1}))
                .drawn("scale", random, 1, 5)
                .drawn("shift", random, 0.1, 5)
                .drawn("mean", random, 0.1, 5)
                .tensor("variance", Tensor.of(new double[] {0.5, 1, 2, 1, 0.7}, 5))
                .node("BatchNormalization", List.of("z1", "scale", "shift", "mean", "variance"), "n1")
                .node("Relu", List.of("n1"), "a1")
                .node("Flatten", List.of("a1"), "f1")
                .drawn("w2", random, 0.3, 3, 80)
                .node("Gemm", List.of("f1", "w2"), List.of("y"), Map.of("transB", 1L))
                .output("y", Shape.FREE, 3)
                .build();
    }

    /** Channels before a normalisation, and what comes out of the normalisation, are found and rescaled; units by hand. */
    @Test
    void findsWhatCanBeRescaledExactly() {
        for (Network network : List.of(dense(), convolutional(), normalized())) {
            Dataset data = network.inputs().get(0).shape().length == 2 ? data(6) : data(2, 4, 4);
            LossChoice loss = LossChoice.detect(network, data);
            double[] state = RunningStatistics.state(
                    network.weights(), RunningStatistics.of(network).held());
            try (Objective objective = new Objective(loss, data, Precision.DOUBLE, 2)) {
                ExactRescalings rescalings = new ExactRescalings(
                        loss.network(),
                        state,
                        there -> objective.evaluate(there, GO).loss());
                for (Rescaling rescaling : Rescaling.values()) {
                    boolean has = rescaling != Rescaling.CHANNELS
                            || state.length > network.layout().size();
                    assertThat(rescalings.by(rescaling, 1).isPresent())
                            .as("%s", rescaling)
                            .isEqualTo(has);
                    rescalings.by(rescaling, 1).ifPresent(twin -> compare(loss, data, state, twin));
                }
            }
        }
    }

    private static void compare(LossChoice loss, Dataset data, double[] state, ExactRescalings.Twin twin) {
        int size = loss.network().layout().size();
        assertThat(twin.places()).isEqualTo(1);
        assertThat(twin.state()).isNotEqualTo(state);
        for (SharpnessMeasure measure : MEASURES) {
            double before = value(measure, loss.holding(state), data, Arrays.copyOf(state, size));
            double after = value(measure, loss.holding(twin.state()), data, Arrays.copyOf(twin.state(), size));
            boolean same = Math.abs(after / before - 1) < SAME;
            if (measure.invariances().contains(twin.rescaling())) {
                assertThat(same)
                        .as("%s under %s: %s, %s", measure.label(), twin.rescaling(), before, after)
                        .isTrue();
            } else if (measure instanceof SamIncrease) {
                assertThat(same)
                        .as("%s under %s: %s, %s", measure.label(), twin.rescaling(), before, after)
                        .isFalse();
            }
        }
    }

    private static double value(SharpnessMeasure measure, LossChoice loss, Dataset data, double[] theta) {
        try (Objective objective = new Objective(loss, data, Precision.DOUBLE, 2)) {
            return measure.measure(new MeasuredPoint(objective, theta, 0, GO), ProgressListener.NONE)
                    .value();
        }
    }

    /** Random draws of one seed average to the trace that is summed weight by weight. */
    @Test
    void theTraceByDrawsIsTheTraceWeightByWeight() {
        Network network = dense();
        Dataset data = data(6);
        LossChoice loss = LossChoice.detect(network, data);
        try (Objective objective = new Objective(loss, data, Precision.DOUBLE, 2);
                GroupedObjective groups = new GroupedObjective(loss, data, 5, 2)) {
            MeasuredPoint point = new MeasuredPoint(objective, Optional.of(groups), network.weights(), 0, GO);
            MeasuredPoint whole = new MeasuredPoint(objective, network.weights(), 0, GO);
            Measurement exact = new AdaptiveTrace(1000, 3).measure(point, ProgressListener.NONE);
            Measurement drawn = new AdaptiveTrace(20, 3).measure(point, ProgressListener.NONE);
            assertThat(exact.note()).startsWith("exact");
            assertThat(drawn.value()).isCloseTo(exact.value(), within(4 * drawn.standardError()));
            Measurement wholeKappa = new PetzkaFlatness(1000, 3).measure(point, ProgressListener.NONE);
            Measurement drawnKappa = new PetzkaFlatness(8, 3).measure(point, ProgressListener.NONE);
            assertThat(wholeKappa.note()).startsWith("exact");
            assertThat(drawnKappa.note()).startsWith("8 draws, small layers exact");
            assertThat(drawnKappa.value()).isCloseTo(wholeKappa.value(), within(4 * drawnKappa.standardError()));
            assertThat(wholeKappa.sampleError()).isPositive();
            // Groups of 8 samples: their mean is that of all.
            assertThat(new AdaptiveTrace(1000, 3)
                            .measure(whole, ProgressListener.NONE)
                            .value())
                    .isCloseTo(exact.value(), within(1e-6 * Math.abs(exact.value())));
            double[] gradient = new double[network.layout().size()];
            assertThat(groups.at(network.weights(), gradient, GO)).isCloseTo(whole.loss(), within(1e-14));
            assertThat(gradient).containsExactly(objective.gradient(network.weights(), GO), within(1e-15));
            assertThat(Arrays.stream(groups.sizes()).sum()).isEqualTo(SAMPLES);
        }
    }
}
