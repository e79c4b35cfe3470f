package io.orograph.network;

import static org.assertj.core.api.Assertions.assertThat;

import io.orograph.network.Parameter.Role;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What a tensor is used for, through operators of the test's own that only say what the real ones say. */
class TensorUsesTest {

    private static TensorUses.Use use(Role role, int outputAxis, boolean onInput) {
        return new TensorUses.Use(role, outputAxis, 1, "Test", onInput, false);
    }

    /** A layer that trains its second input: the last axis counts output units, as of a MatMul. */
    private static final Operator PRODUCT = new Described(2) {
        @Override
        public Role role(int input, long[] shape) {
            return input == 1 ? Role.WEIGHT : Role.NONE;
        }

        @Override
        public int outputAxis(int input, int rank) {
            return rank - 1;
        }
    };

    private static final Operator SUM = new Described(2) {
        @Override
        public Role role(int input, long[] shape) {
            return Shape.size(shape) == 1 ? Role.NONE : Role.BIAS;
        }
    };

    private abstract static class Described implements Operator {

        private final int arity;

        Described(int arity) {
            this.arity = arity;
        }

        @Override
        public int arity() {
            return arity;
        }

        @Override
        public List<long[]> outputShapes(List<long[]> inputs) {
            return List.of(inputs.get(0));
        }

        @Override
        public Kernel forward(Binding binding) {
            throw new UnsupportedOperationException("this operator only describes itself");
        }

        @Override
        public Kernel backward(Binding binding) {
            throw new UnsupportedOperationException("this operator only describes itself");
        }
    }

    private static Operator transpose(int... permutation) {
        return new Described(1) {
            @Override
            public List<long[]> outputShapes(List<long[]> inputs) {
                long[] shape = new long[permutation.length];
                for (int i = 0; i < shape.length; i++) {
                    shape[i] = inputs.get(0)[permutation[i]];
                }
                return List.of(shape);
            }

            @Override
            public Optional<int[]> passedAxes(int input, List<long[]> shapes) {
                return Optional.of(permutation);
            }
        };
    }

    private static Operator reshape(long... shape) {
        return new Described(1) {
            @Override
            public List<long[]> outputShapes(List<long[]> inputs) {
                return List.<long[]>of(shape);
            }

            @Override
            public boolean isView() {
                return true;
            }
        };
    }

    private static NodeSpec node(String output, String... inputs) {
        return new NodeSpec(output, "Test", 13, Attributes.none(), List.of(inputs), List.of(output), Map.of());
    }

    private static TensorUses uses(String name, long... shape) {
        return new TensorUses(Map.of(name, Tensor.of(new float[Shape.size(shape)], shape)));
    }

    @Test
    void aTensorThatALayerReadsHasThatLayersRole() {
        TensorUses uses = uses("w", 3, 4);
        uses.add(PRODUCT, node("y", "x", "w"));

        assertThat(uses.all()).containsExactly(Map.entry("w", use(Role.WEIGHT, 1, false)));
    }

    @Test
    void aTranspositionTurnsTheOutputAxis() {
        TensorUses uses = uses("w", 4, 3);
        uses.add(transpose(1, 0), node("t", "w"));
        uses.add(PRODUCT, node("y", "x", "t"));

        assertThat(uses.all()).containsExactly(Map.entry("w", use(Role.WEIGHT, 0, false)));
    }

    @Test
    void transpositionsInARowAreComposedInTheRightOrder() {
        TensorUses uses = uses("w", 2, 3, 4);
        uses.add(transpose(1, 2, 0), node("t", "w"));
        uses.add(transpose(1, 2, 0), node("u", "t"));
        uses.add(PRODUCT, node("y", "x", "u"));

        // [2, 3, 4] → [3, 4, 2] → [4, 2, 3]: each brings the first axis to the end, so the last is axis 1 of w.
        assertThat(uses.all()).containsExactly(Map.entry("w", use(Role.WEIGHT, 1, false)));
    }

    @Test
    void aReshapeKeepsTheAxesThatItDoesNotTouch() {
        assertThat(axisAfter(reshape(2, 12), 2, 3, 4)).as("merged").isEqualTo(-1);
        assertThat(axisAfter(reshape(6, 4), 2, 3, 4)).as("kept last").isEqualTo(2);
        assertThat(axisAfter(reshape(2, 3, 4), 2, 3, 4)).as("the same shape").isEqualTo(2);
        assertThat(axisAfter(reshape(3, 2, 4), 2, 3, 4)).as("split elsewhere").isEqualTo(2);
        assertThat(axisAfter(reshape(2, 4, 3), 2, 3, 4)).as("split otherwise").isEqualTo(-1);
        assertThat(axisAfter(reshape(1, 1, 5, 1), 5, 1)).as("ones around").isEqualTo(1);
        assertThat(axisAfter(reshape(1, 5), 5)).as("a one before").isEqualTo(0);
    }

    private static int axisAfter(Operator view, long... shape) {
        TensorUses uses = uses("w", shape);
        uses.add(view, node("v", "w"));
        uses.add(PRODUCT, node("y", "x", "v"));
        assertThat(uses.all().get("w").role()).isEqualTo(Role.WEIGHT);
        return uses.all().get("w").outputAxis();
    }

    @Test
    void theRoleIsThatOfTheShapeAtTheEnd() {
        TensorUses uses = uses("b", 5);
        uses.add(reshape(5, 1, 1), node("v", "b"));
        uses.add(SUM, node("y", "x", "v"));

        assertThat(uses.all()).containsExactly(Map.entry("b", use(Role.BIAS, -1, false)));
    }

    @Test
    void aTensorThatOnlyPassesThroughIsNotTrained() {
        TensorUses uses = uses("c", 2, 2);
        uses.add(transpose(1, 0), node("t", "c"));

        assertThat(uses.all()).containsExactly(Map.entry("c", use(Role.NONE, -1, false)));
    }

    @Test
    void theFirstTrainableUseCounts() {
        TensorUses uses = uses("w", 3, 4);
        uses.add(PRODUCT, node("a", "w", "x"));
        uses.add(PRODUCT, node("b", "x", "w"));
        uses.add(SUM, node("c", "x", "w"));

        assertThat(uses.all()).containsExactly(Map.entry("w", use(Role.WEIGHT, 1, false)));
    }

    /** Joins its inputs along the first axis, as a Concat. */
    private static Operator join(int arity) {
        return new Described(arity) {
            @Override
            public List<long[]> outputShapes(List<long[]> inputs) {
                long[] shape = inputs.get(0).clone();
                shape[0] = inputs.stream().mapToLong(each -> each[0]).sum();
                return List.<long[]>of(shape);
            }

            @Override
            public Optional<int[]> passedAxes(int input, List<long[]> shapes) {
                return Optional.of(new int[] {0, 1});
            }
        };
    }

    @Test
    void allTensorsThatAreJoinedHaveTheRoleOfTheWhole() {
        TensorUses uses = new TensorUses(Map.of(
                "a",
                Tensor.of(new float[6], 2, 3),
                "b",
                Tensor.of(new float[12], 3, 4).reshape(4, 3)));
        uses.add(transpose(1, 0), node("t", "b"));
        uses.add(transpose(1, 0), node("u", "t"));
        uses.add(join(2), node("w", "a", "u"));
        uses.add(transpose(1, 0), node("turned", "w"));
        uses.add(PRODUCT, node("y", "x", "turned"));

        TensorUses.Use weight = use(Role.WEIGHT, 0, false);
        assertThat(uses.all()).containsOnly(Map.entry("a", weight), Map.entry("b", weight));
    }

    @Test
    void whatIsJoinedToDataIsLearnt() {
        TensorUses uses = uses("token", 1, 3);
        uses.addInput("x", new long[] {Shape.FREE, 3});
        uses.add(join(2), node("y", "token", "x"));

        assertThat(uses.all()).containsExactly(Map.entry("token", use(Role.BIAS, -1, false)));
    }
}
