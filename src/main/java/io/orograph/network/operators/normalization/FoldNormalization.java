package io.orograph.network.operators.normalization;

import io.orograph.network.Shape;
import io.orograph.network.operators.base.LoopOperator;
import java.util.List;

/**
 * The weights W′ = W·s and the bias b′ = (b − mean)·s + shift of a layer that does what a layer with weights W and bias
 * b followed by a normalisation does, with s = scale/√(variance + ε) for each output unit. Inputs: scale, shift, mean,
 * variance, W, and b or nothing.
 */
final class FoldNormalization extends LoopOperator {

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

    @Override
    public Loops loops(List<long[]> shapes) {
        int units = Shape.size(shapes.get(0));
        return new FoldLoops(epsilon, units, Shape.size(shapes.get(4)), outputAxis == 0);
    }
}
