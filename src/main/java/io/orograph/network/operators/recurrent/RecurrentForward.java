package io.orograph.network.operators.recurrent;

import io.orograph.network.Kernel;
import io.orograph.network.operators.kernel.Arithmetic;
import io.orograph.network.operators.kernel.ArrayViews;
import io.orograph.network.operators.kernel.FlatArray;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The forward pass of one direction of a {@link Recurrent} layer. Products of matrices are native, over all steps at
 * once where they can be; the usual gates are {@link CompiledSteps} or {@link DefaultActivationSteps}, others a loop in double
 * precision, for which an LSTM takes some 14 times as long as in ONNX Runtime.
 */
final class RecurrentForward {

    private final RecurrentArrays arrays;
    private final Recurrence recurrence;
    private final RecurrentLayout layout;
    private final int steps;
    private final int batch;
    private final int units;

    RecurrentForward(RecurrentArrays arrays, Recurrence recurrence) {
        this.arrays = arrays;
        this.recurrence = recurrence;
        layout = arrays.layout;
        steps = arrays.steps;
        batch = arrays.batch;
        units = arrays.units;
    }

    /** All states, memories and gates. */
    Kernel states() {
        List<Kernel> work = new ArrayList<>();
        work.add(begin());
        FlatArray biases = arrays.input(3);
        FlatArray lengths = arrays.input(4);
        FlatArray peepholes = arrays.input(7);
        if (CompiledSteps.canDo(arrays, recurrence, lengths, peepholes)) {
            CompiledSteps compiled = new CompiledSteps(arrays, recurrence);
            addSteps(work, compiled.ofInput(), step -> compiled.ofState(), compiled::step);
        } else if (DefaultActivationSteps.suits(recurrence, peepholes)) {
            DefaultActivationSteps squashed = new DefaultActivationSteps(arrays, recurrence, biases, lengths);
            addSteps(work, arrays.gates, arrays::contributions, squashed::step);
        } else {
            addSteps(work, arrays.gates, arrays::contributions, step -> () -> step(step, biases, lengths, peepholes));
        }
        return Arithmetic.sequence(work.toArray(Kernel[]::new));
    }

    /**
     * Adds all steps, each behind the product that it needs.
     *
     * @param ofInput where that of all inputs goes
     * @param ofState where that of the state before a step goes
     */
    private void addSteps(
            List<Kernel> work, INDArray ofInput, IntFunction<INDArray> ofState, IntFunction<Kernel> bound) {
        work.add(Arithmetic.product(arrays.x, false, arrays.weights, true, 1, ofInput));
        for (int step = 0; step < steps; step++) {
            INDArray before = ArrayViews.part(arrays.states, step, batch, units);
            work.add(Arithmetic.product(before, false, arrays.recurrent, true, 1, ofState.apply(step)));
            work.add(bound.apply(step));
        }
    }

    private Kernel begin() {
        FlatArray firstState = arrays.input(5);
        FlatArray firstMemory = arrays.input(6);
        FlatArray from = arrays.input(0);
        FlatArray to = FlatArray.of(arrays.x);
        return () -> {
            if (layout.batchFirst()) {
                turn(from, to);
            }
            for (int sample = 0; sample < batch; sample++) {
                begin(firstState, arrays.stateNumbers, sample);
                begin(firstMemory, arrays.memoryNumbers, sample);
            }
        };
    }

    private void begin(FlatArray first, FlatArray numbers, int sample) {
        if (first != null) {
            numbers.copy(first, layout.ofState(sample), sample * units, units);
            return;
        }
        for (int unit = 0; unit < units; unit++) {
            numbers.set(sample * units + unit, 0);
        }
    }

    /** Copies from [batch, steps, in] to [steps, batch, in]. */
    private void turn(FlatArray from, FlatArray to) {
        int in = layout.in();
        for (int step = 0; step < steps; step++) {
            for (int sample = 0; sample < batch; sample++) {
                to.copy(from, (sample * steps + step) * in, (step * batch + sample) * in, in);
            }
        }
    }

    private void step(int step, FlatArray biases, FlatArray lengths, FlatArray peepholes) {
        Recurrence.Unit unit = arrays.unit();
        for (int sample = 0; sample < batch; sample++) {
            int length = layout.length(lengths, sample);
            int place = layout.place(step, length);
            for (int i = 0; i < units; i++) {
                int before = arrays.before(step, sample, i);
                int after = before + batch * units;
                arrays.place(unit, step, place, sample, i);
                unit.state = arrays.stateNumbers.get(before);
                unit.memory = arrays.memoryNumbers.get(before);
                if (step >= length) {
                    arrays.stateNumbers.set(after, unit.state);
                    arrays.memoryNumbers.set(after, unit.memory);
                    continue;
                }
                addBiases(unit, biases, i);
                arrays.loadPeepholes(unit, peepholes, i);
                recurrence.forward(unit);
                arrays.stateNumbers.set(after, unit.newState);
                arrays.memoryNumbers.set(after, unit.newMemory);
            }
        }
    }

    private void addBiases(Recurrence.Unit unit, FlatArray biases, int i) {
        if (biases == null) {
            return;
        }
        int first = layout.direction() * 2 * arrays.rows + i;
        for (int gate = 0; gate < recurrence.gates(); gate++) {
            unit.setA(gate, unit.a(gate) + biases.get(first + gate * units));
            unit.setS(gate, unit.s(gate) + biases.get(first + arrays.rows + gate * units));
        }
    }

    /** The states, and the outputs from them. */
    Kernel outputs() {
        FlatArray all = arrays.output(0);
        FlatArray lastState = arrays.output(1);
        FlatArray lastMemory = recurrence instanceof Recurrence.Lstm ? arrays.output(2) : null;
        FlatArray lengths = arrays.input(4);
        return Arithmetic.sequence(states(), () -> {
            for (int sample = 0; sample < batch; sample++) {
                if (all != null) {
                    writeAll(all, sample, layout.length(lengths, sample));
                }
                writeLast(arrays.stateNumbers, lastState, sample);
                writeLast(arrays.memoryNumbers, lastMemory, sample);
            }
        });
    }

    private void writeAll(FlatArray all, int sample, int length) {
        for (int step = 0; step < steps; step++) {
            int after = arrays.before(step + 1, sample, 0);
            int to = layout.ofOutput(layout.place(step, length), sample);
            if (step < length) {
                all.copy(arrays.stateNumbers, after, to, units);
                continue;
            }
            for (int i = 0; i < units; i++) {
                all.set(to + i, 0);
            }
        }
    }

    private void writeLast(FlatArray from, FlatArray to, int sample) {
        if (to != null) {
            to.copy(from, arrays.before(steps, sample, 0), layout.ofState(sample), units);
        }
    }
}
