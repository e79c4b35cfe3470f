package io.orograph.network.operators;

import io.orograph.network.Binding;
import io.orograph.network.Kernel;
import org.nd4j.linalg.api.ndarray.INDArray;

/** max(x, 0). Its derivative at 0 is taken as 0, as PyTorch does. */
final class Relu extends Elementwise {

    @Override
    public boolean isInPlace() {
        return true;
    }

    @Override
    Kernel forward(Binding binding, INDArray x, INDArray y) {
        return Arithmetic.atLeast(x, 0, y);
    }

    @Override
    Kernel derivative(Binding binding, INDArray x, INDArray y, INDArray out) {
        return Arithmetic.step(y, out);
    }
}
