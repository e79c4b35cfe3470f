package io.orograph.network.operators;

import io.orograph.network.Binding;
import io.orograph.network.Kernel;
import java.util.ArrayList;
import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * One direction of a {@link Recurrent} layer, bound to its arrays. Products of matrices are native, over all steps at
 * once where they can be; the gates are plain loops. These loops compute their exponentials one by one in double
 * precision, for which an LSTM takes 14 times as long as in ONNX Runtime.
 */
final class RecurrentSequence {

    private final Binding binding;
    private final Recurrence recurrence;
    private final RecurrentLayout layout;
    private final int steps;
    private final int batch;
    private final int in;
    private final int units;
    private final int rows;

    /** x as [steps·batch, in]. */
    private final INDArray x;

    private final INDArray weights;
    private final INDArray recurrent;

    /** Gates by place in the sequence, [steps·batch, rows]. */
    private final INDArray gates;

    /** What the state before contributes, by step, [steps·batch, rows]. */
    private final INDArray contributions;

    /** States and memories before the first and after each step, [steps + 1, batch, units]. */
    private final INDArray states;

    private final INDArray memories;
    private final Numbers gateNumbers;
    private final Numbers contributionNumbers;
    private final Numbers stateNumbers;
    private final Numbers memoryNumbers;

    RecurrentSequence(Binding binding, Recurrence recurrence, RecurrentLayout layout) {
        this.binding = binding;
        this.recurrence = recurrence;
        this.layout = layout;
        INDArray sequence = binding.input(0);
        steps = layout.steps();
        batch = layout.batch();
        in = layout.in();
        units = layout.units();
        rows = recurrence.gates() * units;
        x = layout.batchFirst()
                ? binding.scratch((long) steps * batch, in)
                : Views.reshape(sequence, (long) steps * batch, in);
        weights = layout.matrix(binding.input(1));
        recurrent = layout.matrix(binding.input(2));
        gates = binding.scratch((long) steps * batch, rows);
        contributions = binding.scratch((long) steps * batch, rows);
        states = binding.scratch(steps + 1L, batch, units);
        memories = binding.scratch(steps + 1L, batch, units);
        gateNumbers = Numbers.of(gates);
        contributionNumbers = Numbers.of(contributions);
        stateNumbers = Numbers.of(states);
        memoryNumbers = Numbers.of(memories);
    }

    private Numbers input(int i) {
        INDArray array = i < binding.inputs() ? binding.input(i) : null;
        return array == null ? null : Numbers.of(array);
    }

    private Numbers inputGradient(int i) {
        INDArray array = i < binding.inputs() ? binding.inputGradient(i) : null;
        return array == null ? null : Numbers.of(array);
    }

    /** All states, memories and gates. */
    Kernel states() {
        List<Kernel> work = new ArrayList<>();
        Numbers firstState = input(5);
        Numbers firstMemory = input(6);
        Numbers from = Numbers.of(binding.input(0));
        Numbers to = Numbers.of(x);
        work.add(() -> {
            if (layout.batchFirst()) {
                turn(from, to, true);
            }
            for (int sample = 0; sample < batch; sample++) {
                for (int unit = 0; unit < units; unit++) {
                    int at = layout.ofState(sample) + unit;
                    stateNumbers.set(sample * units + unit, firstState == null ? 0 : firstState.get(at));
                    memoryNumbers.set(sample * units + unit, firstMemory == null ? 0 : firstMemory.get(at));
                }
            }
        });
        work.add(Arithmetic.product(x, false, weights, true, 1, gates));
        Numbers biases = input(3);
        Numbers lengths = input(4);
        for (int step = 0; step < steps; step++) {
            INDArray before = Views.part(states, step, batch, units);
            int current = step;
            work.add(Arithmetic.product(
                    before, false, recurrent, true, 1, Views.part(contributions, step, batch, rows)));
            work.add(() -> forwardStep(current, biases, lengths));
        }
        return Arithmetic.sequence(work.toArray(Kernel[]::new));
    }

    /** Copies between [batch, steps, in] and [steps, batch, in]. */
    private void turn(Numbers from, Numbers to, boolean stepsFirst) {
        int outer = stepsFirst ? steps : batch;
        int inner = stepsFirst ? batch : steps;
        for (int i = 0; i < outer; i++) {
            for (int j = 0; j < inner; j++) {
                for (int k = 0; k < in; k++) {
                    to.set((i * inner + j) * in + k, from.get((j * outer + i) * in + k));
                }
            }
        }
    }

    private Recurrence.Unit unit() {
        Recurrence.Unit unit = new Recurrence.Unit();
        unit.a = gateNumbers;
        unit.s = contributionNumbers;
        unit.units = units;
        return unit;
    }

    private void forwardStep(int step, Numbers biases, Numbers lengths) {
        Recurrence.Unit unit = unit();
        for (int sample = 0; sample < batch; sample++) {
            int length = layout.length(lengths, sample);
            int place = layout.place(step, length);
            for (int i = 0; i < units; i++) {
                int before = (step * batch + sample) * units + i;
                int after = before + batch * units;
                unit.gateOfA = (place * batch + sample) * rows + i;
                unit.gateOfS = (step * batch + sample) * rows + i;
                unit.state = stateNumbers.get(before);
                unit.memory = memoryNumbers.get(before);
                if (step >= length) {
                    stateNumbers.set(after, unit.state);
                    memoryNumbers.set(after, unit.memory);
                    continue;
                }
                addBiases(unit, biases, i);
                recurrence.forward(unit);
                stateNumbers.set(after, unit.newState);
                memoryNumbers.set(after, unit.newMemory);
            }
        }
    }

    private void addBiases(Recurrence.Unit unit, Numbers biases, int i) {
        if (biases == null) {
            return;
        }
        int first = layout.direction() * 2 * rows + i;
        for (int gate = 0; gate < recurrence.gates(); gate++) {
            unit.setA(gate, unit.a(gate) + biases.get(first + gate * units));
            unit.setS(gate, unit.s(gate) + biases.get(first + rows + gate * units));
        }
    }

    /** The states, and the outputs from them. */
    Kernel forward() {
        Numbers all = output(0);
        Numbers lastState = output(1);
        Numbers lastMemory = recurrence instanceof Recurrence.Lstm ? output(2) : null;
        Numbers lengths = input(4);
        Kernel outputs = () -> {
            int last = steps * batch * units;
            for (int sample = 0; sample < batch; sample++) {
                int length = layout.length(lengths, sample);
                for (int i = 0; i < units; i++) {
                    for (int step = 0; all != null && step < steps; step++) {
                        int after = ((step + 1) * batch + sample) * units + i;
                        double value = step < length ? stateNumbers.get(after) : 0;
                        all.set(layout.ofOutput(layout.place(step, length), sample) + i, value);
                    }
                    if (lastState != null) {
                        lastState.set(layout.ofState(sample) + i, stateNumbers.get(last + sample * units + i));
                    }
                    if (lastMemory != null) {
                        lastMemory.set(layout.ofState(sample) + i, memoryNumbers.get(last + sample * units + i));
                    }
                }
            }
        };
        return Arithmetic.sequence(states(), outputs);
    }

    private Numbers output(int i) {
        INDArray array = binding.output(i);
        return array == null ? null : Numbers.of(array);
    }

    private Numbers outputGradient(int i) {
        INDArray array = binding.outputGradient(i);
        return array == null ? null : Numbers.of(array);
    }

    /** Back through time, after {@link #states}. */
    Kernel backward() {
        INDArray toState = binding.scratch(batch, units);
        INDArray direct = binding.scratch(batch, units);
        INDArray toMemory = binding.scratch(batch, units);
        Numbers stateGradient = Numbers.of(toState);
        Numbers directGradient = Numbers.of(direct);
        Numbers memoryGradient = Numbers.of(toMemory);
        Numbers ofAll = outputGradient(0);
        Numbers ofLastState = outputGradient(1);
        Numbers ofLastMemory = recurrence instanceof Recurrence.Lstm ? outputGradient(2) : null;
        Numbers lengths = input(4);
        List<Kernel> work = new ArrayList<>();
        work.add(() -> {
            begin(stateGradient, ofLastState);
            begin(memoryGradient, ofLastMemory);
        });
        for (int step = steps - 1; step >= 0; step--) {
            int current = step;
            work.add(() -> backwardStep(current, lengths, ofAll, stateGradient, directGradient, memoryGradient));
            INDArray ofStep = Views.part(contributions, step, batch, rows);
            work.add(Arithmetic.product(ofStep, false, recurrent, false, 1, toState));
            work.add(Arithmetic.add(toState, direct, toState));
        }
        Numbers toFirstState = inputGradient(5);
        Numbers toFirstMemory = inputGradient(6);
        work.add(() -> {
            end(stateGradient, toFirstState);
            end(memoryGradient, toFirstMemory);
        });
        new RecurrentGradients(binding, layout, x, gates, contributions, states).addTo(work);
        return Arithmetic.sequence(work.toArray(Kernel[]::new));
    }

    private void begin(Numbers gradient, Numbers ofLast) {
        for (int i = 0; i < batch * units; i++) {
            gradient.set(i, ofLast == null ? 0 : ofLast.get(layout.ofState(i / units) + i % units));
        }
    }

    private void end(Numbers gradient, Numbers toFirst) {
        for (int i = 0; toFirst != null && i < batch * units; i++) {
            toFirst.set(layout.ofState(i / units) + i % units, gradient.get(i));
        }
    }

    /** Overwrites gates and contributions of the step by their gradients. */
    private void backwardStep(
            int step, Numbers lengths, Numbers ofAll, Numbers toState, Numbers direct, Numbers toMemory) {
        Recurrence.Unit unit = unit();
        for (int sample = 0; sample < batch; sample++) {
            int length = layout.length(lengths, sample);
            int place = layout.place(step, length);
            for (int i = 0; i < units; i++) {
                int at = sample * units + i;
                int before = (step * batch + sample) * units + i;
                unit.gateOfA = (place * batch + sample) * rows + i;
                unit.gateOfS = (step * batch + sample) * rows + i;
                if (step >= length) {
                    skip(unit);
                    direct.set(at, toState.get(at));
                    continue;
                }
                unit.state = stateNumbers.get(before);
                unit.memory = memoryNumbers.get(before);
                unit.newState = toState.get(at) + (ofAll == null ? 0 : ofAll.get(layout.ofOutput(place, sample) + i));
                unit.newMemory = toMemory.get(at);
                recurrence.backward(unit, memoryNumbers.get(before + batch * units));
                direct.set(at, unit.state);
                toMemory.set(at, unit.memory);
            }
        }
    }

    private void skip(Recurrence.Unit unit) {
        for (int gate = 0; gate < recurrence.gates(); gate++) {
            unit.setA(gate, 0);
            unit.setS(gate, 0);
        }
    }
}
