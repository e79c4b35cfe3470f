package io.orograph.network.operators.normalization;

import io.orograph.network.Binding;
import io.orograph.network.Kernel;
import io.orograph.network.Operator;
import io.orograph.network.Shape;
import io.orograph.network.operators.kernel.Arithmetic;
import io.orograph.network.operators.kernel.ArrayViews;
import io.orograph.network.operators.kernel.Broadcast;
import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The mean and the sum of squared deviations, Σ(x − mean)², of the numbers that each channel (axis 1) has in the first
 * samples of a batch: what the moments over several batches are pooled from without the cancellation of Σx² − n·mean².
 * Only for plans that go forward.
 */
final class BatchMoments implements Operator {

    private final int batch;
    private final int counted;

    /**
     * @param batch samples that run at once
     * @param counted how many of them count, from the first on; the others fill up a batch whose size is fixed
     */
    BatchMoments(int batch, int counted) {
        this.batch = batch;
        this.counted = counted;
    }

    @Override
    public int arity() {
        return 1;
    }

    @Override
    public List<long[]> outputShapes(List<long[]> inputs) {
        long[] x = inputs.get(0);
        if (x.length < 2) {
            throw new IllegalArgumentException(
                    "an input of shape " + Shape.text(x) + "; it needs axes for batch and channels");
        }
        return List.of(new long[] {x[1]}, new long[] {x[1]});
    }

    @Override
    public Kernel forward(Binding binding) {
        INDArray all = BatchNormalization.maps(binding.input(0));
        long rows = all.size(0) * counted / batch;
        INDArray x = rows == all.size(0) ? all : ArrayViews.slice(all, 0, 0, rows);
        INDArray mean = binding.output(0);
        INDArray deviations = binding.scratch(x.shape());
        INDArray negative = binding.scratch(mean.shape());
        return Arithmetic.sequence(
                Broadcast.sum(x, BatchNormalization.column(mean), binding),
                Arithmetic.multiply(mean, 1.0 / (rows * x.size(2)), mean),
                Arithmetic.multiply(mean, -1, negative),
                BatchNormalization.shift(x, negative, deviations),
                Arithmetic.multiply(deviations, deviations, deviations),
                Broadcast.sum(deviations, BatchNormalization.column(binding.output(1)), binding));
    }

    @Override
    public Kernel backward(Binding binding) {
        throw new UnsupportedOperationException("moments are taken by plans that only go forward");
    }
}
