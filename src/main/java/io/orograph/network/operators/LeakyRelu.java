package io.orograph.network.operators;

import io.orograph.network.Binding;
import io.orograph.network.Kernel;
import io.orograph.network.NodeSpec;
import org.nd4j.linalg.api.ndarray.INDArray;

/** x where x > 0, else α·x. */
final class LeakyRelu extends Elementwise {

    private final double alpha;

    LeakyRelu(NodeSpec node) {
        alpha = node.attributes().number("alpha", 0.01f);
    }

    @Override
    Kernel forward(Binding binding, INDArray x, INDArray y) {
        Kernel scaled = Arithmetic.multiply(x, alpha, y);
        if (alpha == 0) {
            // 0·∞ would be NaN.
            return Arithmetic.atLeast(x, 0, y);
        }
        return Arithmetic.sequence(scaled, alpha <= 1 ? Arithmetic.maximum(y, x, y) : Arithmetic.minimum(y, x, y));
    }

    @Override
    Kernel derivative(Binding binding, INDArray x, INDArray y, INDArray out) {
        return Arithmetic.sequence(
                Arithmetic.step(x, out), Arithmetic.multiply(out, 1 - alpha, out), Arithmetic.add(out, alpha, out));
    }
}
