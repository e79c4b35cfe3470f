package io.orograph.network.jit;

import io.orograph.network.jit.Assembler.Comparison;
import io.orograph.network.jit.Assembler.Element;
import io.orograph.network.jit.Assembler.Operation;
import io.orograph.network.jit.Assembler.Single;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * A loop over streams of floats, or of doubles, equally long: what it reads at a place of some, and what it writes at that place
 * of others. Where the streams lie is said by tables of addresses, one run of the loop for each table.
 */
public final class StreamLoop {

    private final Element element;
    private final List<Step> steps = new ArrayList<>();
    private final List<Double> constants = new ArrayList<>();
    private final List<Value> ofConstants = new ArrayList<>();
    private final List<Sums> sums = new ArrayList<>();
    private int values;
    private int streams;
    private int added;

    private StreamLoop(Element element) {
        this.element = element;
    }

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

        /** The reading of a stream's first number, at each place; of a float where that is to be widened to a double. */
        record ReadFirst(int stream, boolean isWidened, Value made) implements Step {
            @Override
            public List<Value> taken() {
                return List.of();
            }
        }

        /** The reading of a column of a matrix of floats in rows, as doubles: a number for each of them. */
        record ReadColumn(int stream, int column, int columns, Value made) implements Step {
            @Override
            public List<Value> taken() {
                return List.of();
            }
        }

        /** The reading of numbers anywhere in a stream of doubles, as a stream of {@link Picks} says. */
        record ReadPicked(int stream, int picks, Value made) implements Step {
            @Override
            public List<Value> taken() {
                return List.of();
            }
        }

        /** An operation; of a sum with a product the sum comes first. */
        record Compute(Operation operation, List<Value> taken, Value made) implements Step {}

        /** An operation on one. */
        record ComputeSingle(Single operation, List<Value> taken, Value made) implements Step {}

        /** A comparison of two. */
        record Compare(Comparison comparison, List<Value> taken, Value made) implements Step {}

        /** A choice between two by a mask, which comes last. */
        record Choose(List<Value> taken, Value made) implements Step {}

        /** A shift of bits to the left, to the right by a negative number. */
        record Shift(int by, List<Value> taken, Value made) implements Step {}

        /** The writing of a stream. */
        record Write(int stream, Value from) implements Step {
            @Override
            public List<Value> taken() {
                return List.of(from);
            }
        }

        /** The adding up of a value in a register that is kept for it. */
        record Add(int sum, List<Value> taken) implements Step {}

        /** The writing of doubles as floats, which are made before. */
        record WriteFloats(int stream, List<Value> taken, Value made) implements Step {}
    }

    /** Sums that are kept in registers, from one on, and added to each other and written where a run ends. */
    record Sums(int first, int count, int stream) {}

    /**
     * Compiles a loop over floats.
     *
     * @param body writes down what is done at each place
     */
    public static CompiledLoop compiled(Consumer<StreamLoop> body) {
        return compiled(Element.FLOAT, body);
    }

    /** Compiles a loop over doubles. */
    public static CompiledLoop compiledForDoubles(Consumer<StreamLoop> body) {
        return compiled(Element.DOUBLE, body);
    }

    private static CompiledLoop compiled(Element element, Consumer<StreamLoop> body) {
        StreamLoop loop = new StreamLoop(element);
        body.accept(loop);
        return new CompiledLoop(MachineCode.of(StreamLoopCode.of(loop)), element, loop.streams());
    }

    /** Returns what a stream holds. */
    public Value read(int stream) {
        Value made = value();
        note(stream, new Step.Read(stream, made));
        return made;
    }

    /** Returns the first number of a stream, which need hold no other: the same at all places. */
    public Value readFirst(int stream) {
        Value made = value();
        note(stream, new Step.ReadFirst(stream, false, made));
        return made;
    }

    /** Returns the first number of a stream of floats as a double, in a loop over doubles: the same at all places. */
    public Value readFirstFloat(int stream) {
        Value made = value();
        note(stream, new Step.ReadFirst(stream, true, made));
        return made;
    }

    /** Returns what a stream of floats holds, as doubles, in a loop over doubles. */
    public Value readFloats(int stream) {
        return readColumn(stream, 0, 1);
    }

    /**
     * Returns a column of a matrix of floats in rows, as doubles, in a loop over doubles: at each place the number of the next row.
     *
     * @param stream where the matrix begins
     * @param columns how many it has
     */
    public Value readColumn(int stream, int column, int columns) {
        Value made = value();
        note(stream, new Step.ReadColumn(stream, column, columns, made));
        return made;
    }

    /**
     * Returns numbers of a stream of doubles that lie where {@link Picks} say, in a loop over doubles.
     *
     * @param stream where the numbers begin; the same for all places
     * @param picks the stream of these
     */
    public Value readPicked(int stream, int picks) {
        Value made = value();
        note(Math.max(stream, picks), new Step.ReadPicked(stream, picks, made));
        return made;
    }

    /** Has a value written to a stream, which may be one that was read. */
    public void write(int stream, Value value) {
        note(stream, new Step.Write(stream, value));
    }

    /** Has a value written to a stream of floats, in a loop over doubles that reads floats or writes them alone. */
    public void writeFloats(int stream, Value value) {
        note(stream, new Step.WriteFloats(stream, List.of(value), value()));
    }

    /**
     * Has values added up over all places of a run, each place of a register by itself, and written as one register to the
     * beginning of a stream at the run's end; {@link Value#total} of what is written is the sum. Each place counts, so that the
     * last ones of a stream that fills no register must not be gone through twice.
     *
     * @param terms are added to sums of their own, which need not wait for each other; a few, since each takes a register away
     */
    public void writeSums(int stream, Value... terms) {
        streams = Math.max(streams, stream + 1);
        sums.add(new Sums(added, terms.length, stream));
        for (Value term : terms) {
            steps.add(new Step.Add(added++, List.of(term)));
        }
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

    Value computed(Single operation, Value from) {
        Value made = value();
        steps.add(new Step.ComputeSingle(operation, List.of(from), made));
        return made;
    }

    Value compared(Comparison comparison, Value left, Value right) {
        Value made = value();
        steps.add(new Step.Compare(comparison, List.of(left, right), made));
        return made;
    }

    Value chosen(Value one, Value other, Value mask) {
        Value made = value();
        steps.add(new Step.Choose(List.of(one, other, mask), made));
        return made;
    }

    Value shifted(Value bits, int by) {
        Value made = value();
        steps.add(new Step.Shift(by, List.of(bits), made));
        return made;
    }

    /** Returns a number that is the same at all places. */
    public Value constant(double number) {
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

    /** Returns what the streams hold. */
    Element element() {
        return element;
    }

    List<Step> steps() {
        return List.copyOf(steps);
    }

    List<Double> constants() {
        return List.copyOf(constants);
    }

    /** Returns the values that are constants, in the order of {@link #constants}. */
    List<Value> ofConstants() {
        return List.copyOf(ofConstants);
    }

    List<Sums> sums() {
        return List.copyOf(sums);
    }

    /** Returns how many registers are kept for sums. */
    int added() {
        return added;
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
