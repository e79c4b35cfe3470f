package io.orograph.network.operators.activation;

import io.orograph.network.Binding;
import io.orograph.network.Kernel;
import io.orograph.network.jit.FloatFunctions;
import io.orograph.network.operators.base.Elementwise;
import io.orograph.network.operators.kernel.Arithmetic;
import io.orograph.network.operators.kernel.ValueFunction;
import java.util.Optional;
import org.nd4j.linalg.api.ndarray.INDArray;

/** The hyperbolic tangent. */
final class Tanh extends Elementwise {

    private static final ValueFunction COMPILED = FloatFunctions::tanh;

    Tanh() {
        super(Math::tanh, (x, y) -> 1 - y * y);
    }

    @Override
    protected Optional<ValueFunction> compiled() {
        return Optional.of(COMPILED);
    }

    @Override
    protected Optional<Kernel> forward(Binding binding, INDArray x, INDArray y) {
        return Optional.of(Arithmetic.tanh(x, y));
    }

    @Override
    protected Optional<Kernel> derivative(Binding binding, INDArray x, INDArray y, INDArray out) {
        return Optional.of(Arithmetic.sequence(Arithmetic.multiply(y, y, out), Arithmetic.subtract(1, out, out)));
    }
}
