package io.orograph.network.operators.normalization;

import io.orograph.network.Binding;
import io.orograph.network.Kernel;
import io.orograph.network.Operator;
import io.orograph.network.operators.kernel.Arithmetic;
import io.orograph.network.operators.kernel.ArrayViews;
import java.util.ArrayList;
import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The weights W′ = W·s and the bias b′ = (b − mean)·s + shift of a layer that does what a layer with weights W and bias
 * b followed by a normalisation does, with s = scale/√(variance + ε) for each output unit. Inputs: scale, shift, mean,
 * variance, W, and b or nothing.
 */
final class FoldNormalization implements Operator {

    private final BatchNormalization normalization;
    private final int outputAxis;

    /**
     * @param outputAxis the axis of W that counts output units: the first or the last
     */
    FoldNormalization(BatchNormalization normalization, int outputAxis) {
        this.normalization = normalization;
        this.outputAxis = outputAxis;
    }

    @Override
    public int arity() {
        return 6;
    }

    @Override
    public List<long[]> outputShapes(List<long[]> inputs) {
        return List.of(inputs.get(4), inputs.get(0));
    }

    /** Where scale and variance stay, both outputs are sums of multiples of the other inputs. */
    @Override
    public boolean isAffine(boolean[] moving) {
        return !moving[0] && !moving[3];
    }

    @Override
    public Kernel forward(Binding binding) {
        INDArray scale = binding.input(0);
        INDArray weights = binding.input(4);
        INDArray bias = binding.input(5);
        INDArray slope = binding.scratch(scale.shape());
        INDArray foldedBias = binding.output(1);
        List<Kernel> steps = new ArrayList<>();
        steps.add(normalization.slope(scale, binding.input(3), slope));
        steps.add(scaledWeights(weights, slope, binding.output(0)));
        steps.add(
                bias == null
                        ? Arithmetic.multiply(binding.input(2), -1, foldedBias)
                        : Arithmetic.subtract(bias, binding.input(2), foldedBias));
        steps.add(Arithmetic.multiply(foldedBias, slope, foldedBias));
        steps.add(Arithmetic.add(foldedBias, binding.input(1), foldedBias));
        return Arithmetic.sequence(steps.toArray(Kernel[]::new));
    }

    private Kernel scaledWeights(INDArray weights, INDArray slope, INDArray out) {
        long units = slope.length();
        long others = weights.length() / units;
        boolean rows = outputAxis == 0;
        long[] matrix = rows ? new long[] {units, others} : new long[] {others, units};
        INDArray factors = rows ? ArrayViews.reshape(slope, units, 1) : ArrayViews.reshape(slope, 1, units);
        return Arithmetic.multiply(ArrayViews.reshape(weights, matrix), factors, ArrayViews.reshape(out, matrix));
    }

    @Override
    public Kernel backward(Binding binding) {
        return new FoldGradients(binding, normalization.epsilon(), outputAxis == 0);
    }
}
