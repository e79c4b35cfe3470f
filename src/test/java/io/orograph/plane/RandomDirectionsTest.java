package io.orograph.plane;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.orograph.network.Network;
import io.orograph.network.NetworkSketch;
import io.orograph.network.Parameter;
import io.orograph.network.Parameter.Role;
import io.orograph.network.ParameterLayout;
import io.orograph.network.Shape;
import io.orograph.network.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

final class RandomDirectionsTest {

    /** Sums of a few hundred products, each rounded: cosines and norms come out to a few ulps. */
    private static final double EXACT = 1e-12;

    /** A kernel, a normalisation, a transposed and a plain dense weight, a MatMul weight, and their biases. */
    private static Network network() {
        Random random = new Random(5);
        return new NetworkSketch()
                .input("x", Shape.FREE, 2, 4, 4)
                .drawn("kernel", random, 0.5, 3, 2, 3, 3)
                .drawn("kernel_bias", random, 0.5, 3)
                .node("Conv", List.of("x", "kernel", "kernel_bias"), "c")
                .drawn("scale", random, 1, 3)
                .drawn("shift", random, 1, 3)
                .tensor("mean", Tensor.of(new float[3], 3))
                .tensor("variance", Tensor.of(new float[] {1, 1, 1}, 3))
                .node("BatchNormalization", List.of("c", "scale", "shift", "mean", "variance"), "n")
                .drawn("wide_bias", random, 1, 1, 3, 1, 1)
                .node("Add", List.of("n", "wide_bias"), "a")
                .node("Flatten", List.of("a"), "f")
                .drawn("transposed", random, 0.5, 5, 12)
                .drawn("bias", random, 0.5, 5)
                .node("Gemm", List.of("f", "transposed", "bias"), List.of("g"), Map.of("transB", 1L))
                .drawn("plain", random, 0.5, 5, 4)
                .node("Gemm", List.of("g", "plain"), "h")
                .drawn("matrix", random, 0.5, 4, 1)
                .node("MatMul", List.of("h", "matrix"), "y")
                .output("y", Shape.FREE, 1)
                .build();
    }

    private static final Network NETWORK = network();
    private static final ParameterLayout LAYOUT = NETWORK.layout();

    private static Plane plane(Normalization normalization, boolean bias, long seed, String... held) {
        return new RandomDirections(normalization, bias, seed, Set.of(held)).plane(LAYOUT, NETWORK.weights());
    }

    /** The numbers of each output unit, picked one by one, so as not to share the code under test. */
    private static List<int[]> filters(Parameter parameter, int axis) {
        long[] shape = parameter.shape();
        int inner = Shape.size(Arrays.copyOfRange(shape, axis + 1, shape.length));
        List<List<Integer>> units = new ArrayList<>();
        for (int unit = 0; unit < shape[axis]; unit++) {
            units.add(new ArrayList<>());
        }
        for (int i = 0; i < parameter.size(); i++) {
            units.get(i / inner % (int) shape[axis]).add(parameter.offset() + i);
        }
        return units.stream()
                .map(unit -> unit.stream().mapToInt(i -> i).toArray())
                .toList();
    }

    private static List<int[]> filters(String name, int axis) {
        return filters(LAYOUT.find(name).orElseThrow(), axis);
    }

    private static List<int[]> weightFilters() {
        List<int[]> all = new ArrayList<>(filters("kernel", 0));
        all.addAll(filters("transposed", 0));
        all.addAll(filters("plain", 1));
        all.addAll(filters("matrix", 1));
        return all;
    }

    private static double dot(double[] a, double[] b, int... entries) {
        return Arrays.stream(entries).mapToDouble(i -> a[i] * b[i]).sum();
    }

    private static double norm(double[] v, int... entries) {
        return Math.sqrt(dot(v, v, entries));
    }

    private static int[] all() {
        return entries(0, LAYOUT.size());
    }

    private static int[] entries(int from, int to) {
        int[] entries = new int[to - from];
        Arrays.setAll(entries, i -> from + i);
        return entries;
    }

    private static int[] entries(String name) {
        Parameter parameter = LAYOUT.find(name).orElseThrow();
        return entries(parameter.offset(), parameter.end());
    }

    @Example
    void theLayoutIsWhatTheTestSupposes() {
        assertThat(LAYOUT.parameters())
                .extracting(Parameter::name)
                .containsExactly(
                        "kernel",
                        "kernel_bias",
                        "scale",
                        "shift",
                        "wide_bias",
                        "transposed",
                        "bias",
                        "plain",
                        "matrix");
        assertThat(LAYOUT.parameters())
                .extracting(Parameter::isBiasOrNorm)
                .containsExactly(false, true, true, true, true, false, true, false, false);
    }

    @Property(tries = 30)
    void filterNormalisationIsOrthogonalAndOfTheWeightsNormInEveryFilter(@ForAll long seed) {
        Plane plane = plane(Normalization.FILTER, false, seed);

        assertThat(plane.cosine()).isCloseTo(0, within(EXACT));
        for (int[] filter : weightFilters()) {
            double wanted = norm(plane.origin(), filter);
            assertThat(norm(plane.first(), filter) / wanted).isCloseTo(1, within(EXACT));
            assertThat(norm(plane.second(), filter) / wanted).isCloseTo(1, within(EXACT));
            assertThat(dot(plane.first(), plane.second(), filter) / (wanted * wanted))
                    .isCloseTo(0, within(EXACT));
        }
    }

    @Property(tries = 30)
    void layerNormalisationIsOrthogonalAndOfTheWeightsNormInEveryTensor(@ForAll long seed) {
        Plane plane = plane(Normalization.LAYER, true, seed);

        assertThat(plane.cosine()).isCloseTo(0, within(EXACT));
        for (Parameter parameter : LAYOUT.parameters()) {
            int[] tensor = entries(parameter.name());
            assertThat(norm(plane.first(), tensor) / norm(plane.origin(), tensor))
                    .isCloseTo(1, within(EXACT));
            assertThat(norm(plane.second(), tensor) / norm(plane.origin(), tensor))
                    .isCloseTo(1, within(EXACT));
        }
    }

    @Property(tries = 30)
    void unitAndPlainDirectionsAreOrthogonalAsAWhole(@ForAll long seed) {
        Plane unit = plane(Normalization.UNIT, true, seed);
        assertThat(unit.cosine()).isCloseTo(0, within(EXACT));
        assertThat(norm(unit.first(), all())).isCloseTo(1, within(EXACT));
        assertThat(norm(unit.second(), all())).isCloseTo(1, within(EXACT));

        Plane none = plane(Normalization.NONE, true, seed);
        assertThat(none.cosine()).isCloseTo(0, within(EXACT));
        Random random = new Random(seed);
        double[] drawn = new double[LAYOUT.size()];
        Arrays.setAll(drawn, i -> random.nextGaussian());
        assertThat(none.first()).isEqualTo(drawn);
        Arrays.setAll(drawn, i -> random.nextGaussian());
        // d₂ has only lost its share along d₁.
        double share = dot(drawn, none.first(), all()) / dot(none.first(), none.first(), all());
        for (int i = 0; i < drawn.length; i++) {
            assertThat(none.second()[i]).isCloseTo(drawn[i] - share * none.first()[i], within(EXACT));
        }
    }

    @Example
    void theSameSeedGivesTheSameNumbersOnEveryPlatform() {
        // Of java.util.Random's specified generator; worked out apart with Python (48-bit congruences, polar method).
        assertThat(Arrays.copyOf(plane(Normalization.NONE, true, 0).first(), 4))
                .containsExactly(0.8025330637390305, -0.9015460884175122, 2.080920790428163, 0.7637707684364894);
        assertThat(Arrays.copyOf(plane(Normalization.NONE, true, 42).first(), 4))
                .containsExactly(1.1419053154730547, 0.9194079489827879, -0.9498666368908959, -1.1069902863993377);
    }

    @Example
    void biasesAndNormsStayUnlessIncluded() {
        Plane without = plane(Normalization.FILTER, false, 1);
        Plane with = plane(Normalization.FILTER, true, 1);
        for (String name : List.of("kernel_bias", "scale", "shift", "wide_bias", "bias")) {
            for (int i : entries(name)) {
                assertThat(without.first()[i]).isZero();
                assertThat(without.second()[i]).isZero();
                // A unit of one number: only its sign is drawn, and two such directions cannot be orthogonal.
                assertThat(Math.abs(with.first()[i])).isCloseTo(Math.abs(with.origin()[i]), within(1e-15));
                assertThat(Math.abs(with.second()[i])).isCloseTo(Math.abs(with.origin()[i]), within(1e-15));
            }
        }
        assertThat(Math.abs(with.cosine())).isGreaterThan(1e-3);
        for (int i : entries("kernel")) {
            assertThat(with.first()[i]).isEqualTo(without.first()[i]);
        }
    }

    @Example
    void aHeldParameterStaysAndLeavesTheOthersAsTheyWere() {
        Plane free = plane(Normalization.FILTER, false, 9);
        Plane held = plane(Normalization.FILTER, false, 9, "transposed");
        for (int i = 0; i < LAYOUT.size(); i++) {
            Parameter transposed = LAYOUT.find("transposed").orElseThrow();
            boolean fixed = i >= transposed.offset() && i < transposed.end();
            assertThat(held.first()[i]).isEqualTo(fixed ? 0 : free.first()[i]);
            assertThat(held.second()[i]).isEqualTo(fixed ? 0 : free.second()[i]);
        }
        assertThat(held.cosine()).isCloseTo(0, within(EXACT));
    }

    @Example
    void zeroFiltersStayAndNothingIsNaN() {
        double[] origin = NETWORK.weights();
        int[] dead = filters("transposed", 0).get(2);
        for (int i : dead) {
            origin[i] = 0;
        }
        Plane plane = new RandomDirections(Normalization.FILTER, true, 3, Set.of()).plane(LAYOUT, origin);

        assertThat(norm(plane.first(), dead)).isZero();
        assertThat(norm(plane.second(), dead)).isZero();
        assertThat(Arrays.stream(plane.first())).allMatch(Double::isFinite);
        assertThat(Arrays.stream(plane.second())).allMatch(Double::isFinite);
    }

    @Example
    void withEverythingHeldTheDirectionsAreZeroAndTheirAngleUndefined() {
        String[] names = LAYOUT.parameters().stream().map(Parameter::name).toArray(String[]::new);
        for (Normalization normalization : Normalization.values()) {
            Plane plane = plane(normalization, true, 3, names);
            assertThat(Arrays.stream(plane.first())).allMatch(d -> d == 0);
            assertThat(Arrays.stream(plane.second())).allMatch(d -> d == 0);
            assertThat(plane.cosine()).isNaN();
        }
    }

    /** Filters of one to three numbers along any axis: the smaller, the harder to be orthogonal and exact at once. */
    @Property(tries = 100)
    void filtersOfAnyShapeAndAxis(
            @ForAll long seed,
            @ForAll @IntRange(min = 1, max = 3) int a,
            @ForAll @IntRange(min = 1, max = 3) int b,
            @ForAll @IntRange(min = 1, max = 3) int c,
            @ForAll @IntRange(max = 2) int axis) {
        Parameter parameter = new Parameter("w", new long[] {a, b, c}, 0, Role.WEIGHT, axis);
        ParameterLayout layout = new ParameterLayout(List.of(parameter));
        double[] origin = new Random(seed).doubles(layout.size(), -1, 1).toArray();
        Plane plane = new RandomDirections(Normalization.FILTER, false, seed, Set.of()).plane(layout, origin);

        for (int[] filter : filters(parameter, axis)) {
            double wanted = norm(origin, filter);
            assertThat(norm(plane.first(), filter) / wanted).isCloseTo(1, within(EXACT));
            assertThat(norm(plane.second(), filter) / wanted).isCloseTo(1, within(EXACT));
            double cosine = dot(plane.first(), plane.second(), filter) / (wanted * wanted);
            assertThat(Math.abs(cosine)).isCloseTo(filter.length == 1 ? 1 : 0, within(EXACT));
        }
    }

    @Example
    void theScaleOfAFilterIsItsRootMeanSquare() {
        double[] origin = NETWORK.weights();
        double[] scale = FilterScale.of(LAYOUT, origin);
        for (int[] filter : weightFilters()) {
            for (int i : filter) {
                assertThat(scale[i]).isCloseTo(norm(origin, filter) / Math.sqrt(filter.length), within(1e-15));
            }
        }
        int[] bias = entries("bias");
        assertThat(scale[bias[0]]).isCloseTo(norm(origin, bias) / Math.sqrt(bias.length), within(1e-15));
    }

    /**
     * A transposed convolution with 3 groups of 2 input and 2 output channels: its weights are [6, 2, 2, 2], and those of
     * the last group are a hundred times smaller. A filter that reached over the groups would take the others' norm.
     */
    @Example
    void filtersOfAGroupedTransposedConvolutionStayInTheirGroup() {
        float[] weights = new float[48];
        for (int i = 0; i < weights.length; i++) {
            weights[i] = (i < 32 ? 1f : 0.01f) * (1 + i % 7);
        }
        Network grouped = new NetworkSketch()
                .input("x", Shape.FREE, 6, 2, 2)
                .tensor("w", Tensor.of(weights, 6, 2, 2, 2))
                .node("ConvTranspose", List.of("x", "w"), List.of("y"), Map.of("group", 3L))
                .output("y", Shape.FREE, 6, 3, 3)
                .build();
        Plane plane = new RandomDirections(Normalization.FILTER, false, 3, Set.of())
                .plane(grouped.layout(), grouped.weights());
        double[] scale = FilterScale.of(grouped.layout(), grouped.weights());
        for (int group = 0; group < 3; group++) {
            for (int unit = 0; unit < 2; unit++) {
                double[] norms = new double[3];
                for (int input = 2 * group; input < 2 * group + 2; input++) {
                    for (int tap = 0; tap < 4; tap++) {
                        int i = (input * 2 + unit) * 4 + tap;
                        norms[0] += grouped.weights()[i] * grouped.weights()[i];
                        norms[1] += plane.first()[i] * plane.first()[i];
                        norms[2] += plane.second()[i] * plane.second()[i];
                    }
                }
                assertThat(norms[1]).isCloseTo(norms[0], within(EXACT * norms[0]));
                assertThat(norms[2]).isCloseTo(norms[0], within(EXACT * norms[0]));
                assertThat(scale[(2 * group * 2 + unit) * 4]).isCloseTo(Math.sqrt(norms[0] / 8), within(EXACT));
            }
        }
    }
}
