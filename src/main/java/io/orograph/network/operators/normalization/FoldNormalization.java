package io.orograph.network.operators.normalization;

import io.orograph.network.Binding;
import io.orograph.network.Kernel;
import io.orograph.network.Operator;
import io.orograph.network.ScaledRows;
import io.orograph.network.operators.kernel.Arithmetic;
import io.orograph.network.operators.kernel.ArrayViews;
import io.orograph.network.operators.kernel.FlatArray;
import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The weights W′ = W·s and the bias b′ = (b − mean)·s + shift of a layer that does what a layer with weights W and bias
 * b followed by a normalisation does, with s = scale/√(variance + ε) for each output unit. Inputs: scale, shift, mean,
 * variance, W, and b or nothing.
 */
final class FoldNormalization implements Operator {

    private final double epsilon;
    private final int outputAxis;

    /**
     * @param outputAxis the axis of W that counts output units: the first or the last
     */
    FoldNormalization(double epsilon, int outputAxis) {
        this.epsilon = epsilon;
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

    /** The loops are for numbers by unit; the weights, which are many, are multiplied by the kernel for that. */
    @Override
    public Kernel forward(Binding binding) {
        FlatArray[] in = FlatArray.all(arity(), binding::input);
        FoldLoops loops = loops(in);
        INDArray slopes = binding.scratch(binding.input(0).shape());
        FlatArray slopesOut = FlatArray.of(slopes);
        FlatArray bias = FlatArray.of(binding.output(1));
        Kernel weights = scaled(binding.input(4), slopes, binding.output(0));
        return () -> {
            loops.forward(in, slopesOut, bias);
            weights.run();
        };
    }

    private FoldLoops loops(FlatArray... in) {
        return new FoldLoops(epsilon, in[0].size(), in[4].size(), outputAxis == 0);
    }

    private Kernel scaled(INDArray weights, INDArray slopes, INDArray out) {
        if (outputAxis == 0) {
            return new ScaledRows(weights, slopes, out);
        }
        long units = slopes.length();
        long[] matrix = {weights.length() / units, units};
        return Arithmetic.multiply(
                ArrayViews.reshape(weights, matrix),
                ArrayViews.reshape(slopes, 1, units),
                ArrayViews.reshape(out, matrix));
    }

    @Override
    public Kernel backward(Binding binding) {
        FlatArray[] in = FlatArray.all(arity(), binding::input);
        FoldLoops loops = loops(in);
        FlatArray toWeights = FlatArray.of(binding.outputGradient(0));
        FlatArray toBias = FlatArray.of(binding.outputGradient(1));
        FlatArray[] wanted = FlatArray.all(arity(), binding::inputGradient);
        return () -> loops.backward(in, toWeights, toBias, wanted);
    }
}
