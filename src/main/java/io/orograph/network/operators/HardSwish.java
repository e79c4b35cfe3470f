package io.orograph.network.operators;

import io.orograph.network.Binding;
import io.orograph.network.Kernel;
import org.nd4j.linalg.api.ndarray.INDArray;

/** x·h with h = x/6 + ½ held between 0 and 1 (Howard et al. 2019, arXiv 1905.02244). */
final class HardSwish extends Elementwise {

    private static final double SLOPE = 1.0 / 6;

    @Override
    Kernel forward(Binding binding, INDArray x, INDArray y) {
        return Arithmetic.sequence(HardSigmoid.line(x, SLOPE, 0.5, y), Arithmetic.multiply(y, x, y));
    }

    @Override
    Kernel derivative(Binding binding, INDArray x, INDArray y, INDArray out) {
        INDArray gate = binding.scratch(x.shape());
        INDArray open = binding.scratch(x.shape());
        return Arithmetic.sequence(
                HardSigmoid.line(x, SLOPE, 0.5, gate),
                HardSigmoid.between(gate, open, out),
                Arithmetic.multiply(out, SLOPE, out),
                Arithmetic.multiply(out, x, out),
                Arithmetic.add(out, gate, out));
    }
}
