package io.orograph.network.operators.recurrent;

import io.orograph.network.operators.kernel.FlatArray;

/**
 * What a recurrent layer does with the numbers of one unit of one sample at one step: gates, memory and state. A
 * layer's weights give it {@code a}, what the input and its biases contribute to each gate, and {@code s}, what the
 * state before and the biases of the recurrence contribute.
 */
interface Recurrence {

    /** How many gates of an LSTM see the memory. */
    int PEEPHOLES = 3;

    /** One unit: where its numbers lie. Gate {@code g} of a unit is {@code units} behind gate {@code g − 1}. */
    final class Unit {
        /** Activations of the gates once {@link Recurrence#forward} ran; before, what the input contributes. */
        FlatArray a;

        /** What the state before contributes. */
        FlatArray s;

        /** Index in {@code a} and in {@code s} of the first gate, and how far the gates lie apart. */
        int gateOfA;

        int gateOfS;
        int units;

        /** State and memory before the step. */
        double state;

        double memory;

        /** Their results, or, on the way back, their gradients. */
        double newState;

        double newMemory;

        /** Peepholes of the unit's input, output and forget gate; 0 without. On the way back their gradients. */
        final double[] peepholes = new double[PEEPHOLES];

        double a(int gate) {
            return a.get(gateOfA + gate * units);
        }

        void setA(int gate, double value) {
            a.set(gateOfA + gate * units, value);
        }

        double s(int gate) {
            return s.get(gateOfS + gate * units);
        }

        void setS(int gate, double value) {
            s.set(gateOfS + gate * units, value);
        }

        double sum(int gate) {
            return a(gate) + s(gate);
        }
    }

    /** How many gates a unit has. */
    int gates();

    /** Sets the activations in {@code a}, {@code newState} and {@code newMemory}. */
    void forward(Unit unit);

    /**
     * From the gradients in {@code newState} and {@code newMemory}: sets in {@code a} and {@code s} the gradients of
     * what input and state contribute, in {@code state} the part of the state's gradient that does not come through
     * the weights, in {@code memory} that of the memory, and in {@code peepholes} those of the peepholes.
     *
     * @param memoryAfter the memory after the step
     */
    void backward(Unit unit, double memoryAfter);

    /** f(a + s): the plain recurrent layer, usually with tanh or ReLU (Elman 1990). */
    record Plain(GateFunction function) implements Recurrence {

        @Override
        public int gates() {
            return 1;
        }

        @Override
        public void forward(Unit unit) {
            unit.newState = function.value(unit.sum(0));
            unit.setA(0, unit.newState);
        }

        @Override
        public void backward(Unit unit, double memoryAfter) {
            double gradient = unit.newState * function.slope(unit.a(0));
            unit.setA(0, gradient);
            unit.setS(0, gradient);
            unit.state = 0;
            unit.memory = 0;
        }
    }

    /**
     * Long short-term memory (Hochreiter and Schmidhuber 1997), gates in the order input, output, forget, cell; with
     * peepholes (Gers and Schmidhuber 2000) input and forget gate see the memory before the step, the output gate the
     * memory after it.
     *
     * @param gate σ of the three gates
     * @param cell tanh of what goes into the memory
     * @param output tanh of the memory
     * @param coupled whether the forget gate is 1 less the input gate
     */
    record Lstm(GateFunction gate, GateFunction cell, GateFunction output, boolean coupled) implements Recurrence {

        @Override
        public int gates() {
            return 4;
        }

        @Override
        public void forward(Unit unit) {
            double[] peep = unit.peepholes;
            unit.setA(0, gate.value(unit.sum(0) + peep[0] * unit.memory));
            unit.setA(2, coupled ? 1 - unit.a(0) : gate.value(unit.sum(2) + peep[2] * unit.memory));
            unit.setA(3, cell.value(unit.sum(3)));
            unit.newMemory = unit.a(2) * unit.memory + unit.a(0) * unit.a(3);
            unit.setA(1, gate.value(unit.sum(1) + peep[1] * unit.newMemory));
            unit.newState = unit.a(1) * output.value(unit.newMemory);
        }

        @Override
        public void backward(Unit unit, double memoryAfter) {
            double[] peep = unit.peepholes;
            double t = output.value(memoryAfter);
            double in = unit.a(0);
            double out = unit.a(1);
            double forget = unit.a(2);
            double content = unit.a(3);
            double toOut = unit.newState * t * gate.slope(out);
            double toMemory = unit.newMemory + unit.newState * out * output.slope(t) + peep[1] * toOut;
            double toIn = toMemory * (coupled ? content - unit.memory : content) * gate.slope(in);
            double toForget = coupled ? 0 : toMemory * unit.memory * gate.slope(forget);
            set(unit, 0, toIn);
            set(unit, 1, toOut);
            set(unit, 2, toForget);
            set(unit, 3, toMemory * in * cell.slope(content));
            double before = unit.memory;
            unit.memory = toMemory * forget + peep[0] * toIn + peep[2] * toForget;
            unit.state = 0;
            peep[0] = toIn * before;
            peep[1] = toOut * memoryAfter;
            peep[2] = toForget * before;
        }

        private static void set(Unit unit, int gate, double gradient) {
            unit.setA(gate, gradient);
            unit.setS(gate, gradient);
        }
    }

    /**
     * Gated recurrent unit (Cho et al. 2014, arXiv 1406.1078), gates in the order update, reset, hidden; the reset gate
     * acts on what the state contributes ({@code linear_before_reset}), as in cuDNN, PyTorch and Keras.
     *
     * @param gate σ of update and reset gate
     * @param content tanh of the new content
     * @param resetFirst whether it acts on the state itself instead: then {@link ResetFirstSequence} does the work
     */
    record Gru(GateFunction gate, GateFunction content, boolean resetFirst) implements Recurrence {

        @Override
        public int gates() {
            return 3;
        }

        @Override
        public void forward(Unit unit) {
            unit.setA(0, gate.value(unit.sum(0)));
            unit.setA(1, gate.value(unit.sum(1)));
            unit.setA(2, content.value(unit.a(2) + unit.a(1) * unit.s(2)));
            unit.newState = (1 - unit.a(0)) * unit.a(2) + unit.a(0) * unit.state;
        }

        @Override
        public void backward(Unit unit, double memoryAfter) {
            double update = unit.a(0);
            double reset = unit.a(1);
            double hidden = unit.a(2);
            double g = unit.newState;
            double toHidden = g * (1 - update) * content.slope(hidden);
            double toReset = toHidden * unit.s(2) * gate.slope(reset);
            double toUpdate = g * (unit.state - hidden) * gate.slope(update);
            unit.setA(0, toUpdate);
            unit.setS(0, toUpdate);
            unit.setA(1, toReset);
            unit.setS(1, toReset);
            unit.setA(2, toHidden);
            unit.setS(2, toHidden * reset);
            unit.state = g * update;
            unit.memory = 0;
        }
    }
}
