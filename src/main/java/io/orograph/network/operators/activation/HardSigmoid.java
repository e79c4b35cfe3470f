package io.orograph.network.operators.activation;

import io.orograph.network.Binding;
import io.orograph.network.Kernel;
import io.orograph.network.NodeSpec;
import io.orograph.network.jit.Value;
import io.orograph.network.operators.base.Elementwise;
import io.orograph.network.operators.kernel.Arithmetic;
import io.orograph.network.operators.kernel.ValueFunction;
import java.util.Optional;
import org.nd4j.linalg.api.ndarray.INDArray;

/** α·x + β, held between 0 and 1. */
final class HardSigmoid extends Elementwise {

    private final double alpha;
    private final double beta;

    HardSigmoid(NodeSpec node) {
        this(node.attributes().number("alpha", 0.2f), node.attributes().number("beta", 0.5f));
    }

    private HardSigmoid(double alpha, double beta) {
        super(x -> line(x, alpha, beta), (x, y) -> y > 0 && y < 1 ? alpha : 0);
        this.alpha = alpha;
        this.beta = beta;
    }

    private record Compiled(double alpha, double beta) implements ValueFunction {

        @Override
        public Value of(Value x) {
            return line(x, alpha, beta);
        }
    }

    /** α·x + β, held between 0 and 1. */
    static Value line(Value x, double alpha, double beta) {
        return x.constant(beta).plus(alpha, x).within(0, 1);
    }

    /** α·x + β, held between 0 and 1. */
    static double line(double x, double alpha, double beta) {
        return Math.min(Math.max(alpha * x + beta, 0), 1);
    }

    @Override
    protected Optional<ValueFunction> compiled() {
        return Optional.of(new Compiled(alpha, beta));
    }

    @Override
    protected Optional<Kernel> forward(Binding binding, INDArray x, INDArray y) {
        return Optional.of(line(x, alpha, beta, y));
    }

    @Override
    protected Optional<Kernel> derivative(Binding binding, INDArray x, INDArray y, INDArray out) {
        return Optional.of(
                Arithmetic.sequence(between(y, binding.scratch(y.shape()), out), Arithmetic.multiply(out, alpha, out)));
    }

    /** out = α·x + β, held between 0 and 1. */
    static Kernel line(INDArray x, double alpha, double beta, INDArray out) {
        return Arithmetic.sequence(
                Arithmetic.multiply(x, alpha, out),
                Arithmetic.add(out, beta, out),
                Arithmetic.atLeast(out, 0, out),
                Arithmetic.atMost(out, 1, out));
    }

    /** out = 1 where 0 < y < 1, else 0. */
    static Kernel between(INDArray y, INDArray scratch, INDArray out) {
        return Arithmetic.sequence(
                Arithmetic.subtract(1, y, scratch),
                Arithmetic.step(scratch, scratch),
                Arithmetic.step(y, out),
                Arithmetic.multiply(out, scratch, out));
    }
}
