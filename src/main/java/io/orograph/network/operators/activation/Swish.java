package io.orograph.network.operators.activation;

import io.orograph.network.Binding;
import io.orograph.network.Kernel;
import io.orograph.network.NodeSpec;
import io.orograph.network.jit.FloatFunctions;
import io.orograph.network.jit.Value;
import io.orograph.network.operators.base.Elementwise;
import io.orograph.network.operators.kernel.Arithmetic;
import io.orograph.network.operators.kernel.ValueFunction;
import java.util.Optional;
import org.nd4j.linalg.api.ndarray.INDArray;

/** x/(1 + e⁻ᵅˣ), also known as SiLU where α = 1 (Ramachandran et al. 2017, arXiv 1710.05941). */
final class Swish extends Elementwise {

    private final double alpha;

    private Swish(double alpha) {
        super(x -> x * gate(alpha * x), (x, y) -> {
            double gate = gate(alpha * x);
            return gate + alpha * y * (1 - gate);
        });
        this.alpha = alpha;
    }

    private record Compiled(double alpha) implements ValueFunction {

        @Override
        public Value of(Value x) {
            return x.over(FloatFunctions.exponential(x.times(-alpha)).plus(1));
        }
    }

    static Swish of(NodeSpec node) {
        return new Swish(node.attributes().number("alpha", 1));
    }

    private static double gate(double x) {
        return 1 / (1 + Math.exp(-x));
    }

    /** out = 1 + e⁻ᵅˣ. */
    private Kernel divisor(INDArray x, INDArray out) {
        return Arithmetic.sequence(
                Arithmetic.multiply(x, -alpha, out), Arithmetic.exp(out, out), Arithmetic.add(out, 1, out));
    }

    @Override
    protected Optional<ValueFunction> compiled() {
        return Optional.of(new Compiled(alpha));
    }

    @Override
    protected Optional<Kernel> forward(Binding binding, INDArray x, INDArray y) {
        return Optional.of(Arithmetic.sequence(divisor(x, y), Arithmetic.divide(x, y, y)));
    }

    @Override
    protected Optional<Kernel> derivative(Binding binding, INDArray x, INDArray y, INDArray out) {
        INDArray gate = binding.scratch(x.shape());
        return Optional.of(Arithmetic.sequence(
                divisor(x, out),
                Arithmetic.divide(1, out, gate),
                Arithmetic.subtract(1, gate, out),
                Arithmetic.multiply(out, y, out),
                Arithmetic.multiply(out, alpha, out),
                Arithmetic.add(out, gate, out)));
    }
}
