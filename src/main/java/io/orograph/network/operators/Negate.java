package io.orograph.network.operators;

import io.orograph.network.Binding;
import io.orograph.network.Kernel;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** −x. */
final class Negate extends Elementwise {

    @Override
    public boolean isAffine(boolean[] moving) {
        return true;
    }

    @Override
    Kernel forward(Binding binding, INDArray x, INDArray y) {
        return Arithmetic.multiply(x, -1, y);
    }

    @Override
    Kernel derivative(Binding binding, INDArray x, INDArray y, INDArray out) {
        return Arithmetic.copy(Nd4j.valueArrayOf(out.shape(), -1.0, out.dataType()), out);
    }
}
