package io.orograph.network.operators.recurrent;

import io.orograph.network.Kernel;
import io.orograph.network.LayerEngines;
import io.orograph.network.NativeCopy;
import io.orograph.network.jit.CallList;
import io.orograph.network.jit.CompiledLoop;
import io.orograph.network.jit.FloatFunctions;
import io.orograph.network.jit.StreamLoop;
import io.orograph.network.jit.Value;
import io.orograph.network.operators.kernel.FlatArray;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The steps of a recurrent layer with its usual functions by machine code, each in one pass over gates, memory and state, for
 * sequences that are equally long. Leaves behind what {@link Recurrence#forward} would, which the way back reads.
 */
final class CompiledSteps {

    private static final Map<Form, CompiledLoop> LOOPS = new ConcurrentHashMap<>();

    /** What a loop is written for. */
    private record Form(Class<? extends Recurrence> unit, int gates, boolean hasBiases) {

        CompiledLoop compiled() {
            return StreamLoop.compiled(loop -> {
                Body body = new Body(loop, gates, hasBiases);
                if (unit == Recurrence.Lstm.class) {
                    body.lstm();
                } else if (unit == Recurrence.Gru.class) {
                    body.gru();
                } else {
                    body.plain();
                }
            });
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
        this.loop = LOOPS.computeIfAbsent(
                new Form(recurrence.getClass(), recurrence.gates(), given != null), Form::compiled);
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
    static boolean canDo(RecurrentArrays arrays, Recurrence recurrence, FlatArray lengths, FlatArray peepholes) {
        return lengths == null
                && arrays.binding.type() == DataType.FLOAT
                && arrays.units >= CompiledLoop.FLOATS
                && DefaultActivationSteps.suits(recurrence, peepholes)
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
        LongStream.Builder places = LongStream.builder();
        for (int gate = 0; gate < recurrence.gates(); gate++) {
            places.add(row(ofInput, gates, gate));
            places.add(row(ofState, sample, gate));
            if (biases != 0) {
                long first = 2L * arrays.layout.direction() * arrays.rows + (long) gate * arrays.units;
                places.add(biases + first * Float.BYTES);
                places.add(biases + (first + arrays.rows) * Float.BYTES);
            }
        }
        for (int gate = 0; gate < recurrence.gates(); gate++) {
            places.add(row(arrays.gates, gates, gate));
        }
        places.add(unit(arrays.states, before + arrays.batch));
        if (recurrence instanceof Recurrence.Lstm) {
            places.add(unit(arrays.memories, before));
            places.add(unit(arrays.memories, before + arrays.batch));
        } else if (recurrence instanceof Recurrence.Gru) {
            places.add(unit(arrays.states, before));
            places.add(row(arrays.contributions, before, recurrence.gates() - 1));
        }
        return places.build().toArray();
    }

    private long row(INDArray ofGates, long row, int gate) {
        return NativeCopy.address(ofGates) + (row * arrays.rows + (long) gate * arrays.units) * Float.BYTES;
    }

    private long unit(INDArray ofUnits, long row) {
        return NativeCopy.address(ofUnits) + row * arrays.units * Float.BYTES;
    }

    /** What is done for each unit of a sample, by the number of its streams. */
    private static final class Body {

        private final StreamLoop loop;
        private final int gates;

        /** What input and state contribute to each gate. */
        private final List<Value> inputs = new ArrayList<>();

        private final List<Value> states = new ArrayList<>();

        /** The first stream behind those of the contributions: the gates, then the state after the step. */
        private final int ofGates;

        private final int ofNewState;

        Body(StreamLoop loop, int gates, boolean hasBiases) {
            this.loop = loop;
            this.gates = gates;
            int streams = 0;
            for (int gate = 0; gate < gates; gate++) {
                Value input = loop.read(streams++);
                Value state = loop.read(streams++);
                inputs.add(hasBiases ? input.plus(loop.read(streams++)) : input);
                states.add(hasBiases ? state.plus(loop.read(streams++)) : state);
            }
            this.ofGates = streams;
            this.ofNewState = streams + gates;
        }

        private Value sum(int gate) {
            return inputs.get(gate).plus(states.get(gate));
        }

        private Value gate(int gate, Value value) {
            loop.write(ofGates + gate, value);
            return value;
        }

        void plain() {
            loop.write(ofNewState, gate(0, FloatFunctions.tanh(sum(0))));
        }

        void lstm() {
            Value in = gate(0, FloatFunctions.logistic(sum(0)));
            Value out = gate(1, FloatFunctions.logistic(sum(1)));
            Value forget = gate(2, FloatFunctions.logistic(sum(2)));
            Value content = gate(3, FloatFunctions.tanh(sum(3)));
            Value memory = forget.times(loop.read(ofNewState + 1)).plus(in, content);
            loop.write(ofNewState, out.times(FloatFunctions.tanh(memory)));
            loop.write(ofNewState + 2, memory);
        }

        /** The reset gate acts on what the state contributes, which the way back needs with its bias. */
        void gru() {
            Value update = gate(0, FloatFunctions.logistic(sum(0)));
            Value reset = gate(1, FloatFunctions.logistic(sum(1)));
            Value ofState = states.get(gates - 1);
            Value content = gate(2, FloatFunctions.tanh(inputs.get(gates - 1).plus(reset, ofState)));
            Value before = loop.read(ofNewState + 1);
            loop.write(ofNewState, content.plus(update, before.minus(content)));
            loop.write(ofNewState + 2, ofState);
        }
    }
}
