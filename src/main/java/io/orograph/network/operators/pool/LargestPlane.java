package io.orograph.network.operators.pool;

import io.orograph.network.Binding;
import io.orograph.network.Kernel;
import io.orograph.network.Operator;
import io.orograph.network.operators.kernel.Arithmetic;
import io.orograph.network.operators.kernel.ArrayViews;
import java.util.ArrayList;
import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;

/** At each place the largest number of all planes, of which the first axis counts at least two: see {@link WindowPlanes}. */
final class LargestPlane implements Operator {

    private final int rank;

    /**
     * @param rank how many axes the result has: an image of one axis has no height
     */
    LargestPlane(int rank) {
        this.rank = rank;
    }

    @Override
    public List<long[]> outputShapes(List<long[]> inputs) {
        long[] planes = inputs.get(0);
        return List.of(
                rank == 3
                        ? new long[] {planes[1], planes[2], planes[4]}
                        : new long[] {planes[1], planes[2], planes[3], planes[4]});
    }

    @Override
    public Kernel forward(Binding binding) {
        INDArray planes = binding.input(0);
        INDArray out = binding.output(0);
        List<Kernel> steps = new ArrayList<>();
        INDArray largest = ArrayViews.part(planes, 0, out.shape());
        for (long plane = 1; plane < planes.size(0); plane++) {
            steps.add(Arithmetic.maximum(largest, ArrayViews.part(planes, plane, out.shape()), out));
            largest = out;
        }
        return Arithmetic.sequence(steps.toArray(Kernel[]::new));
    }

    @Override
    public Kernel backward(Binding binding) {
        throw new UnsupportedOperationException("windows are put in planes only where nobody goes back");
    }
}
