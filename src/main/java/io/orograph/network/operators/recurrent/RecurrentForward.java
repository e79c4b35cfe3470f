package io.orograph.network.operators.recurrent;

import io.orograph.network.Kernel;
import io.orograph.network.operators.kernel.Arithmetic;
import io.orograph.network.operators.kernel.ArrayViews;
import io.orograph.network.operators.kernel.FlatArray;
import java.util.ArrayList;
import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The forward pass of one direction of a {@link Recurrent} layer. Products of matrices are native, over all steps at
 * once where they can be; the usual gates are {@link DefaultActivationSteps}, others a loop in double precision, for which an LSTM
 * takes some 14 times as long as in ONNX Runtime.
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
        work.add(Arithmetic.product(arrays.x, false, arrays.weights, true, 1, arrays.gates));
        FlatArray biases = arrays.input(3);
        FlatArray lengths = arrays.input(4);
        FlatArray peepholes = arrays.input(7);
        DefaultActivationSteps squashed = DefaultActivationSteps.suits(recurrence, peepholes)
                ? new DefaultActivationSteps(arrays, recurrence, biases, lengths)
                : null;
        for (int step = 0; step < steps; step++) {
            INDArray before = ArrayViews.part(arrays.states, step, batch, units);
            int current = step;
            work.add(Arithmetic.product(before, false, arrays.recurrent, true, 1, arrays.contributions(step)));
            work.add(squashed != null ? squashed.step(step) : () -> step(current, biases, lengths, peepholes));
        }
        return Arithmetic.sequence(work.toArray(Kernel[]::new));
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
                for (int unit = 0; unit < units; unit++) {
                    int at = layout.ofState(sample) + unit;
                    arrays.stateNumbers.set(sample * units + unit, firstState == null ? 0 : firstState.get(at));
                    arrays.memoryNumbers.set(sample * units + unit, firstMemory == null ? 0 : firstMemory.get(at));
                }
            }
        };
    }

    /** Copies from [batch, steps, in] to [steps, batch, in]. */
    private void turn(FlatArray from, FlatArray to) {
        int in = layout.in();
        for (int step = 0; step < steps; step++) {
            for (int sample = 0; sample < batch; sample++) {
                for (int k = 0; k < in; k++) {
                    to.set((step * batch + sample) * in + k, from.get((sample * steps + step) * in + k));
                }
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
            for (int i = 0; i < units; i++) {
                all.set(to + i, step < length ? arrays.stateNumbers.get(after + i) : 0);
            }
        }
    }

    private void writeLast(FlatArray from, FlatArray to, int sample) {
        for (int i = 0; to != null && i < units; i++) {
            to.set(layout.ofState(sample) + i, from.get(arrays.before(steps, sample, i)));
        }
    }
}
