package io.orograph.network.operators.recurrent;

import io.orograph.network.Binding;
import io.orograph.network.Kernel;
import io.orograph.network.operators.kernel.FlatArray;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * One direction of a gated recurrent unit whose reset gate acts on the state before its product, as Cho et al. 2014
 * (arXiv 1406.1078) wrote it: n = tanh(W x + R (r ∘ h) + b), or with other functions. Plain loops, sample by sample: the product has to wait for
 * the gate, and few exporters write this form.
 */
final class ResetFirstSequence {

    private static final int GATES = 3;

    private final Binding binding;
    private final Recurrence.Gru unit;
    private final RecurrentLayout layout;
    private final int rows;

    /** Gates and the state before each step of one sample, [steps, units]; activations in the order z, r, n. */
    private final double[] activations;

    private final double[] before;
    private final double[] weights;
    private final double[] recurrent;
    private final double[] biases;

    ResetFirstSequence(Binding binding, Recurrence.Gru unit, RecurrentLayout layout) {
        this.binding = binding;
        this.unit = unit;
        this.layout = layout;
        rows = GATES * layout.units();
        activations = new double[layout.steps() * rows];
        before = new double[(layout.steps() + 1) * layout.units()];
        weights = new double[rows * layout.in()];
        recurrent = new double[rows * layout.units()];
        biases = new double[rows];
    }

    private FlatArray numbers(INDArray array) {
        return array == null ? null : FlatArray.of(array);
    }

    private FlatArray input(int i) {
        return i < binding.inputs() ? numbers(binding.input(i)) : null;
    }

    private FlatArray wanted(int i) {
        return i < binding.inputs() ? numbers(binding.inputGradient(i)) : null;
    }

    /** What the node reads; null for what is left out. */
    private record Inputs(
            FlatArray x, FlatArray w, FlatArray r, FlatArray b, FlatArray lengths, FlatArray firstState) {}

    private void load(FlatArray w, FlatArray r, FlatArray b) {
        int direction = layout.direction();
        for (int i = 0; i < weights.length; i++) {
            weights[i] = w.get(direction * weights.length + i);
        }
        for (int i = 0; i < recurrent.length; i++) {
            recurrent[i] = r.get(direction * recurrent.length + i);
        }
        for (int i = 0; b != null && i < rows; i++) {
            biases[i] = b.get(2 * direction * rows + i) + b.get((2 * direction + 1) * rows + i);
        }
    }

    /** All states of one sample. */
    private void run(FlatArray x, FlatArray firstState, int sample, int length) {
        int units = layout.units();
        for (int i = 0; i < units; i++) {
            before[i] = firstState == null ? 0 : firstState.get(layout.ofState(sample) + i);
        }
        for (int step = 0; step < length; step++) {
            int from = layout.ofInput(layout.place(step, length), sample);
            for (int row = 0; row < 2 * units; row++) {
                activations[step * rows + row] = unit.gate().value(sum(x, from, row, step, false));
            }
            for (int i = 0; i < units; i++) {
                double hidden = unit.content().value(sum(x, from, 2 * units + i, step, true));
                activations[step * rows + 2 * units + i] = hidden;
                double update = activations[step * rows + i];
                before[(step + 1) * units + i] = (1 - update) * hidden + update * before[step * units + i];
            }
        }
    }

    private double sum(FlatArray x, int from, int row, int step, boolean reset) {
        double sum = biases[row];
        for (int k = 0; k < layout.in(); k++) {
            sum += weights[row * layout.in() + k] * x.get(from + k);
        }
        for (int k = 0; k < layout.units(); k++) {
            sum += recurrent[row * layout.units() + k] * state(step, k, reset);
        }
        return sum;
    }

    private double state(int step, int unit, boolean reset) {
        double gate = reset ? activations[step * rows + layout.units() + unit] : 1;
        return gate * before[step * layout.units() + unit];
    }

    Kernel forward() {
        Inputs in = new Inputs(input(0), input(1), input(2), input(3), input(4), input(5));
        FlatArray all = numbers(binding.output(0));
        FlatArray last = numbers(binding.output(1));
        return () -> {
            load(in.w, in.r, in.b);
            for (int sample = 0; sample < layout.batch(); sample++) {
                int length = layout.length(in.lengths, sample);
                run(in.x, in.firstState, sample, length);
                write(all, last, sample, length);
            }
        };
    }

    private void write(FlatArray all, FlatArray last, int sample, int length) {
        int units = layout.units();
        for (int i = 0; i < units; i++) {
            for (int step = 0; all != null && step < layout.steps(); step++) {
                double value = step < length ? before[(step + 1) * units + i] : 0;
                all.set(layout.ofOutput(layout.place(step, length), sample) + i, value);
            }
            if (last != null) {
                last.set(layout.ofState(sample) + i, before[length * units + i]);
            }
        }
    }

    /** The gradients of weights and biases, summed over steps and samples. */
    private final class Sums {
        final double[] weights = new double[rows * layout.in()];
        final double[] recurrent = new double[rows * layout.units()];
        final double[] biases = new double[rows];
    }

    Kernel backward() {
        Inputs in = new Inputs(input(0), input(1), input(2), input(3), input(4), input(5));
        FlatArray ofAll = numbers(binding.outputGradient(0));
        FlatArray ofLast = numbers(binding.outputGradient(1));
        FlatArray toInput = wanted(0);
        FlatArray toFirst = wanted(5);
        FlatArray[] toWeights = {wanted(1), wanted(2), wanted(3)};
        return () -> {
            load(in.w, in.r, in.b);
            if (toInput != null && layout.direction() == 0) {
                toInput.fill(0);
            }
            Sums sums = new Sums();
            for (int sample = 0; sample < layout.batch(); sample++) {
                int length = layout.length(in.lengths, sample);
                run(in.x, in.firstState, sample, length);
                double[] toState = new double[layout.units()];
                for (int i = 0; ofLast != null && i < toState.length; i++) {
                    toState[i] = ofLast.get(layout.ofState(sample) + i);
                }
                for (int step = length - 1; step >= 0; step--) {
                    int place = layout.place(step, length);
                    for (int i = 0; ofAll != null && i < toState.length; i++) {
                        toState[i] += ofAll.get(layout.ofOutput(place, sample) + i);
                    }
                    toState = back(step, toState, in.x, layout.ofInput(place, sample), toInput, sums);
                }
                for (int i = 0; toFirst != null && i < toState.length; i++) {
                    toFirst.set(layout.ofState(sample) + i, toState[i]);
                }
            }
            write(sums, toWeights);
        };
    }

    /** One step back; the gradient of the state before it. */
    private double[] back(int step, double[] toState, FlatArray x, int from, FlatArray toInput, Sums sums) {
        int units = layout.units();
        double[] toSums = new double[rows];
        double[] result = new double[units];
        for (int i = 0; i < units; i++) {
            double update = activations[step * rows + i];
            double hidden = activations[step * rows + 2 * units + i];
            toSums[2 * units + i] = toState[i] * (1 - update) * unit.content().slope(hidden);
            toSums[i] = toState[i]
                    * (before[step * units + i] - hidden)
                    * unit.gate().slope(update);
            result[i] = toState[i] * update;
        }
        for (int k = 0; k < units; k++) {
            double toProduct = 0;
            for (int i = 0; i < units; i++) {
                toProduct += toSums[2 * units + i] * recurrent[(2 * units + i) * units + k];
            }
            double reset = activations[step * rows + units + k];
            toSums[units + k] =
                    toProduct * before[step * units + k] * unit.gate().slope(reset);
            result[k] += toProduct * reset;
        }
        for (int row = 0; row < rows; row++) {
            sums.biases[row] += toSums[row];
            for (int k = 0; k < layout.in(); k++) {
                sums.weights[row * layout.in() + k] += toSums[row] * x.get(from + k);
                if (toInput != null) {
                    toInput.add(from + k, toSums[row] * weights[row * layout.in() + k]);
                }
            }
            boolean reset = row >= 2 * units;
            for (int k = 0; k < units; k++) {
                sums.recurrent[row * units + k] += toSums[row] * state(step, k, reset);
                result[k] += reset ? 0 : toSums[row] * recurrent[row * units + k];
            }
        }
        return result;
    }

    private void write(Sums sums, FlatArray[] to) {
        int direction = layout.direction();
        for (int i = 0; to[0] != null && i < sums.weights.length; i++) {
            to[0].set(direction * sums.weights.length + i, sums.weights[i]);
        }
        for (int i = 0; to[1] != null && i < sums.recurrent.length; i++) {
            to[1].set(direction * sums.recurrent.length + i, sums.recurrent[i]);
        }
        for (int i = 0; to[2] != null && i < rows; i++) {
            to[2].set(2 * direction * rows + i, sums.biases[i]);
            to[2].set((2 * direction + 1) * rows + i, sums.biases[i]);
        }
    }
}
