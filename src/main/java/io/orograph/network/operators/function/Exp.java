package io.orograph.network.operators.function;

import io.orograph.network.Binding;
import io.orograph.network.Kernel;
import io.orograph.network.operators.base.Elementwise;
import io.orograph.network.operators.kernel.Arithmetic;
import io.orograph.network.operators.kernel.FloatLoop;
import java.util.Optional;
import org.nd4j.linalg.api.ndarray.INDArray;

/** eˣ. */
final class Exp extends Elementwise {

    Exp() {
        super(Math::exp, (x, y) -> y);
    }

    @Override
    protected Optional<FloatLoop> floatLoop() {
        return Optional.of(Arithmetic.EXPONENTIAL);
    }

    @Override
    protected Optional<Kernel> forward(Binding binding, INDArray x, INDArray y) {
        return Optional.of(Arithmetic.exp(x, y));
    }

    @Override
    protected Optional<Kernel> derivative(Binding binding, INDArray x, INDArray y, INDArray out) {
        return Optional.of(Arithmetic.copy(y, out));
    }
}
