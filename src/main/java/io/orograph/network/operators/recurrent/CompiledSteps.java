package io.orograph.network.operators.recurrent;

import io.orograph.network.Kernel;
import io.orograph.network.LayerEngines;
import io.orograph.network.NativeCopy;
import io.orograph.network.jit.CallList;
import io.orograph.network.jit.CompiledLoop;
import io.orograph.network.jit.FloatFunctions;
import io.orograph.network.jit.StreamLoop;
import io.orograph.network.jit.Value;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The steps of a recurrent layer with its usual functions by machine code, each in one pass over gates, memory and state, for
 * sequences that are equally long. Leaves behind what {@link Recurrence#forward} would, which the way back reads.
 */
final class CompiledSteps {

    private static final Map<Form, CompiledLoop> LOOPS = new ConcurrentHashMap<>();

    /** What a loop is written for. */
    private record Form(Class<? extends Recurrence> unit, boolean hasBiases) {

        CompiledLoop compiled() {
            return StreamLoop.compiled(loop -> new Body(loop, hasBiases).write(unit));
        }
    }

    private final RecurrentArrays arrays;
    private final Recurrence recurrence;
    private final CompiledLoop loop;
    private final long biases;

    /** What the input contributes to the gates, by place, and the state before to those of the current step. */
    private final INDArray ofInput;

    private final INDArray ofState;

    CompiledSteps(RecurrentArrays arrays, Recurrence recurrence) {
        this.arrays = arrays;
        this.recurrence = recurrence;
        INDArray given = biases(arrays);
        this.biases = given == null ? 0 : NativeCopy.address(given);
        this.loop = LOOPS.computeIfAbsent(new Form(recurrence.getClass(), given != null), Form::compiled);
        this.ofInput = arrays.binding.scratch((long) arrays.steps * arrays.batch, arrays.rows);
        this.ofState = arrays.binding.scratch(arrays.batch, arrays.rows);
    }

    private static INDArray biases(RecurrentArrays arrays) {
        return arrays.binding.inputs() > 3 ? arrays.binding.input(3) : null;
    }

    /**
     * Tells whether a layer is done so.
     *
     * @param lengths null where all sequences are equally long
     * @param peepholes null if it has none
     */
    static boolean canDo(RecurrentArrays arrays, Recurrence recurrence, Object lengths, Object peepholes) {
        return lengths == null
                && peepholes == null
                && arrays.binding.type() == DataType.FLOAT
                && arrays.units >= CompiledLoop.FLOATS
                && DefaultActivationSteps.suits(recurrence, null)
                && LayerEngines.compiles();
    }

    /** Returns where the product of the sequence with the weights goes, [steps·batch, rows]. */
    INDArray ofInput() {
        return ofInput;
    }

    /** Returns where the product of the state before a step with the recurrent weights goes, [batch, rows]. */
    INDArray ofState() {
        return ofState;
    }

    /** Binds a step, whose products are there. */
    Kernel step(int step) {
        List<long[]> tables = IntStream.range(0, arrays.batch)
                .mapToObj(sample -> places(step, sample))
                .toList();
        long[] widths = new long[tables.get(0).length];
        Arrays.fill(widths, Float.BYTES);
        CallList calls = new CallList.Builder()
                .keep(List.of(arrays, ofInput, ofState))
                .call(loop, arrays.units, tables, widths)
                .build(arrays.binding::memory);
        return calls::run;
    }

    /** Returns where the streams of a {@link Body} lie, in its order. */
    private long[] places(int step, int sample) {
        int place = arrays.layout.place(step, arrays.steps);
        long gates = (long) place * arrays.batch + sample;
        long before = (long) step * arrays.batch + sample;
        List<Long> places = new ArrayList<>();
        for (int gate = 0; gate < recurrence.gates(); gate++) {
            places.add(row(ofInput, gates, gate));
            places.add(row(ofState, sample, gate));
            if (biases != 0) {
                long first = 2L * arrays.layout.direction() * arrays.rows + (long) gate * arrays.units;
                places.add(biases + first * Float.BYTES);
                places.add(biases + (first + arrays.rows) * Float.BYTES);
            }
        }
        places.add(unit(arrays.states, before));
        places.add(unit(arrays.memories, before));
        for (int gate = 0; gate < recurrence.gates(); gate++) {
            places.add(row(arrays.gates, gates, gate));
        }
        places.add(row(arrays.contributions, before, recurrence.gates() - 1));
        places.add(unit(arrays.states, before + arrays.batch));
        places.add(unit(arrays.memories, before + arrays.batch));
        return places.stream().mapToLong(Long::longValue).toArray();
    }

    private long row(INDArray ofGates, long row, int gate) {
        return NativeCopy.address(ofGates) + (row * arrays.rows + (long) gate * arrays.units) * Float.BYTES;
    }

    private long unit(INDArray ofUnits, long row) {
        return NativeCopy.address(ofUnits) + row * arrays.units * Float.BYTES;
    }

    /** What is done for each unit of a sample; streams are numbered as they are named. */
    private static final class Body {

        private final StreamLoop loop;
        private final boolean hasBiases;
        private int streams;

        /** What input and state contribute to each gate. */
        private final List<Value> inputs = new ArrayList<>();

        private final List<Value> states = new ArrayList<>();

        Body(StreamLoop loop, boolean hasBiases) {
            this.loop = loop;
            this.hasBiases = hasBiases;
        }

        private Value read() {
            return loop.read(streams++);
        }

        private void write(Value value) {
            loop.write(streams++, value);
        }

        void write(Class<? extends Recurrence> unit) {
            int gates = unit == Recurrence.Lstm.class ? 4 : unit == Recurrence.Gru.class ? 3 : 1;
            for (int gate = 0; gate < gates; gate++) {
                Value input = read();
                Value state = read();
                inputs.add(hasBiases ? input.plus(read()) : input);
                states.add(hasBiases ? state.plus(read()) : state);
            }
            Value state = read();
            Value memory = read();
            if (gates == 4) {
                lstm(state, memory);
            } else if (gates == 3) {
                gru(state, memory);
            } else {
                Value made = FloatFunctions.tanh(sum(0));
                write(made);
                end(states.get(0), made, memory);
            }
        }

        private Value sum(int gate) {
            return inputs.get(gate).plus(states.get(gate));
        }

        private void lstm(Value state, Value memory) {
            Value in = FloatFunctions.logistic(sum(0));
            write(in);
            Value out = FloatFunctions.logistic(sum(1));
            write(out);
            Value forget = FloatFunctions.logistic(sum(2));
            write(forget);
            Value content = FloatFunctions.tanh(sum(3));
            write(content);
            Value made = forget.times(memory).plus(in, content);
            end(state, out.times(FloatFunctions.tanh(made)), made);
        }

        /** The reset gate acts on what the state contributes. */
        private void gru(Value state, Value memory) {
            Value update = FloatFunctions.logistic(sum(0));
            write(update);
            Value reset = FloatFunctions.logistic(sum(1));
            write(reset);
            Value content = FloatFunctions.tanh(inputs.get(2).plus(reset, states.get(2)));
            write(content);
            end(states.get(2), content.plus(update, state.minus(content)), memory);
        }

        private void end(Value ofState, Value state, Value memory) {
            write(ofState);
            write(state);
            write(memory);
        }
    }
}
