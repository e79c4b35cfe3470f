package io.orograph.network.operators;

import io.orograph.network.Binding;
import io.orograph.network.Kernel;
import org.nd4j.linalg.api.ndarray.INDArray;

/** eˣ. */
final class Exponential extends Elementwise {

    @Override
    Kernel forward(Binding binding, INDArray x, INDArray y) {
        return Arithmetic.exp(x, y);
    }

    @Override
    Kernel derivative(Binding binding, INDArray x, INDArray y, INDArray out) {
        return Arithmetic.copy(y, out);
    }
}
