package io.orograph.network.operators;

import io.orograph.network.Binding;
import io.orograph.network.Kernel;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.impl.transforms.strict.Erf;
import org.nd4j.linalg.factory.Nd4j;

/** 2/√π·∫₀ˣ e^(−t²) dt. */
final class ErrorFunction extends Elementwise {

    @Override
    Kernel forward(Binding binding, INDArray x, INDArray y) {
        Erf erf = new Erf(x, y);
        return () -> Nd4j.getExecutioner().exec(erf);
    }

    @Override
    Kernel derivative(Binding binding, INDArray x, INDArray y, INDArray out) {
        return Arithmetic.sequence(
                Arithmetic.multiply(x, x, out),
                Arithmetic.multiply(out, -1, out),
                Arithmetic.exp(out, out),
                Arithmetic.multiply(out, 2 / Math.sqrt(Math.PI), out));
    }
}
