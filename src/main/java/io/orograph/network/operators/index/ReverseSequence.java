package io.orograph.network.operators.index;

import io.orograph.network.NodeSpec;
import io.orograph.network.Shape;
import io.orograph.network.operators.base.LoopOperator;
import io.orograph.network.operators.kernel.FlatArray;
import java.util.List;

/** Each sequence of a batch with its first steps, as many as the second input says, in the opposite order. */
final class ReverseSequence extends LoopOperator {

    private final long batchAxis;

    ReverseSequence(NodeSpec node) {
        batchAxis = node.attributes().integer("batch_axis", 1);
        long timeAxis = node.attributes().integer("time_axis", 0);
        if (batchAxis != 1 - timeAxis || batchAxis != 0 && batchAxis != 1) {
            throw new IllegalArgumentException(node.label() + " has the batch axis " + batchAxis + " and the time axis "
                    + timeAxis + "; one must be 0 and the other 1");
        }
    }

    @Override
    public int arity() {
        return 2;
    }

    @Override
    public List<long[]> outputShapes(List<long[]> inputs) {
        long[] x = inputs.get(0);
        long[] lengths = inputs.get(1);
        if (x.length < 2 || lengths.length != 1 || lengths[0] != x[(int) batchAxis]) {
            throw new IllegalArgumentException("lengths of shape " + Shape.text(lengths) + " for sequences of shape "
                    + Shape.text(x) + " with the batch as axis " + batchAxis);
        }
        return List.of(x);
    }

    @Override
    public Loops loops(List<long[]> shapes) {
        long[] x = shapes.get(0);
        int batch = (int) x[(int) batchAxis];
        int steps = (int) x[1 - (int) batchAxis];
        int size = Shape.size(x) / Math.max(1, batch * steps);
        return new ReversingLoops(batch, steps, size, batchAxis == 0);
    }

    /**
     * @param size numbers of a step
     * @param sequenceBySequence whether the steps of a sequence lie one after the other
     */
    private record ReversingLoops(int batch, int steps, int size, boolean sequenceBySequence) implements Loops {

        private void reverse(FlatArray from, FlatArray lengths, FlatArray to) {
            for (int sequence = 0; sequence < batch; sequence++) {
                int length = Math.max(0, Math.min(steps, (int) lengths.get(sequence)));
                for (int step = 0; step < steps; step++) {
                    int source = step < length ? length - 1 - step : step;
                    to.copy(from, begin(sequence, source), begin(sequence, step), size);
                }
            }
        }

        private int begin(int sequence, int step) {
            return (sequenceBySequence ? sequence * steps + step : step * batch + sequence) * size;
        }

        @Override
        public void forward(FlatArray[] in, FlatArray[] out) {
            reverse(in[0], in[1], out[0]);
        }

        /** Reversing twice changes nothing, so that the gradient is reversed too. */
        @Override
        public void backward(FlatArray[] in, FlatArray[] out, FlatArray[] gradients, FlatArray[] wanted) {
            if (wanted[0] != null) {
                reverse(gradients[0], in[1], wanted[0]);
            }
            if (wanted[1] != null) {
                wanted[1].fill(0);
            }
        }
    }
}
