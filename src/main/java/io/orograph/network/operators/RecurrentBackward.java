package io.orograph.network.operators;

import io.orograph.network.Kernel;
import java.util.ArrayList;
import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;

/** The way back through time of one direction of a {@link Recurrent} layer, after {@link RecurrentForward#states}. */
final class RecurrentBackward {

    private final RecurrentArrays arrays;
    private final Recurrence recurrence;
    private final RecurrentLayout layout;
    private final int batch;
    private final int units;

    /** ∂L/∂state and ∂L/∂memory after the current step, [batch, units]. */
    private final INDArray toState;

    private final Numbers stateGradient;
    private final Numbers memoryGradient;

    /** The part of the state's gradient that does not come through the recurrent weights. */
    private final INDArray direct;

    private final Numbers directGradient;

    RecurrentBackward(RecurrentArrays arrays, Recurrence recurrence) {
        this.arrays = arrays;
        this.recurrence = recurrence;
        layout = arrays.layout;
        batch = arrays.batch;
        units = arrays.units;
        toState = arrays.binding.scratch(batch, units);
        direct = arrays.binding.scratch(batch, units);
        stateGradient = Numbers.of(toState);
        directGradient = Numbers.of(direct);
        memoryGradient = Numbers.of(arrays.binding.scratch(batch, units));
    }

    Kernel kernel() {
        List<Kernel> work = new ArrayList<>();
        Numbers ofLastState = arrays.outputGradient(1);
        Numbers ofLastMemory = recurrence instanceof Recurrence.Lstm ? arrays.outputGradient(2) : null;
        Numbers toPeepholes = arrays.inputGradient(7);
        work.add(() -> {
            begin(stateGradient, ofLastState);
            begin(memoryGradient, ofLastMemory);
            for (int i = 0; toPeepholes != null && i < Recurrence.PEEPHOLES * units; i++) {
                toPeepholes.set(arrays.peephole(i), 0);
            }
        });
        Numbers ofAll = arrays.outputGradient(0);
        Numbers lengths = arrays.input(4);
        Numbers peepholes = arrays.input(7);
        for (int step = arrays.steps - 1; step >= 0; step--) {
            int current = step;
            work.add(() -> step(current, lengths, ofAll, peepholes, toPeepholes));
            work.add(Arithmetic.product(arrays.contributions(step), false, arrays.recurrent, false, 1, toState));
            work.add(Arithmetic.add(toState, direct, toState));
        }
        Numbers toFirstState = arrays.inputGradient(5);
        Numbers toFirstMemory = arrays.inputGradient(6);
        work.add(() -> {
            end(stateGradient, toFirstState);
            end(memoryGradient, toFirstMemory);
        });
        arrays.gradients().addTo(work);
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
    private void step(int step, Numbers lengths, Numbers ofAll, Numbers peepholes, Numbers toPeepholes) {
        Recurrence.Unit unit = arrays.unit();
        for (int sample = 0; sample < batch; sample++) {
            int length = layout.length(lengths, sample);
            int place = layout.place(step, length);
            for (int i = 0; i < units; i++) {
                int at = sample * units + i;
                int before = arrays.before(step, sample, i);
                arrays.place(unit, step, place, sample, i);
                if (step >= length) {
                    skip(unit);
                    directGradient.set(at, stateGradient.get(at));
                    continue;
                }
                unit.state = arrays.stateNumbers.get(before);
                unit.memory = arrays.memoryNumbers.get(before);
                double ofOutput = ofAll == null ? 0 : ofAll.get(layout.ofOutput(place, sample) + i);
                unit.newState = stateGradient.get(at) + ofOutput;
                unit.newMemory = memoryGradient.get(at);
                arrays.loadPeepholes(unit, peepholes, i);
                recurrence.backward(unit, arrays.memoryNumbers.get(before + batch * units));
                directGradient.set(at, unit.state);
                memoryGradient.set(at, unit.memory);
                addPeepholes(unit, toPeepholes, i);
            }
        }
    }

    private void addPeepholes(Recurrence.Unit unit, Numbers toPeepholes, int i) {
        for (int gate = 0; toPeepholes != null && gate < Recurrence.PEEPHOLES; gate++) {
            toPeepholes.add(arrays.peephole(i) + gate * units, unit.peepholes[gate]);
        }
    }

    private void skip(Recurrence.Unit unit) {
        for (int gate = 0; gate < recurrence.gates(); gate++) {
            unit.setA(gate, 0);
            unit.setS(gate, 0);
        }
    }
}
