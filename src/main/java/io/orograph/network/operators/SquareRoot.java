package io.orograph.network.operators;

import io.orograph.network.Binding;
import io.orograph.network.Kernel;
import org.nd4j.linalg.api.ndarray.INDArray;

/** √x; NaN below 0. */
final class SquareRoot extends Elementwise {

    @Override
    Kernel forward(Binding binding, INDArray x, INDArray y) {
        return Arithmetic.squareRoot(x, y);
    }

    @Override
    Kernel derivative(Binding binding, INDArray x, INDArray y, INDArray out) {
        return Arithmetic.sequence(Arithmetic.multiply(y, 2, out), Arithmetic.divide(1, out, out));
    }
}
