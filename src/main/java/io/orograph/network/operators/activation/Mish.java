package io.orograph.network.operators.activation;

import io.orograph.network.jit.FloatFunctions;
import io.orograph.network.operators.base.Elementwise;
import io.orograph.network.operators.kernel.ValueFunction;
import java.util.Optional;

/** x·tanh(ln(1 + eˣ)) (Misra 2019, arXiv 1908.08681). */
final class Mish extends Elementwise {

    private static final ValueFunction COMPILED = FloatFunctions::mish;

    Mish() {
        super(x -> x * Math.tanh(Softplus.value(x)), (x, y) -> {
            double t = Math.tanh(Softplus.value(x));
            return t + x * (1 - t * t) / (1 + Math.exp(-x));
        });
    }

    @Override
    protected Optional<ValueFunction> compiled() {
        return Optional.of(COMPILED);
    }
}
