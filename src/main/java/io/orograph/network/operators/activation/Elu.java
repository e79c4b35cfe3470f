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

/**
 * γ·u where u > 0, else γ·α·(eᵘ − 1), with u = β·x. ELU has γ = β = 1, SELU the constants γ and α of Klambauer et al.
 * 2017 (arXiv 1706.02515), CELU γ = 1/β, which makes it smooth (Barron 2017, arXiv 1704.07483).
 *
 * <p>eᵘ − 1 is computed as 2t/(1 − t) with t = tanh(u/2), which loses no digits for u ≤ 0, where t is never positive,
 * and is several times faster than ND4J's exponential.
 */
final class Elu extends Elementwise {

    private final double alpha;
    private final double gamma;
    private final double beta;

    private Elu(NodeSpec node, double alpha, double gamma, double beta) {
        super(
                x -> x > 0 ? gamma * beta * x : gamma * alpha * Math.expm1(beta * x),
                (x, y) -> x > 0 ? gamma * beta : beta * (y + alpha * gamma));
        if (!(alpha >= 0) || !(gamma > 0)) {
            throw node.unsupported("has alpha " + alpha + " and gamma " + gamma
                    + "; supported are alpha of at least 0 and gamma above 0");
        }
        this.alpha = alpha;
        this.gamma = gamma;
        this.beta = beta;
    }

    private record Compiled(double alpha, double gamma, double beta) implements ValueFunction {

        @Override
        public Value of(Value x) {
            Value t = FloatFunctions.tanh(x.atMost(0).times(beta / 2));
            Value below = t.times(2 * alpha * gamma).over(t.takenFrom(1));
            return below.plus(gamma * beta, x.atLeast(0));
        }
    }

    static Elu elu(NodeSpec node) {
        return new Elu(node, node.attributes().number("alpha", 1), 1, 1);
    }

    static Elu selu(NodeSpec node) {
        return new Elu(
                node,
                node.attributes().number("alpha", 1.6732631921768188),
                node.attributes().number("gamma", 1.0507010221481323),
                1);
    }

    static Elu celu(NodeSpec node) {
        double alpha = node.attributes().number("alpha", 1);
        if (!(alpha > 0)) {
            throw node.unsupported("has alpha " + alpha + "; supported are numbers above 0");
        }
        return new Elu(node, 1, alpha, 1 / alpha);
    }

    @Override
    protected Optional<ValueFunction> compiled() {
        return Optional.of(new Compiled(alpha, gamma, beta));
    }

    @Override
    protected Optional<Kernel> forward(Binding binding, INDArray x, INDArray y) {
        INDArray t = binding.scratch(x.shape());
        Kernel negative = Arithmetic.sequence(
                Arithmetic.negativePart(x, t),
                Arithmetic.multiply(t, beta / 2, t),
                Arithmetic.tanh(t, t),
                Arithmetic.subtract(1, t, y),
                Arithmetic.divide(t, y, t),
                Arithmetic.multiply(t, 2 * alpha * gamma, t));
        Kernel positive = gamma * beta == 1
                ? Arithmetic.atLeast(x, 0, y)
                : Arithmetic.sequence(Arithmetic.atLeast(x, 0, y), Arithmetic.multiply(y, gamma * beta, y));
        return Optional.of(Arithmetic.sequence(negative, positive, Arithmetic.add(y, t, y)));
    }

    @Override
    protected Optional<Kernel> derivative(Binding binding, INDArray x, INDArray y, INDArray out) {
        Kernel negative = Arithmetic.sequence(
                Arithmetic.negativePart(y, out),
                Arithmetic.add(out, alpha * gamma, out),
                Arithmetic.multiply(out, beta, out));
        if (alpha == 1) {
            return Optional.of(negative);
        }
        INDArray positive = binding.scratch(x.shape());
        return Optional.of(Arithmetic.sequence(
                negative,
                Arithmetic.step(x, positive),
                Arithmetic.multiply(positive, beta * (gamma - alpha * gamma), positive),
                Arithmetic.add(out, positive, out)));
    }
}
