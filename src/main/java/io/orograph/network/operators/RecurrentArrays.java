package io.orograph.network.operators;

import io.orograph.network.Binding;
import org.nd4j.linalg.api.ndarray.INDArray;

/** What one direction of a {@link Recurrent} layer reads and writes, on its way forward and back. */
final class RecurrentArrays {

    final Binding binding;
    final RecurrentLayout layout;
    final int steps;
    final int batch;
    final int units;

    /** Gates times units. */
    final int rows;

    /** x as [steps·batch, in]. */
    final INDArray x;

    final INDArray weights;
    final INDArray recurrent;

    /** Gates by place in the sequence, [steps·batch, rows]. */
    final INDArray gates;

    /** What the state before contributes, by step, [steps·batch, rows]. */
    final INDArray contributions;

    /** States and memories before the first and after each step, [steps + 1, batch, units]. */
    final INDArray states;

    final INDArray memories;

    /** The numbers of the four. */
    final Numbers gateNumbers;

    final Numbers contributionNumbers;
    final Numbers stateNumbers;
    final Numbers memoryNumbers;

    RecurrentArrays(Binding binding, Recurrence recurrence, RecurrentLayout layout) {
        this.binding = binding;
        this.layout = layout;
        steps = layout.steps();
        batch = layout.batch();
        units = layout.units();
        rows = recurrence.gates() * units;
        long places = (long) steps * batch;
        x = layout.batchFirst()
                ? binding.scratch(places, layout.in())
                : Views.reshape(binding.input(0), places, layout.in());
        weights = layout.matrix(binding.input(1));
        recurrent = layout.matrix(binding.input(2));
        gates = binding.scratch(places, rows);
        contributions = binding.scratch(places, rows);
        states = binding.scratch(steps + 1L, batch, units);
        memories = binding.scratch(steps + 1L, batch, units);
        gateNumbers = Numbers.of(gates);
        contributionNumbers = Numbers.of(contributions);
        stateNumbers = Numbers.of(states);
        memoryNumbers = Numbers.of(memories);
    }

    /** An input's numbers; null if it is left out. */
    Numbers input(int i) {
        return i < binding.inputs() ? numbers(binding.input(i)) : null;
    }

    Numbers inputGradient(int i) {
        return i < binding.inputs() ? numbers(binding.inputGradient(i)) : null;
    }

    Numbers output(int i) {
        return numbers(binding.output(i));
    }

    Numbers outputGradient(int i) {
        return numbers(binding.outputGradient(i));
    }

    private static Numbers numbers(INDArray array) {
        return array == null ? null : Numbers.of(array);
    }

    /** What the state before the step contributes to the gates. */
    INDArray contributions(int step) {
        return Views.part(contributions, step, batch, rows);
    }

    /** A unit without a place yet. */
    Recurrence.Unit unit() {
        Recurrence.Unit unit = new Recurrence.Unit();
        unit.a = gateNumbers;
        unit.s = contributionNumbers;
        unit.units = units;
        return unit;
    }

    /** Puts a unit at a step of a sample, which is taken at a place of the sequence. */
    void place(Recurrence.Unit unit, int step, int place, int sample, int i) {
        unit.gateOfA = (place * batch + sample) * rows + i;
        unit.gateOfS = (step * batch + sample) * rows + i;
    }

    /** Index of a unit in the states and memories before a step. */
    int before(int step, int sample, int i) {
        return (step * batch + sample) * units + i;
    }

    /** Index of a unit's first peephole, that of the input gate; those of output and forget gate are a layer apart. */
    int peephole(int i) {
        return layout.direction() * Recurrence.PEEPHOLES * units + i;
    }

    /** Gives a unit its peepholes, or none. */
    void loadPeepholes(Recurrence.Unit unit, Numbers peepholes, int i) {
        for (int gate = 0; gate < Recurrence.PEEPHOLES; gate++) {
            unit.peepholes[gate] = peepholes == null ? 0 : peepholes.get(peephole(i) + gate * units);
        }
    }

    RecurrentGradients gradients() {
        return new RecurrentGradients(binding, layout, x, gates, contributions, states);
    }
}
