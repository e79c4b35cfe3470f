package io.orograph.network.operators.activation;

import io.orograph.network.Binding;
import io.orograph.network.Kernel;
import io.orograph.network.jit.FloatFunctions;
import io.orograph.network.operators.base.Elementwise;
import io.orograph.network.operators.kernel.Arithmetic;
import io.orograph.network.operators.kernel.NativeCall;
import io.orograph.network.operators.kernel.ValueFunction;
import java.util.Optional;
import org.nd4j.linalg.api.ndarray.INDArray;

/** ln(1 + eˣ), computed as max(x, 0) + ln(1 + e^(−|x|)), which does not overflow. */
final class Softplus extends Elementwise {

    private static final ValueFunction COMPILED = FloatFunctions::softplus;

    Softplus() {
        super(Softplus::value, (x, y) -> 1 / (1 + Math.exp(-x)));
    }

    static double value(double x) {
        return Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x)));
    }

    @Override
    protected Optional<ValueFunction> compiled() {
        return Optional.of(COMPILED);
    }

    @Override
    protected Optional<Kernel> forward(Binding binding, INDArray x, INDArray y) {
        INDArray tail = binding.scratch(x.shape());
        return Optional.of(Arithmetic.sequence(
                Arithmetic.abs(x, tail),
                Arithmetic.multiply(tail, -1, tail),
                Arithmetic.exp(tail, tail),
                new NativeCall("log1p").read(tail).write(tail),
                Arithmetic.atLeast(x, 0, y),
                Arithmetic.add(y, tail, y)));
    }

    @Override
    protected Optional<Kernel> derivative(Binding binding, INDArray x, INDArray y, INDArray out) {
        return Optional.of(new NativeCall("sigmoid").read(x).write(out));
    }
}
