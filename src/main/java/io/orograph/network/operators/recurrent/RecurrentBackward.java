package io.orograph.network.operators.recurrent;

import io.orograph.network.Kernel;
import io.orograph.network.operators.kernel.Arithmetic;
import io.orograph.network.operators.kernel.FlatArray;
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

    private final FlatArray stateGradient;
    private final FlatArray memoryGradient;

    /** The part of the state's gradient that does not come through the recurrent weights. */
    private final INDArray direct;

    private final FlatArray directGradient;

    RecurrentBackward(RecurrentArrays arrays, Recurrence recurrence) {
        this.arrays = arrays;
        this.recurrence = recurrence;
        layout = arrays.layout;
        batch = arrays.batch;
        units = arrays.units;
        toState = arrays.binding.scratch(batch, units);
        direct = arrays.binding.scratch(batch, units);
        stateGradient = FlatArray.of(toState);
        directGradient = FlatArray.of(direct);
        memoryGradient = FlatArray.of(arrays.binding.scratch(batch, units));
    }

    Kernel kernel() {
        List<Kernel> work = new ArrayList<>();
        FlatArray ofLastState = arrays.outputGradient(1);
        FlatArray ofLastMemory = recurrence instanceof Recurrence.Lstm ? arrays.outputGradient(2) : null;
        FlatArray toPeepholes = arrays.inputGradient(7);
        work.add(() -> {
            begin(stateGradient, ofLastState);
            begin(memoryGradient, ofLastMemory);
            for (int i = 0; toPeepholes != null && i < Recurrence.PEEPHOLES * units; i++) {
                toPeepholes.set(arrays.peephole(i), 0);
            }
        });
        FlatArray ofAll = arrays.outputGradient(0);
        FlatArray lengths = arrays.input(4);
        FlatArray peepholes = arrays.input(7);
        for (int step = arrays.steps - 1; step >= 0; step--) {
            int current = step;
            work.add(() -> step(current, lengths, ofAll, peepholes, toPeepholes));
            work.add(Arithmetic.product(arrays.contributions(step), false, arrays.recurrent, false, 1, toState));
            work.add(Arithmetic.add(toState, direct, toState));
        }
        FlatArray toFirstState = arrays.inputGradient(5);
        FlatArray toFirstMemory = arrays.inputGradient(6);
        work.add(() -> {
            end(stateGradient, toFirstState);
            end(memoryGradient, toFirstMemory);
        });
        arrays.gradients().addTo(work);
        return Arithmetic.sequence(work.toArray(Kernel[]::new));
    }

    private void begin(FlatArray gradient, FlatArray ofLast) {
        for (int i = 0; i < batch * units; i++) {
            gradient.set(i, ofLast == null ? 0 : ofLast.get(layout.ofState(i / units) + i % units));
        }
    }

    private void end(FlatArray gradient, FlatArray toFirst) {
        for (int i = 0; toFirst != null && i < batch * units; i++) {
            toFirst.set(layout.ofState(i / units) + i % units, gradient.get(i));
        }
    }

    /** Overwrites gates and contributions of the step by their gradients. */
    private void step(int step, FlatArray lengths, FlatArray ofAll, FlatArray peepholes, FlatArray toPeepholes) {
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

    private void addPeepholes(Recurrence.Unit unit, FlatArray toPeepholes, int i) {
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
