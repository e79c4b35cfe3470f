package io.orograph.network.operators;

import io.orograph.network.Binding;
import io.orograph.network.Kernel;
import io.orograph.network.NodeSpec;
import org.nd4j.linalg.api.ndarray.INDArray;

/** α·x + β, held between 0 and 1. */
final class HardSigmoid extends Elementwise {

    private final double alpha;
    private final double beta;

    HardSigmoid(NodeSpec node) {
        alpha = node.attributes().number("alpha", 0.2f);
        beta = node.attributes().number("beta", 0.5f);
    }

    @Override
    Kernel forward(Binding binding, INDArray x, INDArray y) {
        return line(x, alpha, beta, y);
    }

    @Override
    Kernel derivative(Binding binding, INDArray x, INDArray y, INDArray out) {
        return Arithmetic.sequence(between(y, binding.scratch(y.shape()), out), Arithmetic.multiply(out, alpha, out));
    }

    /** out = α·x + β, held between 0 and 1. */
    static Kernel line(INDArray x, double alpha, double beta, INDArray out) {
        return Arithmetic.sequence(
                Arithmetic.multiply(x, alpha, out),
                Arithmetic.add(out, beta, out),
                Arithmetic.atLeast(out, 0, out),
                Arithmetic.atMost(out, 1, out));
    }

    /** out = 1 where 0 < y < 1, else 0. */
    static Kernel between(INDArray y, INDArray scratch, INDArray out) {
        return Arithmetic.sequence(
                Arithmetic.subtract(1, y, scratch),
                Arithmetic.step(scratch, scratch),
                Arithmetic.step(y, out),
                Arithmetic.multiply(out, scratch, out));
    }
}
