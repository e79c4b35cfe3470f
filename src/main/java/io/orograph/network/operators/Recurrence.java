package io.orograph.network.operators;

/**
 * What a recurrent layer does with the numbers of one unit of one sample at one step: gates, memory and state. A
 * layer's weights give it {@code a}, what the input and its biases contribute to each gate, and {@code s}, what the
 * state before and the biases of the recurrence contribute.
 */
interface Recurrence {

    /** One unit: where its numbers lie. Gate {@code g} of a unit is {@code units} behind gate {@code g − 1}. */
    final class Unit {
        /** Activations of the gates once {@link Recurrence#forward} ran; before, what the input contributes. */
        Numbers a;

        /** What the state before contributes. */
        Numbers s;

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
     * the weights, and in {@code memory} that of the memory.
     *
     * @param memoryAfter the memory after the step
     */
    void backward(Unit unit, double memoryAfter);

    private static double sigmoid(double x) {
        return 1 / (1 + Math.exp(-x));
    }

    /** f(a + s): the plain recurrent layer with tanh or ReLU (Elman 1990). */
    record Plain(boolean relu) implements Recurrence {

        @Override
        public int gates() {
            return 1;
        }

        @Override
        public void forward(Unit unit) {
            double sum = unit.sum(0);
            unit.newState = relu ? Math.max(0, sum) : Math.tanh(sum);
            unit.setA(0, unit.newState);
        }

        @Override
        public void backward(Unit unit, double memoryAfter) {
            double y = unit.a(0);
            double slope = relu ? (y > 0 ? 1 : 0) : 1 - y * y;
            unit.setA(0, unit.newState * slope);
            unit.setS(0, unit.newState * slope);
            unit.state = 0;
            unit.memory = 0;
        }
    }

    /** Long short-term memory (Hochreiter and Schmidhuber 1997), gates in the order input, output, forget, cell. */
    record Lstm() implements Recurrence {

        @Override
        public int gates() {
            return 4;
        }

        @Override
        public void forward(Unit unit) {
            for (int gate = 0; gate < 3; gate++) {
                unit.setA(gate, sigmoid(unit.sum(gate)));
            }
            unit.setA(3, Math.tanh(unit.sum(3)));
            unit.newMemory = unit.a(2) * unit.memory + unit.a(0) * unit.a(3);
            unit.newState = unit.a(1) * Math.tanh(unit.newMemory);
        }

        @Override
        public void backward(Unit unit, double memoryAfter) {
            double t = Math.tanh(memoryAfter);
            double toMemory = unit.newMemory + unit.newState * unit.a(1) * (1 - t * t);
            double in = unit.a(0);
            double out = unit.a(1);
            double forget = unit.a(2);
            double cell = unit.a(3);
            set(unit, 0, toMemory * cell * in * (1 - in));
            set(unit, 1, unit.newState * t * out * (1 - out));
            set(unit, 2, toMemory * unit.memory * forget * (1 - forget));
            set(unit, 3, toMemory * in * (1 - cell * cell));
            unit.memory = toMemory * forget;
            unit.state = 0;
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
     * @param resetFirst whether it acts on the state itself instead: then {@link ResetFirstSequence} does the work
     */
    record Gru(boolean resetFirst) implements Recurrence {

        @Override
        public int gates() {
            return 3;
        }

        @Override
        public void forward(Unit unit) {
            unit.setA(0, sigmoid(unit.sum(0)));
            unit.setA(1, sigmoid(unit.sum(1)));
            unit.setA(2, Math.tanh(unit.a(2) + unit.a(1) * unit.s(2)));
            unit.newState = (1 - unit.a(0)) * unit.a(2) + unit.a(0) * unit.state;
        }

        @Override
        public void backward(Unit unit, double memoryAfter) {
            double update = unit.a(0);
            double reset = unit.a(1);
            double hidden = unit.a(2);
            double g = unit.newState;
            double toHidden = g * (1 - update) * (1 - hidden * hidden);
            double toReset = toHidden * unit.s(2) * reset * (1 - reset);
            double toUpdate = g * (unit.state - hidden) * update * (1 - update);
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
