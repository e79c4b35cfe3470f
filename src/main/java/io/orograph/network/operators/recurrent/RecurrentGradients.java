package io.orograph.network.operators.recurrent;

import io.orograph.network.Binding;
import io.orograph.network.Kernel;
import io.orograph.network.operators.kernel.Arithmetic;
import io.orograph.network.operators.kernel.ArrayViews;
import io.orograph.network.operators.kernel.FlatArray;
import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The gradients of a {@link RecurrentForward} with respect to its sequence, weights and biases, from those of its
 * gates.
 *
 * @param x the sequence as [steps·batch, in]
 * @param gates gradients of the gates by place in the sequence, [steps·batch, rows]
 * @param contributions gradients of what the state before contributes, by step, [steps·batch, rows]
 * @param states states before the first and after each step, [steps + 1, batch, units]
 */
record RecurrentGradients(
        Binding binding, RecurrentLayout layout, INDArray x, INDArray gates, INDArray contributions, INDArray states) {

    /** Adds what comes after the last step back through time. */
    void addTo(List<Kernel> work) {
        if (binding.inputGradient(0) != null) {
            addSequenceGradient(work);
        }
        if (binding.inputGradient(1) != null) {
            work.add(Arithmetic.product(gates, true, x, false, 1, layout.matrix(binding.inputGradient(1))));
        }
        if (binding.inputGradient(2) != null) {
            // The states before each step: all but the last.
            INDArray before = ArrayViews.part(states, 0, contributions.size(0), states.size(2));
            work.add(
                    Arithmetic.product(contributions, true, before, false, 1, layout.matrix(binding.inputGradient(2))));
        }
        if (binding.inputs() > 3 && binding.inputGradient(3) != null) {
            addBiasGradient(work);
        }
    }

    private void addBiasGradient(List<Kernel> work) {
        FlatArray ofGates = FlatArray.of(gates);
        FlatArray ofContributions = FlatArray.of(contributions);
        FlatArray toBiases = FlatArray.of(binding.inputGradient(3));
        int rows = (int) gates.size(1);
        work.add(() -> {
            for (int row = 0; row < rows; row++) {
                double ofInput = 0;
                double ofState = 0;
                for (int i = row; i < ofGates.size(); i += rows) {
                    ofInput += ofGates.get(i);
                    ofState += ofContributions.get(i);
                }
                toBiases.set(layout.direction() * 2 * rows + row, ofInput);
                toBiases.set(layout.direction() * 2 * rows + rows + row, ofState);
            }
        });
    }

    private void addSequenceGradient(List<Kernel> work) {
        INDArray own = binding.scratch(x.shape());
        FlatArray from = FlatArray.of(own);
        FlatArray to = FlatArray.of(binding.inputGradient(0));
        int steps = layout.steps();
        int batch = layout.batch();
        int in = layout.in();
        work.add(Arithmetic.product(gates, false, layout.matrix(binding.input(1)), false, 1, own));
        work.add(() -> {
            for (int i = 0; i < steps * batch * in; i++) {
                int row = i / in;
                int at = layout.batchFirst() ? (row % batch * steps + row / batch) * in + i % in : i;
                to.set(at, (layout.direction() == 0 ? 0 : to.get(at)) + from.get(i));
            }
        });
    }
}
