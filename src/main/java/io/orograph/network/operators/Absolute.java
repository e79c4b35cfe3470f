package io.orograph.network.operators;

import io.orograph.network.Binding;
import io.orograph.network.Kernel;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.impl.transforms.same.Sign;
import org.nd4j.linalg.factory.Nd4j;

/** |x|. Its derivative at 0 is taken as 0. */
final class Absolute extends Elementwise {

    @Override
    Kernel forward(Binding binding, INDArray x, INDArray y) {
        return Arithmetic.abs(x, y);
    }

    @Override
    Kernel derivative(Binding binding, INDArray x, INDArray y, INDArray out) {
        Sign sign = new Sign(x, out);
        return () -> Nd4j.getExecutioner().exec(sign);
    }
}
