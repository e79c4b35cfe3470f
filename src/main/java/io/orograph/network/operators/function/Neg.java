package io.orograph.network.operators.function;

import io.orograph.network.Binding;
import io.orograph.network.Kernel;
import io.orograph.network.operators.base.Elementwise;
import io.orograph.network.operators.kernel.Arithmetic;
import io.orograph.network.operators.kernel.FloatLoop;
import java.util.Optional;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** −x. */
final class Neg extends Elementwise {

    private static final FloatLoop NEGATIVE = FloatLoop.of(x -> x[0].times(-1), (x, y, length) -> {
        float[] numbers = x[0];
        for (int i = 0; i < length; i++) {
            y[i] = -numbers[i];
        }
    });

    Neg() {
        super(x -> -x, (x, y) -> -1);
    }

    @Override
    public boolean isAffine(boolean[] moving) {
        return true;
    }

    @Override
    protected Optional<FloatLoop> floatLoop() {
        return Optional.of(NEGATIVE);
    }

    @Override
    protected Optional<Kernel> forward(Binding binding, INDArray x, INDArray y) {
        return Optional.of(Arithmetic.multiply(x, -1, y));
    }

    @Override
    protected Optional<Kernel> derivative(Binding binding, INDArray x, INDArray y, INDArray out) {
        return Optional.of(Arithmetic.copy(Nd4j.valueArrayOf(out.shape(), -1.0, out.dataType()), out));
    }
}
