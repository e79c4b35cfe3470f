package io.orograph.network.operators.recurrent;

import io.orograph.network.Binding;
import io.orograph.network.Kernel;
import io.orograph.network.MergedAxis;
import io.orograph.network.NodeSpec;
import io.orograph.network.Operator;
import io.orograph.network.Parameter.Role;
import io.orograph.network.Shape;
import io.orograph.network.operators.kernel.Arithmetic;
import io.orograph.network.operators.kernel.FlatArray;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * A recurrent layer (LSTM, GRU, RNN) over a sequence, in one or both directions: x [steps, batch, in], weights
 * [directions, gates·units, in], recurrent weights [directions, gates·units, units], biases of both [directions,
 * 2·gates·units], lengths of the sequences, first state and memory [directions, batch, units], peepholes [directions,
 * 3·units]. The outputs are the
 * states of all steps, the last state and the last memory. Back through time by the chain rule, step by step.
 */
final class Recurrent implements Operator {

    private static final int LENGTHS = 4;
    private static final int FIRST_STATE = 5;
    private static final int FIRST_MEMORY = 6;

    private static final int PEEPHOLES = 7;
    private static final int BIASES = 3;

    /** The gate of an LSTM that proposes what goes into the memory. */
    private static final String MEMORY = "c";

    /** ONNX's letters for the two biases of a gate. */
    private static final String OF_INPUT = "W";

    private static final String OF_STATE = "R";

    /** One a direction: they may differ in their functions. */
    private final List<Recurrence> recurrences;

    private final boolean hasMemory;
    private final List<String> gates;
    private final boolean forwards;
    private final boolean backwards;
    private final boolean batchFirst;

    /** Makes a direction's unit of its functions. */
    private interface Units {
        Recurrence of(List<GateFunction> functions);
    }

    private Recurrent(NodeSpec node, List<String> gates, Units units, String... activations) {
        this.gates = gates;
        hasMemory = gates.contains(MEMORY);
        String direction = node.attributes().text("direction", "forward");
        forwards = !direction.equals("reverse");
        backwards = !direction.equals("forward");
        batchFirst = node.attributes().integer("layout", 0) != 0;
        if (!List.of("forward", "reverse", "bidirectional").contains(direction)) {
            throw new IllegalArgumentException(node.label() + " has the unknown direction \"" + direction + "\"");
        }
        recurrences = GateFunctions.of(node, directions(), activations).stream()
                .map(units::of)
                .toList();
    }

    /** As in ONNX Runtime, a limit holds the sums at the gates and not the memory. */
    static Recurrent lstm(NodeSpec node) {
        boolean coupled = node.attributes().integer("input_forget", 0) != 0;
        return new Recurrent(
                node,
                List.of("i", "o", "f", MEMORY),
                functions -> new Recurrence.Lstm(
                        functions.get(0), functions.get(1), functions.get(2).unclipped(), coupled),
                "Sigmoid",
                "Tanh",
                "Tanh");
    }

    static Recurrent gru(NodeSpec node) {
        boolean resetFirst = node.attributes().integer("linear_before_reset", 0) == 0;
        return new Recurrent(
                node,
                List.of("z", "r", "h"),
                functions -> new Recurrence.Gru(functions.get(0), functions.get(1), resetFirst),
                "Sigmoid",
                "Tanh");
    }

    static Recurrent rnn(NodeSpec node) {
        return new Recurrent(node, List.of(), functions -> new Recurrence.Plain(functions.get(0)), "Tanh");
    }

    private int directions() {
        return forwards && backwards ? 2 : 1;
    }

    @Override
    public int arity() {
        return hasMemory ? PEEPHOLES + 1 : FIRST_STATE + 1;
    }

    @Override
    public List<long[]> outputShapes(List<long[]> inputs) {
        long[] x = inputs.get(0);
        long[] r = inputs.get(2);
        long directions = directions();
        long units = r.length == 3 ? r[2] : 0;
        long rows = recurrences.get(0).gates() * units;
        if (x.length != 3 || units == 0) {
            throw new IllegalArgumentException("a sequence of shape " + Shape.text(x)
                    + " with recurrent weights of shape " + Shape.text(r) + "; both need three axes");
        }
        long steps = x[batchFirst ? 1 : 0];
        long batch = x[batchFirst ? 0 : 1];
        require("weights", inputs.get(1), directions, rows, x[2]);
        require("recurrent weights", r, directions, rows, units);
        requireIfThere("biases", inputs, BIASES, directions, 2 * rows);
        requireIfThere("lengths", inputs, LENGTHS, batch);
        long[] state = batchFirst ? new long[] {batch, directions, units} : new long[] {directions, batch, units};
        requireIfThere("a first state", inputs, FIRST_STATE, state);
        requireIfThere("a first memory", inputs, FIRST_MEMORY, state);
        requireIfThere("peepholes", inputs, PEEPHOLES, directions, Recurrence.PEEPHOLES * units);
        List<long[]> shapes = new ArrayList<>();
        shapes.add(
                batchFirst
                        ? new long[] {batch, steps, directions, units}
                        : new long[] {steps, directions, batch, units});
        shapes.add(state);
        if (hasMemory) {
            shapes.add(state.clone());
        }
        return shapes;
    }

    private static void requireIfThere(String what, List<long[]> inputs, int input, long... wanted) {
        if (input < inputs.size() && inputs.get(input) != null) {
            require(what, inputs.get(input), wanted);
        }
    }

    private static void require(String what, long[] shape, long... wanted) {
        if (!Arrays.equals(shape, wanted)) {
            throw new IllegalArgumentException(
                    what + " of shape " + Shape.text(shape) + " where " + Shape.text(wanted) + " is wanted");
        }
    }

    @Override
    public Role role(int input, long[] shape) {
        return switch (input) {
            case 1, 2 -> Role.WEIGHT;
            case BIASES, PEEPHOLES -> Role.BIAS;
            default -> Role.NONE;
        };
    }

    @Override
    public int outputAxis(int input, int rank) {
        return input == 1 || input == 2 ? 1 : -1;
    }

    /** Each direction is a layer of its own. */
    @Override
    public int outputGroups(int input, long[] shape) {
        return directions();
    }

    /** Directions, then gates; a bias has those of the input's weights and then those of the recurrent ones. */
    @Override
    public List<MergedAxis> mergedAxes(int input) {
        if (input < 1 || input > BIASES && input != PEEPHOLES) {
            return List.of();
        }
        List<String> parts = switch (input) {
            case BIASES -> gates.isEmpty() ? List.of(OF_INPUT, OF_STATE) : biases();
            case PEEPHOLES -> List.of("i", "o", "f");
            default -> gates;
        };
        List<MergedAxis> axes = new ArrayList<>();
        if (directions() > 1) {
            axes.add(new MergedAxis(0, List.of("forward", "backward")));
        }
        if (!parts.isEmpty()) {
            axes.add(new MergedAxis(1, parts));
        }
        return axes;
    }

    private List<String> biases() {
        return Stream.of(OF_INPUT, OF_STATE)
                .flatMap(bias -> gates.stream().map(gate -> bias + gate))
                .toList();
    }

    @Override
    public Kernel forward(Binding binding) {
        List<Kernel> steps = new ArrayList<>();
        for (int direction = 0; direction < directions(); direction++) {
            RecurrentLayout layout = layout(binding, direction);
            Recurrence recurrence = recurrences.get(direction);
            steps.add(
                    recurrence instanceof Recurrence.Gru gru && gru.resetFirst()
                            ? new ResetFirstSequence(binding, gru, layout).forward()
                            : new RecurrentForward(new RecurrentArrays(binding, recurrence, layout), recurrence)
                                    .outputs());
        }
        return Arithmetic.sequence(steps.toArray(Kernel[]::new));
    }

    /** The forward pass runs again, because the plan keeps of it the outputs only and not the gates. */
    @Override
    public Kernel backward(Binding binding) {
        List<Kernel> steps = new ArrayList<>();
        for (int direction = 0; direction < directions(); direction++) {
            RecurrentLayout layout = layout(binding, direction);
            Recurrence recurrence = recurrences.get(direction);
            if (recurrence instanceof Recurrence.Gru gru && gru.resetFirst()) {
                steps.add(new ResetFirstSequence(binding, gru, layout).backward());
                continue;
            }
            RecurrentArrays arrays = new RecurrentArrays(binding, recurrence, layout);
            steps.add(new RecurrentForward(arrays, recurrence).states());
            steps.add(new RecurrentBackward(arrays, recurrence).kernel());
        }
        if (LENGTHS < binding.inputs() && binding.inputGradient(LENGTHS) != null) {
            FlatArray lengths = FlatArray.of(binding.inputGradient(LENGTHS));
            steps.add(() -> lengths.fill(0));
        }
        return Arithmetic.sequence(steps.toArray(Kernel[]::new));
    }

    private RecurrentLayout layout(Binding binding, int direction) {
        return RecurrentLayout.of(binding, direction, directions(), direction == 1 || !forwards, batchFirst);
    }
}
