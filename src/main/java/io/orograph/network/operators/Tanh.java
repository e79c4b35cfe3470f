package io.orograph.network.operators;

import io.orograph.network.Binding;
import io.orograph.network.Kernel;
import org.nd4j.linalg.api.ndarray.INDArray;

/** The hyperbolic tangent. */
final class Tanh extends Elementwise {

    @Override
    Kernel forward(Binding binding, INDArray x, INDArray y) {
        return Arithmetic.tanh(x, y);
    }

    @Override
    Kernel derivative(Binding binding, INDArray x, INDArray y, INDArray out) {
        return Arithmetic.sequence(Arithmetic.multiply(y, y, out), Arithmetic.subtract(1, out, out));
    }
}
