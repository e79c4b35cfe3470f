package io.orograph.network.operators.quantization;

import io.orograph.network.NodeSpec;

/** (x − zero point)·scale. */
final class DequantizeLinear extends ScaledOperator {

    DequantizeLinear(NodeSpec node) {
        super(node);
    }

    @Override
    double value(double x, double scale, double zero) {
        return (x - zero) * scale;
    }

    @Override
    void slopes(double x, double scale, double zero, double[] slopes) {
        slopes[0] = scale;
        slopes[1] = x - zero;
        slopes[2] = -scale;
    }

    /** Affine in the numbers and zero points together, and in the scales alone. */
    @Override
    public boolean isAffine(boolean[] moving) {
        boolean numbers = moving[0] || moving.length > 2 && moving[2];
        return !(moving.length > 1 && moving[1] && numbers);
    }
}
