package io.orograph.network.operators;

import io.orograph.network.Binding;
import io.orograph.network.Kernel;
import org.nd4j.linalg.api.ndarray.INDArray;

/** ln(1 + eˣ), computed as max(x, 0) + ln(1 + e^(−|x|)), which does not overflow. */
final class Softplus extends Elementwise {

    @Override
    Kernel forward(Binding binding, INDArray x, INDArray y) {
        INDArray tail = binding.scratch(x.shape());
        return Arithmetic.sequence(
                Arithmetic.abs(x, tail),
                Arithmetic.multiply(tail, -1, tail),
                Arithmetic.exp(tail, tail),
                new NativeCall("log1p").read(tail).write(tail),
                Arithmetic.atLeast(x, 0, y),
                Arithmetic.add(y, tail, y));
    }

    @Override
    Kernel derivative(Binding binding, INDArray x, INDArray y, INDArray out) {
        return new NativeCall("sigmoid").read(x).write(out);
    }
}
