package io.orograph.network.operators.recurrent;

import io.orograph.network.Binding;
import io.orograph.network.operators.kernel.ArrayViews;
import io.orograph.network.operators.kernel.FlatArray;
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
    final FlatArray gateNumbers;

    final FlatArray contributionNumbers;
    final FlatArray stateNumbers;
    final FlatArray memoryNumbers;

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
                : ArrayViews.reshape(binding.input(0), places, layout.in());
        weights = layout.matrix(binding.input(1));
        recurrent = layout.matrix(binding.input(2));
        gates = binding.scratch(places, rows);
        contributions = binding.scratch(places, rows);
        states = binding.scratch(steps + 1L, batch, units);
        memories = binding.scratch(steps + 1L, batch, units);
        gateNumbers = FlatArray.of(gates);
        contributionNumbers = FlatArray.of(contributions);
        stateNumbers = FlatArray.of(states);
        memoryNumbers = FlatArray.of(memories);
    }

    /** An input's numbers; null if it is left out. */
    FlatArray input(int i) {
        return i < binding.inputs() ? numbers(binding.input(i)) : null;
    }

    FlatArray inputGradient(int i) {
        return i < binding.inputs() ? numbers(binding.inputGradient(i)) : null;
    }

    FlatArray output(int i) {
        return numbers(binding.output(i));
    }

    FlatArray outputGradient(int i) {
        return numbers(binding.outputGradient(i));
    }

    private static FlatArray numbers(INDArray array) {
        return array == null ? null : FlatArray.of(array);
    }

    /** What the state before the step contributes to the gates. */
    INDArray contributions(int step) {
        return ArrayViews.part(contributions, step, batch, rows);
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
    void loadPeepholes(Recurrence.Unit unit, FlatArray peepholes, int i) {
        for (int gate = 0; gate < Recurrence.PEEPHOLES; gate++) {
            unit.peepholes[gate] = peepholes == null ? 0 : peepholes.get(peephole(i) + gate * units);
        }
    }

    RecurrentGradients gradients() {
        return new RecurrentGradients(binding, layout, x, gates, contributions, states);
    }
}
