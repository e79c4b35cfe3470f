package io.orograph.network.jit;

import io.orograph.network.jit.Assembler.Operation;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * A loop over streams of floats, equally long: what it reads at a place of some, and what it writes at that place of others.
 * Where the streams lie is said by tables of addresses, one run of the loop for each table.
 */
public final class StreamLoop {

    private final List<Step> steps = new ArrayList<>();
    private final List<Float> constants = new ArrayList<>();
    private final List<Value> ofConstants = new ArrayList<>();
    private int values;
    private int streams;

    private StreamLoop() {}

    /** Something done at each place. */
    sealed interface Step {

        /** Returns what it takes. */
        List<Value> taken();

        /** The reading of a stream. */
        record Read(int stream, Value made) implements Step {
            @Override
            public List<Value> taken() {
                return List.of();
            }
        }

        /** An operation; of a sum with a product the sum comes first. */
        record Compute(Operation operation, List<Value> taken, Value made) implements Step {}

        /** The writing of a stream. */
        record Write(int stream, Value from) implements Step {
            @Override
            public List<Value> taken() {
                return List.of(from);
            }
        }
    }

    /**
     * Compiles a loop.
     *
     * @param body writes down what is done at each place
     */
    public static MachineCode compiled(Consumer<StreamLoop> body) {
        StreamLoop loop = new StreamLoop();
        body.accept(loop);
        return MachineCode.of(StreamLoopCode.of(loop));
    }

    /** Returns what a stream holds. */
    public Value read(int stream) {
        Value made = value();
        note(stream, new Step.Read(stream, made));
        return made;
    }

    /** Has a value written to a stream, which may be one that was read. */
    public void write(int stream, Value value) {
        note(stream, new Step.Write(stream, value));
    }

    private void note(int stream, Step step) {
        streams = Math.max(streams, stream + 1);
        steps.add(step);
    }

    Value computed(Operation operation, List<Value> taken) {
        Value made = value();
        steps.add(new Step.Compute(operation, taken, made));
        return made;
    }

    Value constant(float number) {
        int known = constants.indexOf(number);
        if (known >= 0) {
            return ofConstants.get(known);
        }
        constants.add(number);
        Value made = value();
        ofConstants.add(made);
        return made;
    }

    private Value value() {
        return new Value(this, values++);
    }

    List<Step> steps() {
        return List.copyOf(steps);
    }

    List<Float> constants() {
        return List.copyOf(constants);
    }

    /** Returns the values that are constants, in the order of {@link #constants}. */
    List<Value> ofConstants() {
        return List.copyOf(ofConstants);
    }

    /** Returns how many values there are. */
    int values() {
        return values;
    }

    /** Returns how many addresses a table has. */
    int streams() {
        return streams;
    }
}
