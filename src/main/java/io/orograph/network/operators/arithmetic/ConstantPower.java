package io.orograph.network.operators.arithmetic;

import io.orograph.network.Binding;
import io.orograph.network.Kernel;
import io.orograph.network.LayerForm;
import io.orograph.network.NodeSpec;
import io.orograph.network.jit.Functions;
import io.orograph.network.jit.Value;
import io.orograph.network.operators.base.Elementwise;
import io.orograph.network.operators.kernel.Arithmetic;
import io.orograph.network.operators.kernel.ElementLoops;
import io.orograph.network.operators.kernel.FloatLoop;
import io.orograph.network.operators.kernel.ValueFunction;
import java.util.Optional;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.impl.scalar.Pow;
import org.nd4j.linalg.factory.Nd4j;

/** xᵖ with one constant p; NaN where x is negative and p not whole. */
final class ConstantPower extends Elementwise {

    private static final FloatLoop SQUARE = FloatLoop.of(x -> x[0].times(x[0]), (x, y, length) -> {
        float[] numbers = x[0];
        for (int i = 0; i < length; i++) {
            y[i] = numbers[i] * numbers[i];
        }
    });

    /**
     * A broken power in quarters, as in the normalisation of responses by parts: roots take a fraction of the time of a power.
     */
    private record Roots(int quarters) implements ValueFunction {

        @Override
        public Value of(Value x) {
            return Functions.power(x, quarters);
        }
    }

    private final double exponent;

    ConstantPower(NodeSpec node) {
        this(node.constant(1).orElseThrow().get(0));
    }

    private ConstantPower(double exponent) {
        super(x -> Math.pow(x, exponent), (x, y) -> exponent * Math.pow(x, exponent - 1));
        this.exponent = exponent;
    }

    @Override
    protected LayerForm.Pointwise.Kind pointwiseKind() {
        return exponent == 2 ? LayerForm.Pointwise.Kind.SQUARE : LayerForm.Pointwise.Kind.OTHER;
    }

    @Override
    protected Optional<FloatLoop> floatLoop() {
        return exponent == 2 ? Optional.of(SQUARE) : Optional.empty();
    }

    @Override
    protected Optional<Kernel> forward(Binding binding, INDArray x, INDArray y) {
        return Optional.of(power(binding, x, exponent, y));
    }

    @Override
    protected Optional<Kernel> derivative(Binding binding, INDArray x, INDArray y, INDArray out) {
        Kernel power = power(binding, x, exponent - 1, out);
        return Optional.of(Arithmetic.sequence(power, Arithmetic.multiply(out, exponent, out)));
    }

    private static Kernel power(Binding binding, INDArray x, double exponent, INDArray out) {
        if (exponent == 1) {
            return Arithmetic.copy(x, out);
        }
        if (exponent == 2) {
            return Arithmetic.multiply(x, x, out);
        }
        if (exponent == 0.5) {
            return Arithmetic.squareRoot(x, out);
        }
        return ofRoots(binding, x, exponent, out).orElseGet(() -> {
            Pow power = new Pow(x, out, exponent);
            return () -> Nd4j.getExecutioner().exec(power);
        });
    }

    private static Optional<Kernel> ofRoots(Binding binding, INDArray x, double exponent, INDArray out) {
        return Functions.quarters(exponent)
                .filter(quarters -> quarters % 4 != 0)
                .flatMap(quarters -> ElementLoops.forwardInDoubles(binding, x, out, new Roots(quarters)));
    }
}
