package io.orograph.network.operators.activation;

import io.orograph.network.Binding;
import io.orograph.network.Kernel;
import io.orograph.network.operators.base.Elementwise;
import io.orograph.network.operators.kernel.Arithmetic;
import io.orograph.network.operators.kernel.ValueFunction;
import java.util.Optional;
import org.nd4j.linalg.api.ndarray.INDArray;

/** x·h with h = x/6 + ½ held between 0 and 1 (Howard et al. 2019, arXiv 1905.02244). */
final class HardSwish extends Elementwise {

    private static final double SLOPE = 1.0 / 6;

    private static final ValueFunction COMPILED = x -> x.times(HardSigmoid.line(x, SLOPE, 0.5));

    HardSwish() {
        super(x -> x * HardSigmoid.line(x, SLOPE, 0.5), (x, y) -> {
            double gate = HardSigmoid.line(x, SLOPE, 0.5);
            return gate > 0 && gate < 1 ? gate + x * SLOPE : gate;
        });
    }

    @Override
    protected Optional<ValueFunction> compiled() {
        return Optional.of(COMPILED);
    }

    @Override
    protected Optional<Kernel> forward(Binding binding, INDArray x, INDArray y) {
        return Optional.of(Arithmetic.sequence(HardSigmoid.line(x, SLOPE, 0.5, y), Arithmetic.multiply(y, x, y)));
    }

    @Override
    protected Optional<Kernel> derivative(Binding binding, INDArray x, INDArray y, INDArray out) {
        INDArray gate = binding.scratch(x.shape());
        INDArray open = binding.scratch(x.shape());
        return Optional.of(Arithmetic.sequence(
                HardSigmoid.line(x, SLOPE, 0.5, gate),
                HardSigmoid.between(gate, open, out),
                Arithmetic.multiply(out, SLOPE, out),
                Arithmetic.multiply(out, x, out),
                Arithmetic.add(out, gate, out)));
    }
}
