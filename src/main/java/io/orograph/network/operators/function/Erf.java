package io.orograph.network.operators.function;

import io.orograph.network.Binding;
import io.orograph.network.Kernel;
import io.orograph.network.operators.base.Elementwise;
import io.orograph.network.operators.kernel.Arithmetic;
import io.orograph.network.operators.kernel.ErrorFunction;
import io.orograph.network.operators.kernel.FloatLoop;
import java.util.Optional;
import org.nd4j.linalg.api.ndarray.INDArray;

/** The error function 2/√π·∫₀ˣ e^(−t²) dt. */
final class Erf extends Elementwise {

    Erf() {
        super(ErrorFunction::value, (x, y) -> 2 / Math.sqrt(Math.PI) * Math.exp(-x * x));
    }

    /** Files store a GELU in parts, of which it is one. */
    @Override
    public boolean isForEngines() {
        return true;
    }

    @Override
    protected Optional<FloatLoop> floatLoop() {
        return Optional.of(ErrorFunction.loop());
    }

    @Override
    protected Optional<Kernel> forward(Binding binding, INDArray x, INDArray y) {
        return Optional.of(ErrorFunction.kernel(x, y));
    }

    @Override
    protected Optional<Kernel> derivative(Binding binding, INDArray x, INDArray y, INDArray out) {
        return Optional.of(Arithmetic.sequence(
                Arithmetic.multiply(x, x, out),
                Arithmetic.multiply(out, -1, out),
                Arithmetic.exp(out, out),
                Arithmetic.multiply(out, 2 / Math.sqrt(Math.PI), out)));
    }
}
