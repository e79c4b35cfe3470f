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

/** x where x > 0, else α·x. */
final class LeakyRelu extends Elementwise {

    private final double alpha;

    LeakyRelu(NodeSpec node) {
        this(node.attributes().number("alpha", 0.01f));
    }

    private LeakyRelu(double alpha) {
        super(x -> x > 0 ? x : alpha * x, (x, y) -> x > 0 ? 1 : alpha);
        this.alpha = alpha;
    }

    private record Compiled(double alpha) implements ValueFunction {

        @Override
        public Value of(Value x) {
            // 0·∞ would be NaN.
            return alpha == 0 ? x.atLeast(0) : x.times(alpha).orWhere(x.isNotBelow(0), x);
        }
    }

    @Override
    protected Optional<ValueFunction> compiled() {
        return Optional.of(new Compiled(alpha));
    }

    @Override
    protected Optional<Kernel> forward(Binding binding, INDArray x, INDArray y) {
        if (alpha == 0) {
            // 0·∞ would be NaN.
            return Optional.of(Arithmetic.atLeast(x, 0, y));
        }
        return Optional.of(Arithmetic.sequence(
                Arithmetic.multiply(x, alpha, y),
                alpha <= 1 ? Arithmetic.maximum(y, x, y) : Arithmetic.minimum(y, x, y)));
    }

    @Override
    protected Optional<Kernel> derivative(Binding binding, INDArray x, INDArray y, INDArray out) {
        return Optional.of(Arithmetic.sequence(
                Arithmetic.step(x, out), Arithmetic.multiply(out, 1 - alpha, out), Arithmetic.add(out, alpha, out)));
    }
}
