package io.orograph.network;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Where operators say that they put elements, against where they put them. */
class HandedOnTest {

    private static final long[] INPUT = {2, 3, 4, 6};

    @BeforeAll
    static void confine() {
        NativeThreads.confineCurrentThread();
    }

    private static NetworkSketch sketch() {
        return new NetworkSketch().input("x", INPUT);
    }

    private static Tensor integers(long... values) {
        return Tensor.of(values, values.length);
    }

    private static Network gather(Tensor indices, int axis) {
        return sketch().tensor("i", indices)
                .node("Gather", List.of("x", "i"), List.of("y"), Map.of("axis", (long) axis))
                .output("y", Shape.FREE)
                .build();
    }

    private static Network slice(long start, long end, long axis, long step) {
        return sketch().tensor("start", integers(start))
                .tensor("end", integers(end))
                .tensor("axis", integers(axis))
                .tensor("step", integers(step))
                .node("Slice", List.of("x", "start", "end", "axis", "step"), "y")
                .output("y", Shape.FREE)
                .build();
    }

    private static Network of(String type, long... setting) {
        return sketch().tensor("s", integers(setting))
                .node(type, List.of("x", "s"), "y")
                .output("y", Shape.FREE)
                .build();
    }

    private static Network transposed(long... order) {
        return sketch().node("Transpose", List.of("x"), List.of("y"), Map.of("perm", order))
                .output("y", Shape.FREE)
                .build();
    }

    static List<Network> views() {
        return List.of(
                transposed(0, 2, 1, 3),
                transposed(2, 0, 3, 1),
                of("Reshape", 0, 12, -1),
                of("Reshape", 2, 3, 4, 2, 3),
                of("Unsqueeze", 0, 3),
                sketch().node("Flatten", List.of("x"), "y")
                        .output("y", Shape.FREE)
                        .build(),
                sketch().node("Identity", List.of("x"), "y")
                        .output("y", Shape.FREE)
                        .build(),
                of("Expand", 5, 2, 3, 4, 6),
                of("Tile", 1, 1, 1, 1),
                slice(1, 3, 2, 1),
                slice(0, 6, 3, 2),
                slice(-1, -5, 3, -1),
                gather(Tensor.of(new long[] {1}), 1),
                gather(Tensor.of(new long[] {-1}), 2),
                gather(integers(-2), 3),
                gather(integers(0, 2), 2));
    }

    static List<Network> copies() {
        return List.of(
                of("Tile", 1, 2, 1, 1),
                of("Pad", 0, 0, 0, 0, 0, 0, 1, 0),
                gather(integers(0, 1, 3), 2),
                gather(integers(1, 1, 0), 2),
                gather(Tensor.of(new long[] {0, 1, 2, 3}, 2, 2), 2),
                sketch().node("Neg", List.of("x"), "y").output("y", Shape.FREE).build());
    }

    private static double[] numbers() {
        return IntStream.range(0, Shape.size(INPUT)).asDoubleStream().toArray();
    }

    private static double[] run(Network network) {
        try (ExecutionPlan plan = ExecutionPlan.unfused(network, List.of(INPUT), Precision.SINGLE)) {
            NativeCopy.write(numbers(), plan.input(0));
            plan.forward();
            double[] y = new double[(int) plan.output().length()];
            NativeCopy.read(plan.output(), y);
            return y;
        }
    }

    private static Optional<StridedView> handedOn(Network network, StridedView input, int output) {
        Network.Node node = network.nodes().get(0);
        Tensor[] constants = new Tensor[node.inputs().size()];
        for (Network.Constant constant : network.constants()) {
            constants[node.inputs().indexOf(constant.value())] = constant.tensor();
        }
        long[][] shapes = ShapeInference.infer(network, List.of(INPUT));
        return node.operator()
                .handedOn(input, new Operator.Handing(output, node.inputShapes(shapes), Arrays.asList(constants)));
    }

    private static double[] elements(StridedView view, double[] memory) {
        return Arrays.stream(StridedViewTest.places(view))
                .mapToDouble(place -> memory[(int) place])
                .toArray();
    }

    @ParameterizedTest
    @MethodSource("views")
    void elementsLieWhereTheOperatorSays(Network network) {
        StridedView view = handedOn(network, StridedView.of(INPUT), 0).orElseThrow();
        assertThat(elements(view, numbers())).containsExactly(run(network));
        assertThat(view.shape())
                .isEqualTo(
                        ShapeInference.infer(network, List.of(INPUT))[
                                network.values().indexOf("y")]);
    }

    /** The input lies in a larger array, transposed: what is a view of it has the elements all the same. */
    @ParameterizedTest
    @MethodSource("views")
    void aViewOfAViewHasItsElements(Network network) {
        StridedView input =
                StridedView.of(6, 5, 4, 3).along(1, 4, 2).orElseThrow().permuted(1, 3, 2, 0);
        double[] memory = new double[6 * 5 * 4 * 3];
        double[] numbers = numbers();
        long[] places = Arrays.stream(elements(
                        input,
                        IntStream.range(0, memory.length).asDoubleStream().toArray()))
                .mapToLong(place -> (long) place)
                .toArray();
        IntStream.range(0, places.length).forEach(i -> memory[(int) places[i]] = numbers[i]);
        handedOn(network, input, 0)
                .ifPresentOrElse(
                        view -> assertThat(elements(view, memory)).containsExactly(run(network)),
                        () -> assertThat(network.nodes().get(0).type()).isIn("Reshape", "Flatten"));
    }

    @ParameterizedTest
    @MethodSource("copies")
    void whatLiesAtNoRegularStepsIsNoView(Network network) {
        assertThat(handedOn(network, StridedView.of(INPUT), 0)).isEmpty();
    }

    @Test
    void eachPartOfASplitIsAView() {
        Network network = sketch().tensor("sizes", integers(1, 3, 2))
                .node("Split", List.of("x", "sizes"), List.of("a", "b", "y"), Map.of("axis", 3L))
                .output("y", Shape.FREE)
                .build();
        StridedView last = handedOn(network, StridedView.of(INPUT), 2).orElseThrow();
        assertThat(elements(last, numbers())).containsExactly(run(network));
        assertThat(elements(handedOn(network, StridedView.of(INPUT), 1).orElseThrow(), numbers()))
                .containsExactly(run(slice(1, 4, 3, 1)));
    }

    /** The index is known when the network runs, and not before. */
    @Test
    void anIndexThatIsComputedIsNoView() {
        Network network = new NetworkSketch()
                .input("x", INPUT)
                .input("i", 2)
                .node("Gather", List.of("x", "i"), List.of("y"), Map.of("axis", 2L))
                .output("y", Shape.FREE)
                .build();
        var handing = new Operator.Handing(0, List.of(INPUT, new long[] {2}), Arrays.asList(null, null));
        assertThat(network.nodes().get(0).operator().handedOn(StridedView.of(INPUT), handing))
                .isEmpty();
    }

    /** What is written where the input lies comes out where the output lies. */
    @Test
    void elementsAreWrittenWhereTheOperatorPutsThem() {
        Set<String> known = Set.of("Transpose", "Reshape", "Flatten", "Unsqueeze", "Identity");
        for (Network network : views()) {
            long[][] shapes = ShapeInference.infer(network, List.of(INPUT));
            long[] written = shapes[network.values().indexOf("y")];
            Network.Node node = network.nodes().get(0);
            Optional<StridedView> input = node.operator().handedBack(StridedView.of(written), node.inputShapes(shapes));
            assertThat(input.isPresent()).as(node.type()).isEqualTo(known.contains(node.type()));
            input.ifPresent(view -> {
                assertThat(view.shape()).isEqualTo(INPUT);
                assertThat(elements(view, run(network))).containsExactly(numbers());
            });
        }
    }
}
