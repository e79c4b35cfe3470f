package io.orograph.network.operators.activation;

import io.orograph.network.Binding;
import io.orograph.network.Kernel;
import io.orograph.network.LayerForm;
import io.orograph.network.operators.base.Elementwise;
import io.orograph.network.operators.kernel.Arithmetic;
import io.orograph.network.operators.kernel.ElementLoops;
import io.orograph.network.operators.kernel.FloatLoop;
import io.orograph.network.operators.kernel.ValueFunction;
import java.util.Optional;
import org.nd4j.linalg.api.ndarray.INDArray;

/** max(x, 0). Its derivative at 0 is taken as 0, as PyTorch does. */
final class Relu extends Elementwise {

    Relu() {
        super(x -> Math.max(x, 0), (x, y) -> y > 0 ? 1 : 0);
    }

    @Override
    public boolean isInPlace() {
        return true;
    }

    @Override
    protected LayerForm.Pointwise.Kind pointwiseKind() {
        return LayerForm.Pointwise.Kind.RECTIFIER;
    }

    @Override
    protected Optional<FloatLoop> floatLoop() {
        return Optional.of((x, y, length) -> {
            float[] numbers = x[0];
            for (int i = 0; i < length; i++) {
                y[i] = Math.max(numbers[i], 0);
            }
        });
    }

    @Override
    protected Optional<ValueFunction> compiled() {
        return Optional.of(new ElementLoops.Within(0, Double.POSITIVE_INFINITY));
    }

    @Override
    protected Optional<Kernel> forward(Binding binding, INDArray x, INDArray y) {
        return Optional.of(Arithmetic.atLeast(x, 0, y));
    }

    @Override
    protected Optional<Kernel> backwardAtOnce(Binding binding) {
        return ElementLoops.backAboveZero(binding);
    }

    @Override
    protected Optional<Kernel> derivative(Binding binding, INDArray x, INDArray y, INDArray out) {
        return Optional.of(Arithmetic.step(y, out));
    }
}
