package io.orograph.network.operators.recurrent;

import io.orograph.network.Kernel;
import io.orograph.network.operators.kernel.Arithmetic;
import io.orograph.network.operators.kernel.FlatArray;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The steps of a recurrent layer with its usual functions where {@link CompiledSteps} does not do them: sigmoids and tanhs are
 * taken of all units at once by the native tanh, σ(x) = ½ + ½·tanh(x/2). Leaves behind what {@link Recurrence#forward} would.
 */
final class DefaultActivationSteps {

    private final RecurrentArrays arrays;
    private final Recurrence recurrence;
    private final RecurrentLayout layout;
    private final int batch;
    private final int units;
    private final int rows;
    private final FlatArray biases;
    private final FlatArray lengths;

    /** How many gates are squashed before the others are known. */
    private final int first;

    /** Those gates, [batch, first·units], before and after. */
    private final FlatArray early;

    /** The memory of an LSTM, or the new content, [batch, units], before and after. */
    private final FlatArray late;

    private final Kernel squashEarly;
    private final Kernel squashLate;

    DefaultActivationSteps(RecurrentArrays arrays, Recurrence recurrence, FlatArray biases, FlatArray lengths) {
        this.arrays = arrays;
        this.recurrence = recurrence;
        this.biases = biases;
        this.lengths = lengths;
        layout = arrays.layout;
        batch = arrays.batch;
        units = arrays.units;
        rows = arrays.rows;
        first = recurrence instanceof Recurrence.Lstm ? 4 : recurrence.gates() - 1;
        INDArray gates = arrays.binding.scratch(batch, (long) Math.max(1, first) * units);
        INDArray content = arrays.binding.scratch(batch, units);
        early = FlatArray.of(gates);
        late = FlatArray.of(content);
        squashEarly = first == 0 ? Kernel.NOTHING : Arithmetic.tanh(gates, gates);
        squashLate = Arithmetic.tanh(content, content);
    }

    /**
     * Whether a layer has the usual functions.
     *
     * @param peepholes null if it has none
     */
    static boolean suits(Recurrence recurrence, FlatArray peepholes) {
        if (recurrence instanceof Recurrence.Lstm lstm) {
            return peepholes == null
                    && !lstm.coupled()
                    && lstm.gate().isPlain(GateFunction.Kind.SIGMOID)
                    && lstm.cell().isPlain(GateFunction.Kind.TANH)
                    && lstm.output().isPlain(GateFunction.Kind.TANH);
        }
        if (recurrence instanceof Recurrence.Gru gru) {
            return gru.gate().isPlain(GateFunction.Kind.SIGMOID)
                    && gru.content().isPlain(GateFunction.Kind.TANH);
        }
        return recurrence instanceof Recurrence.Plain plain && plain.function().isPlain(GateFunction.Kind.TANH);
    }

    Kernel step(int step) {
        return () -> {
            for (int sample = 0; sample < batch; sample++) {
                sumEarly(step, sample);
            }
            squashEarly.run();
            for (int sample = 0; sample < batch; sample++) {
                int place = layout.place(step, layout.length(lengths, sample));
                keepEarly(place, sample);
                if (recurrence instanceof Recurrence.Lstm) {
                    updateMemory(step, place, sample);
                } else {
                    sumContent(step, place, sample);
                }
            }
            squashLate.run();
            for (int sample = 0; sample < batch; sample++) {
                updateState(step, sample);
            }
        };
    }

    private double bias(int row) {
        return biases == null ? 0 : biases.get(layout.direction() * 2 * rows + row);
    }

    private double recurrentBias(int row) {
        return biases == null ? 0 : biases.get((layout.direction() * 2 + 1) * rows + row);
    }

    private void sumEarly(int step, int sample) {
        int place = layout.place(step, layout.length(lengths, sample));
        int ofA = (place * batch + sample) * rows;
        int ofS = (step * batch + sample) * rows;
        int to = sample * first * units;
        for (int gate = 0; gate < first; gate++) {
            double scale = gate == 3 ? 1 : 0.5;
            for (int row = gate * units; row < (gate + 1) * units; row++) {
                double sum = arrays.gateNumbers.get(ofA + row) + arrays.contributionNumbers.get(ofS + row);
                early.set(to + row, scale * (sum + bias(row) + recurrentBias(row)));
            }
        }
    }

    private void keepEarly(int place, int sample) {
        int from = sample * first * units;
        int to = (place * batch + sample) * rows;
        for (int row = 0; row < first * units; row++) {
            double squashed = early.get(from + row);
            arrays.gateNumbers.set(to + row, row < 3 * units ? 0.5 + 0.5 * squashed : squashed);
        }
    }

    private void updateMemory(int step, int place, int sample) {
        int gate = (place * batch + sample) * rows;
        int before = arrays.before(step, sample, 0);
        boolean ended = step >= layout.length(lengths, sample);
        FlatArray gates = arrays.gateNumbers;
        for (int i = 0; i < units; i++) {
            double old = arrays.memoryNumbers.get(before + i);
            double kept = gates.get(gate + 2 * units + i) * old;
            double memory = ended ? old : kept + gates.get(gate + i) * gates.get(gate + 3 * units + i);
            arrays.memoryNumbers.set(before + batch * units + i, memory);
            late.set(sample * units + i, memory);
        }
    }

    /** The last gate of a GRU, whose reset gate acts on what the state contributes, or the only one of an RNN. */
    private void sumContent(int step, int place, int sample) {
        int gate = (place * batch + sample) * rows;
        int ofS = (step * batch + sample) * rows + first * units;
        for (int i = 0; i < units; i++) {
            double ofState = arrays.contributionNumbers.get(ofS + i) + recurrentBias(first * units + i);
            arrays.contributionNumbers.set(ofS + i, ofState);
            double reset = first == 0 ? 1 : arrays.gateNumbers.get(gate + units + i);
            double ofInput = arrays.gateNumbers.get(gate + first * units + i) + bias(first * units + i);
            late.set(sample * units + i, ofInput + reset * ofState);
        }
    }

    private void updateState(int step, int sample) {
        int length = layout.length(lengths, sample);
        int gate = (layout.place(step, length) * batch + sample) * rows;
        int before = arrays.before(step, sample, 0);
        int after = before + batch * units;
        for (int i = 0; i < units; i++) {
            double old = arrays.stateNumbers.get(before + i);
            arrays.stateNumbers.set(
                    after + i, step >= length ? old : state(gate, i, old, late.get(sample * units + i)));
        }
    }

    private double state(int gate, int i, double old, double squashed) {
        if (first == 4) {
            return arrays.gateNumbers.get(gate + units + i) * squashed;
        }
        arrays.gateNumbers.set(gate + first * units + i, squashed);
        if (first == 0) {
            return squashed;
        }
        double update = arrays.gateNumbers.get(gate + i);
        return (1 - update) * squashed + update * old;
    }
}
