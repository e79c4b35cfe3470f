package io.orograph.network.operators;

import io.orograph.network.Binding;
import io.orograph.network.Kernel;
import io.orograph.network.NodeSpec;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.impl.scalar.Pow;
import org.nd4j.linalg.factory.Nd4j;

/** xᵖ with one constant p; NaN where x is negative and p not whole. */
final class Power extends Elementwise {

    private final double exponent;

    Power(NodeSpec node) {
        exponent = node.constant(1).orElseThrow().get(0);
    }

    @Override
    Kernel forward(Binding binding, INDArray x, INDArray y) {
        return power(x, exponent, y);
    }

    @Override
    Kernel derivative(Binding binding, INDArray x, INDArray y, INDArray out) {
        return Arithmetic.sequence(power(x, exponent - 1, out), Arithmetic.multiply(out, exponent, out));
    }

    private static Kernel power(INDArray x, double exponent, INDArray out) {
        if (exponent == 1) {
            return Arithmetic.copy(x, out);
        }
        if (exponent == 2) {
            return Arithmetic.multiply(x, x, out);
        }
        if (exponent == 0.5) {
            return Arithmetic.squareRoot(x, out);
        }
        Pow power = new Pow(x, out, exponent);
        return () -> Nd4j.getExecutioner().exec(power);
    }
}
